"""Classes named on the command line: whatever is wrong with them is one line."""

from __future__ import annotations

import pytest

from negotiation_sim.cli.main import main
from negotiation_sim.errors import InputError
from negotiation_sim.experiments.agents import agent_class
from negotiation_sim.experiments.results import Results

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


OWN = "from negotiation_sim.engines.mesa_engine import Principal\n\n\nclass Leaves(Principal):\n    def walks_out(self):\n        return True\n"


def test_an_agent_implies_the_engine_that_plays_it(tmp_path, monkeypatch, capsys):
    (tmp_path / "own_agents.py").write_text(OWN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    agent = ["--agent", "japan=own_agents:Leaves"]
    words = ["run", "1956", "--runs", "4", "--workers", "1", *agent]
    assert main([*words, "--out", "rows"]) == 0
    results = Results.open("rows")
    assert results.record["engine"] == "mesa"
    assert set(results.frame().months) == {1}
    assert main([*words, "--engine", "ensemble"]) == 2
    assert "Mesa engine only; leave the engine out" in capsys.readouterr().err
    assert main(["replay", "1956", *agent]) == 0
    assert "breaks off" in capsys.readouterr().out


def test_an_agent_in_the_wrong_role_is_one_line_and_nothing_is_written(
    tmp_path, monkeypatch, capsys
):
    (tmp_path / "own_agents.py").write_text(OWN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    agent = ["--agent", "us=own_agents:Leaves"]
    for words in (["run", "1956", "--runs", "4", "--out", "rows"], ["replay", "1956"]):
        assert main([*words, *agent]) == 2
        said = capsys.readouterr().err
        assert "us is a third party, but Leaves is no subclass of ThirdParty" in said
        assert said.count("\n") == 1
    assert not (tmp_path / "rows").exists()
