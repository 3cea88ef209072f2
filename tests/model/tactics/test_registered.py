"""Strategies of users, in both engines."""

from __future__ import annotations

import numpy as np
import pytest
from tests.model.small import settled, shipped

from negotiation_sim.domain.changes import Change
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble, run_interpreted
from negotiation_sim.engines.mesa_engine import mesa_rows
from negotiation_sim.model.tactics.registered import forget, names, register_strategy
from negotiation_sim.scenarios import parse_override


def soft(dispute, brief, desk, standing, steps):
    """Settles for whatever beats waiting."""
    return standing.reservation


def hard(dispute, brief, desk, standing, steps):
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
    scenario = shipped("1956").changed(Change(strategies=tuple(zip(("japan", "russia"), strategies, strict=True))))
    return engine(compile_scenario(scenario), 1, 0, runs)


def test_both_engines_play_it(added):
    for pair in (("soft", "hard"), ("hard", "soft"), ("soft", "time")):
        mesa, plain = (rows_of(engine, 60, *pair) for engine in (mesa_rows, run_interpreted))
        assert (mesa == plain).all()
    soft_pair, hard_pair = (rows_of(run_interpreted, 200, name, name) for name in ("soft", "hard"))
    assert settled(shipped("1956"), soft_pair).mean() > settled(shipped("1956"), hard_pair).mean()


@pytest.mark.long
def test_it_is_compiled(added):
    for pair in (("soft", "hard"), ("hard", "time")):
        assert (rows_of(run_ensemble, 100, *pair) == rows_of(run_interpreted, 100, *pair)).all()


def test_it_can_be_named_wherever_a_strategy_is(added):
    change = parse_override("japan.strategy=soft", shipped("1956"))
    assert change.strategies == (("japan", "soft"),)
    assert names() == ("soft", "hard")


def test_a_name_is_taken_once(added):
    with pytest.raises(ValueError, match="'soft' is the name of a strategy already"):
        register_strategy("soft", soft)
    with pytest.raises(ValueError, match="'time' is the name of a strategy already"):
        register_strategy("time", soft)
    with pytest.raises(ValueError, match="'no name' is no name of a strategy"):
        register_strategy("no name", soft)


def test_what_is_forgotten_is_unknown(added):
    register_strategy("brief", np.negative)
    forget("brief")
    assert "brief" not in names()
