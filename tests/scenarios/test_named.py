"""Names of scenarios become cells of tables that others open."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from negotiation_sim.errors import InputError
from negotiation_sim.scenarios import NamedScenario, build_scenario, resolve_scenario

VALID = Path(__file__).parent / "valid.yaml"


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "a\nb", "a\rb", "\tx"])
def test_a_file_name_that_a_spreadsheet_evaluates_is_refused(tmp_path, name):
    file = tmp_path / f"{name}.yaml"
    shutil.copy(VALID, file)
    with pytest.raises(InputError, match="cannot be the name of a scenario") as caught:
        NamedScenario.load(str(file))
    assert "\n" not in str(caught.value)


def test_a_name_in_a_stored_record_is_refused_too():
    resolved = resolve_scenario(VALID)
    with pytest.raises(InputError, match="rename the file"):
        NamedScenario("=cmd()", resolved, build_scenario(resolved))
