from __future__ import annotations

import subprocess
import sys
from importlib.metadata import PackageNotFoundError, entry_points, version

import pytest

import negotiation_sim


def test_version_is_the_installed_one():
    assert negotiation_sim.__version__ == version("negotiation-sim")


def test_version_of_a_source_tree_says_so(monkeypatch):
    def absent(_name):
        raise PackageNotFoundError

    monkeypatch.delitem(vars(negotiation_sim), "__version__", raising=False)
    monkeypatch.setattr("importlib.metadata.version", absent)
    assert negotiation_sim.__version__ == "0+not.installed"
    monkeypatch.delitem(vars(negotiation_sim), "__version__")


@pytest.mark.parametrize("name", negotiation_sim.__all__)
def test_every_public_name_can_be_had(name):
    assert getattr(negotiation_sim, name) is not None
    assert name in dir(negotiation_sim)


def test_public_names_are_the_lazy_ones_and_the_version():
    assert set(negotiation_sim.__all__) == {*negotiation_sim.PUBLIC, "__version__"}


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'forecast'"):
        negotiation_sim.forecast  # noqa: B018  the access is the test


def test_importing_the_package_loads_none_of_its_libraries():
    heavy = "{'numpy', 'pandas', 'plotly', 'scipy', 'numba', 'mesa', 'pydantic', 'click', 'typing', 'importlib.metadata'}"
    code = f"import sys; before = set(sys.modules); import negotiation_sim; print(sorted({heavy} & (set(sys.modules) - before)))"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        == "[]"
    )


def test_the_command_is_installed():
    (command,) = entry_points(group="console_scripts", name="negotiation-sim")
    assert command.value == "negotiation_sim.cli.main:main"


def test_the_package_runs_as_a_module():
    ran = subprocess.run(
        [sys.executable, "-m", "negotiation_sim", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == f"negotiation-sim {negotiation_sim.__version__}"
