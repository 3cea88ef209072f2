"""What an agent answers, raises or never answers is told in a line, and the batch is kept."""

from __future__ import annotations

import math
import subprocess
import sys
import time
from textwrap import dedent

import numpy as np
import pytest
from tests.engines.odd import lever
from tests.model.small import dispute

from negotiation_sim import run_batch
from negotiation_sim.cli.main import main
from negotiation_sim.engines.mesa_engine import Negotiation, Principal, ThirdParty, replay
from negotiation_sim.engines.time_limit import VARIABLE, run_seconds
from negotiation_sim.errors import AgentError, FailedRunsError, InputError
from negotiation_sim.model import decisions

NO_DECISION = [math.nan, "no", None, 0, 1, 1.0, [], np.int64(1), np.nan]
NO_TEXT = [None, "x", 1.0, True, -2, 3, 10**30, math.nan]
NO_POINTS = [math.nan, math.inf, -math.inf, None, "5", True, 1j, [1.0]]


def answering(method: str, answer: object, of: type = Principal) -> type:
    """A class of agents one of whose methods always answers the same."""
    return type("Mine", (of,), {method: lambda self, *_: answer})  # noqa: ARG005


WORTH = {"west": {"a": 10, "b": 4, "n": -5}, "east": {"a": 4, "b": 10, "n": -6}}
THREAT = lever("threat", "n", "a", "n.threat", "n.price", ["west", "east"])
SMALL = dispute(
    WORTH, thirds=["n"], params={"n.threat": 3, "n.price": 1}, levers={"n.threat": THREAT}
)


def played(agent: type, actor: str = "a") -> Negotiation:
    negotiation = Negotiation(SMALL, agents={actor: agent})
    negotiation.run_model()
    return negotiation


@pytest.mark.parametrize("answer", NO_DECISION, ids=repr)
@pytest.mark.parametrize("method", ["walks_out", "welcomes", "accepts", "stands_by", "ratifies"])
def test_a_decision_is_true_or_false(method, answer):
    negotiation = Negotiation(SMALL, agents={"a": answering(method, answer)})
    about = {"walks_out": (), "accepts": (1, 1)}.get(method, (1,))
    with pytest.raises(AgentError, match=rf"Mine[.]{method} .* expected True or False"):
        getattr(decisions, method)(negotiation.talks, 0, *about)


@pytest.mark.parametrize("answer", NO_DECISION, ids=repr)
def test_a_third_party_presses_or_does_not(answer):
    with pytest.raises(AgentError, match=r"Mine[.]presses .* expected True or False"):
        played(answering("presses", answer, ThirdParty), "n")


@pytest.mark.parametrize("answer", NO_TEXT, ids=repr)
def test_a_text_is_an_outcome_or_none(answer):
    with pytest.raises(AgentError, match=r"Mine[.]proposes .* outcome from 0 to 2, or -1"):
        played(answering("proposes", answer))


@pytest.mark.parametrize("answer", NO_POINTS, ids=repr)
@pytest.mark.parametrize("method", ["aspires", "insists", "worth"])
def test_points_are_finite_numbers(method, answer):
    with pytest.raises(AgentError, match=rf"Mine[.]{method} .* expected a finite number"):
        played(answering(method, answer))


@pytest.mark.parametrize(
    ("method", "answer"),
    [
        ("walks_out", np.True_),
        ("accepts", False),
        ("proposes", np.int16(-1)),
        ("aspires", np.float32(5.0)),
        ("aspires", 5),
    ],
)
def test_numbers_of_numpy_and_whole_points_are_answers(method, answer):
    played(answering(method, answer))


def test_a_batch_tells_where_an_answer_was_written():
    class Undecided(Principal):
        def accepts(self, offer, steps):
            return "no"

    line = Undecided.accepts.__code__.co_firstlineno
    with pytest.raises(FailedRunsError) as caught:
        run_batch(SMALL, 20, agents={"a": Undecided})
    said = (
        f"AgentError: Undecided.accepts (test_agents_at_the_border.py:{line}) answered 'no', "
        "expected True or False"
    )
    assert {one.reason for one in caught.value.failures} == {said}


class Leaving(BaseException):
    """No Exception."""


class MuteError(Exception):
    """Cannot be told."""

    def __str__(self) -> str:
        raise RuntimeError("no words")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (SystemExit("bye"), "SystemExit: bye"),
        (Leaving("now"), "Leaving: now"),
        (MuteError(), "MuteError"),
        (RecursionError("deep"), "RecursionError: deep"),
        (GeneratorExit(), "GeneratorExit"),
    ],
    ids=repr,
)
def test_whatever_an_agent_raises_is_told_with_its_run(error, told):
    class Raises(Principal):
        def aspires(self, steps):
            if self.model.run == 2:
                raise error
            return super().aspires(steps)

    with pytest.raises(FailedRunsError) as caught:
        run_batch(SMALL, 5, agents={"a": Raises})
    (failure,) = caught.value.failures
    line = Raises.aspires.__code__.co_firstlineno + 2
    assert failure.reason == f"{told} (test_agents_at_the_border.py:{line})"
    assert caught.value.rows.run.tolist() == [0, 1, 3, 4]


# ------------------------------------------------------------------ time


class Endless(Principal):
    """Loops for ever in run 1, and lets nothing stop it that is an Exception."""

    def aspires(self, steps: int) -> float:
        while self.model.run == 1:
            try:
                sum(range(1000))
            except Exception:  # noqa: BLE001 - as a careless agent would
                continue
        return super().aspires(steps)


def test_an_agent_that_loops_for_ever_costs_its_run_alone(monkeypatch):
    monkeypatch.setenv(VARIABLE, "0.3")
    began = time.monotonic()
    with pytest.raises(FailedRunsError, match=r"took longer than 0.3 s .*border") as caught:
        run_batch(SMALL, 4, agents={"a": Endless})
    assert [(one.first_run, one.n_runs) for one in caught.value.failures] == [(1, 1)]
    assert caught.value.rows.run.tolist() == [0, 2, 3]
    assert time.monotonic() - began < 30.0


def test_a_single_run_has_the_same_limit(monkeypatch):
    monkeypatch.setenv(VARIABLE, "0.3")
    with pytest.raises(AgentError, match=r"took longer than 0.3 s"):
        replay(SMALL, 1, 1, {"a": Endless})


def test_runs_in_time_are_those_without_a_limit(monkeypatch):
    class Same(Principal):
        """As usual."""

    limited = run_batch(SMALL, 30, agents={"a": Same})
    monkeypatch.setenv(VARIABLE, "inf")
    assert limited.equals(run_batch(SMALL, 30, agents={"a": Same}))


@pytest.mark.parametrize("said", ["0", "-1", "nan", "soon", ""])
def test_a_limit_is_seconds(monkeypatch, said):
    monkeypatch.setenv(VARIABLE, said)
    with pytest.raises(InputError, match=f"{VARIABLE} is {said!r}, expected seconds above 0"):
        run_seconds()


# ------------------------------------------------------------------ commands

MODULE = """
    import time
    from negotiation_sim.engines.mesa_engine import Principal

    class Leaves(Principal):
        def accepts(self, offer, steps):
            raise SystemExit(0)

    class Loops(Principal):
        def accepts(self, offer, steps):
            while True:
                pass

    class Sleeps(Principal):
        def aspires(self, steps):
            if self.model.run == 1:
                time.sleep(10_000)
            return super().aspires(steps)
"""


@pytest.fixture
def agents(tmp_path, monkeypatch):
    (tmp_path / "border_agents.py").write_text(dedent(MODULE), encoding="utf-8")
    (tmp_path / "leaving.py").write_text("raise SystemExit(3)\n", encoding="utf-8")
    (tmp_path / "endless.py").write_text("while True:\n    pass\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv(VARIABLE, "0.5")
    monkeypatch.setattr("negotiation_sim.experiments.agents.IMPORT_SECONDS", 0.5)
    yield tmp_path
    sys.modules.pop("border_agents", None)


@pytest.mark.parametrize("command", [["run", "1956", "--runs", "6"], ["replay", "1956"]])
@pytest.mark.parametrize(
    ("name", "code", "told"),
    [
        ("border_agents:Leaves", {1, 2}, "SystemExit: 0 (border_agents.py:7)"),
        ("border_agents:Loops", {1, 2}, "took longer than 0.5 s (border_agents.py:1"),
        ("leaving:Mine", {2}, "cannot be imported (SystemExit: 3 (leaving.py:1))"),
        ("endless:Mine", {2}, "cannot be imported (AgentError: took longer than 0.5 s (endless"),
    ],
)
def test_commands_tell_what_agents_do_in_a_line(agents, capsys, command, name, code, told):
    assert main([*command, "--agent", f"japan={name}"]) in code
    said = capsys.readouterr().err
    assert told in said
    assert "Traceback" not in said


@pytest.mark.faults
@pytest.mark.long  # it waits for three workers to end themselves
def test_a_worker_whose_agent_waits_outside_python_ends_itself(agents):
    words = ["run", "1956", "--runs", "3", "--workers", "1", "--agent"]
    done = subprocess.run(
        [sys.executable, "-m", "negotiation_sim", *words, "japan=border_agents:Sleeps"],
        cwd=agents,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 1
    assert "run 1: its worker was lost each time it was played" in done.stderr
    assert "Traceback" not in done.stderr
