"""Strategies of users, in both engines."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from tests.first import first
from tests.model.small import settled

from negotiation_sim.domain.changes import Change
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble, run_interpreted
from negotiation_sim.engines.mesa_engine import mesa_rows
from negotiation_sim.errors import InputError
from negotiation_sim.model.strategies.registry import forget, register_strategy, registered
from negotiation_sim.scenarios import parse_override


def soft(dispute, brief, state, standing, steps):
    """Settles for whatever beats waiting."""
    return standing.reservation


def hard(dispute, brief, state, standing, steps):
    """Insists on the best there is."""
    return standing.ceiling


@pytest.fixture
def added():
    register_strategy("soft", soft)
    register_strategy("hard", hard)
    yield
    forget("hard")
    forget("soft")


def rows_of(engine, runs, *strategies):
    scenario = first("1956").changed(
        Change(strategies=tuple(zip(("japan", "russia"), strategies, strict=True)))
    )
    return engine(compile_scenario(scenario), 1, 0, runs)


def test_both_engines_play_it(added):
    for pair in (("soft", "hard"), ("hard", "soft"), ("soft", "time")):
        mesa, plain = (rows_of(engine, 60, *pair) for engine in (mesa_rows, run_interpreted))
        assert (mesa == plain).all()
    soft_pair, hard_pair = (rows_of(run_interpreted, 200, name, name) for name in ("soft", "hard"))
    assert settled(first("1956"), soft_pair).mean() > settled(first("1956"), hard_pair).mean()


def test_what_is_registered_after_the_engine_was_compiled_is_refused(added):
    """The compiler never forgets the rules it has seen: wrong rows would come out without a
    word."""
    run_ensemble(compile_scenario(first("1956")), 1, 0, 1)
    with pytest.raises(
        InputError,
        match="registered after the ensemble engine was compiled; register all of them before the first run",
    ):
        rows_of(run_ensemble, 10, "soft", "hard")
    assert len(run_ensemble(compile_scenario(first("1956")), 1, 0, 5)) == 5, (
        "others are played as before"
    )


IN_A_PROCESS_OF_ITS_OWN = """
from negotiation_sim.domain.changes import Change
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble, run_interpreted
from negotiation_sim.model.strategies.registry import register_strategy
from negotiation_sim.scenarios import load_scenario

def soft(dispute, brief, state, standing, steps):
    return standing.reservation

def hard(dispute, brief, state, standing, steps):
    return {body}

register_strategy("soft", soft)
register_strategy("hard", hard)
for pair in (("soft", "hard"), ("hard", "time")):
    change = Change(strategies=tuple(zip(("japan", "russia"), pair)))
    compiled = compile_scenario(load_scenario("1956").changed(change))
    same = run_ensemble(compiled, 1, 0, 100) == run_interpreted(compiled, 1, 0, 100)
    print(bool(same.all()))
"""


def run_alone(body):
    return subprocess.run(
        [sys.executable, "-c", IN_A_PROCESS_OF_ITS_OWN.replace("{body}", body)],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.long
def test_it_is_compiled():
    done = run_alone("standing.ceiling")
    assert done.stdout.split() == ["True", "True"], done.stderr


@pytest.mark.long
def test_what_cannot_be_compiled_is_told():
    done = run_alone("float(str(standing.ceiling))")
    assert "InputError: a registered strategy (soft, hard) cannot be compiled" in done.stderr


def test_it_can_be_named_wherever_a_strategy_is(added):
    change = parse_override("japan.strategy=soft", first("1956"))
    assert change.strategies == (("japan", "soft"),)
    assert tuple(registered()) == ("soft", "hard")


def test_a_name_is_taken_once(added):
    with pytest.raises(ValueError, match="'soft' is the name of a strategy already"):
        register_strategy("soft", soft)
    with pytest.raises(ValueError, match="'all' is the name of a strategy already"):
        register_strategy("all", soft)
    with pytest.raises(ValueError, match="'time' is the name of a strategy already"):
        register_strategy("time", soft)
    with pytest.raises(ValueError, match="'no name' is no name of a strategy"):
        register_strategy("no name", soft)


def test_what_is_forgotten_is_unknown(added):
    register_strategy("brief", np.negative)
    forget("brief")
    assert "brief" not in registered()
