"""Classes named on the command line: whatever is wrong with them is one line."""

from __future__ import annotations

import pytest

from negotiation_sim.cli.main import main
from negotiation_sim.errors import InputError
from negotiation_sim.experiments.agents import agent_class

BREAKS = {
    "leaves": "raise SystemExit(3)",
    "divides": "1 / 0",
    "halts": "import sys\nsys.exit('bye')",
    "wrong": "def :",
    "nothing": "",
}


@pytest.fixture
def modules(tmp_path, monkeypatch):
    """Modules in the current folder that break when they are imported."""
    for name, text in BREAKS.items():
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("japan=.a:b", "expected actor=package.module:Class"),
        ("japan=a..b:c", "expected actor=package.module:Class"),
        ("japan=" + ".".join("a" * 3_000) + ":b", "expected actor=package.module:Class"),
        ("japan=a b:c", "expected actor=package.module:Class"),
        ("japan=:c", "expected actor=package.module:Class"),
        ("japan=leaves:A", "cannot be imported (SystemExit: 3 (leaves.py:1))"),
        (
            "japan=divides:A",
            "cannot be imported (ZeroDivisionError: division by zero (divides.py:1)",
        ),
        ("japan=halts:A", "cannot be imported (SystemExit: bye (halts.py:2))"),
        ("japan=wrong:A", "cannot be imported (SyntaxError: invalid syntax"),
        ("japan=nothing:A", "cannot be imported (AttributeError: module 'nothing' has no"),
        ("japan=json:loads", "is no subclass of Principal"),
    ],
    ids=lambda value: value[:30],
)
def test_a_class_that_cannot_be_had_is_one_line(modules, text, said):
    with pytest.raises(InputError) as caught:
        agent_class(text)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 1_100


def test_the_command_ends_with_that_line(modules, capsys):
    assert main(["run", "1956", "--runs", "2", "--agent", "japan=leaves:A"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
