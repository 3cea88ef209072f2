"""One run, whoever plays it: the Mesa engine, the interpreted kernel and the compiled one agree to
the byte; verification test 38."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.odd import odd_scenarios
from tests.first import FIRST, first
from tests.model.small import EPISODES, classes

from negotiation_sim.domain.changes import Change
from negotiation_sim.domain.distributions import Fixed
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble, run_interpreted
from negotiation_sim.engines.layout import LARGE, STANDARD
from negotiation_sim.engines.mesa_engine import mesa_rows

ODD = odd_scenarios()
BIG = odd_scenarios(big=True)
ARMS = [(name, arm.name) for name in EPISODES for arm in first(name).interventions]
ENGINES = {"mesa": mesa_rows, "interpreted": run_interpreted, "compiled": run_ensemble}


def assert_equal_everywhere(
    scenario: Scenario, runs: int, seed: int = 1, first: int = 0
) -> np.ndarray:
    """Play the same runs by every engine, compare them column by column and then byte by byte;
    return them."""
    compiled = compile_scenario(scenario)
    rows = {name: play(compiled, seed, first, runs) for name, play in ENGINES.items()}
    for name in ("interpreted", "compiled"):
        for column in rows["mesa"].dtype.names:
            differ = np.flatnonzero(
                ~(rows[name][column] == rows["mesa"][column]).reshape(runs, -1).all(axis=1)
            )
            assert not len(differ), (
                f"{column} of {name} differs from mesa in run {first + differ[0]} of seed {seed}"
            )
        assert contents(rows[name]) == contents(rows["mesa"])
    return rows["compiled"]


def contents(rows: np.ndarray) -> bytes:
    """Bytes of every column; those between columns say nothing."""
    return b"".join(rows[name].tobytes() for name in rows.dtype.names)


def changed(name: str, arm: str) -> Scenario:
    scenario = first(name)
    return scenario.changed(scenario.intervention(arm))


@pytest.mark.parametrize("name", EPISODES)
def test_engines_agree_on_every_episode(name):
    assert_equal_everywhere(first(name), 300)


@pytest.mark.parametrize(("name", "arm"), ARMS)
def test_engines_agree_on_every_intervention(name, arm):
    assert_equal_everywhere(changed(name, arm), 60)


@pytest.mark.long
@pytest.mark.parametrize(("name", "arm"), ARMS)
def test_engines_agree_on_many_runs_of_every_intervention(name, arm):
    assert_equal_everywhere(changed(name, arm), 2000, seed=2)


@pytest.mark.parametrize("name", ODD)
def test_engines_agree_on_odd_disputes(name):
    assert compile_scenario(ODD[name]).capacity is STANDARD, (
        "else the quick suite compiles a second kernel"
    )
    assert_equal_everywhere(ODD[name], 80)


@pytest.mark.long
@pytest.mark.parametrize("name", BIG)
def test_engines_agree_on_many_runs_of_odd_disputes(name):
    assert_equal_everywhere(BIG[name], 100 if BIG[name].calendar.n_steps > 60 else 1000, seed=2)


def test_odd_disputes_end_in_every_way():
    """Else the agreement of engines on them would say little."""
    ends = set()
    for scenario in ODD.values():
        rows = run_ensemble(compile_scenario(scenario), 1, 0, 400)
        ends |= set(classes(scenario, rows))
        ends |= {"PRESSED"} if (rows["pressed_step"] > 0).any() else set()
        ends |= {"COSIGNED"} if rows["cosigned"].any() else set()
    assert ends == {
        "DEAL",
        "BROKEN_OFF",
        "INTERIM",
        "FAILED",
        "PROCESS",
        "OPEN",
        "PRESSED",
        "COSIGNED",
    }


@st.composite
def overrides(draw):
    """A shipped scenario with up to four drawn numbers fixed anywhere in their range, and levers
    set at random."""
    scenario = first(draw(st.sampled_from(EPISODES)))
    numbers = draw(
        st.lists(
            st.sampled_from([p for p in scenario.parameters if not isinstance(p.value, Fixed)]),
            max_size=4,
            unique=True,
        )
    )
    values = tuple((p.address, Fixed(draw(st.floats(*p.value.support)))) for p in numbers)
    levers = [lever.name for lever in scenario.levers]
    off = draw(st.lists(st.sampled_from(levers), unique=True))
    forced = (
        draw(st.lists(st.sampled_from([name for name in levers if name not in off]), unique=True))
        if set(levers) - set(off)
        else []
    )
    drop = draw(st.lists(st.sampled_from([event.name for event in scenario.events]), unique=True))
    return scenario.changed(
        Change(values=values, off=tuple(off), force=tuple(forced), drop=tuple(drop))
    )


@settings(max_examples=20, deadline=None, derandomize=True)
@given(overrides(), st.integers(0, 2**63 - 1), st.integers(0, 2**62))
def test_engines_agree_wherever_one_looks(scenario, seed, first):
    assert_equal_everywhere(scenario, 6, seed, first)


@pytest.mark.long
@settings(max_examples=300, deadline=None)
@given(overrides(), st.integers(0, 2**63 - 1), st.integers(0, 2**62))
def test_engines_agree_wherever_one_looks_longer(scenario, seed, first):
    assert_equal_everywhere(scenario, 50, seed, first)


@pytest.mark.parametrize("name", sorted({*BIG} - {*ODD}))
def test_mesa_and_the_interpreted_kernel_agree_on_big_disputes(name):
    compiled = compile_scenario(BIG[name])
    assert compiled.capacity is LARGE
    assert contents(mesa_rows(compiled, 1, 0, 12)) == contents(run_interpreted(compiled, 1, 0, 12))


# ------------------------------------------------------------------ chunks and order


@cache
def whole(name: str) -> np.ndarray:
    return run_ensemble(compile_scenario(first(name)), 5, 0, 600)


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(EPISODES),
    st.lists(st.integers(1, 599), unique=True, max_size=6),
    st.randoms(use_true_random=False),
)
def test_any_cut_and_any_order_give_the_same_rows(name, cuts, dice):
    compiled = compile_scenario(first(name))
    bounds = [0, *sorted(cuts), 600]
    pieces = list(itertools.pairwise(bounds))
    dice.shuffle(pieces)
    played = {first: run_ensemble(compiled, 5, first, last - first) for first, last in pieces}
    same = contents(np.concatenate([played[first] for first in sorted(played)])) == contents(
        whole(name)
    )
    assert same, "compared as bytes, which would be too long to print"


@pytest.mark.parametrize("engine", ENGINES)
def test_first_runs_of_a_larger_batch_are_the_smaller_batch(engine):
    compiled = compile_scenario(first("2018"))
    assert contents(ENGINES[engine](compiled, 5, 0, 40)) == contents(whole("2018")[:40])


@pytest.mark.parametrize(("noun", "amount"), [("beta", 0.8), ("window", -0.3)])
@pytest.mark.parametrize("date", [0, 1])
def test_an_event_may_change_how_a_principal_concedes(noun, amount, date):
    """What a responder compared with in one step is not what it asks for in the next."""
    episode = first("1956")
    event = replace(
        episode.events[date],
        shifts=tuple((f"{actor}.{noun}", amount) for actor in ("japan", "russia")),
    )
    changed = assert_equal_everywhere(replace(episode, events=(event,)), 300)
    assert contents(changed) != contents(
        run_ensemble(compile_scenario(replace(episode, events=())), 1, 0, 300)
    )


def test_a_run_leaves_nothing_behind_for_the_next():
    """Runs that fail, press and walk out share one scratch table with those after them."""
    for name in EPISODES:
        compiled = compile_scenario(first(name))
        for run in (3, 77, 599):
            assert contents(run_ensemble(compiled, 5, run, 1)) == contents(
                whole(name)[run : run + 1]
            )


def test_threads_give_the_same_rows():
    from concurrent.futures import ThreadPoolExecutor

    compiled = compile_scenario(first("2018"))
    with ThreadPoolExecutor(4) as pool:
        parts = list(
            pool.map(lambda first: run_ensemble(compiled, 5, first, 50), range(0, 600, 50))
        )
    assert contents(np.concatenate(parts)) == contents(whole("2018"))


def test_another_seed_is_another_batch():
    compiled = compile_scenario(first("2018"))
    assert contents(run_ensemble(compiled, 6, 0, 600)) != contents(whole("2018"))


def test_no_runs_are_no_rows():
    compiled = compile_scenario(first("2018"))
    assert all(len(play(compiled, 1, 0, 0)) == 0 for play in ENGINES.values())


# ------------------------------------------------------------------ without a compiler

PRINT_HASH = """
from hashlib import sha256
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble
from negotiation_sim.scenarios import load_scenario
import sys
rows = run_ensemble(compile_scenario(load_scenario(sys.argv[1])), 5, 0, 100)
print(sha256(b"".join(rows[name].tobytes() for name in rows.dtype.names)).hexdigest(), "numba" in sys.modules)
"""


def test_without_the_compiler_the_rows_are_the_same():
    from hashlib import sha256

    env = os.environ | {"NEGOTIATION_SIM_INTERPRETED": "1"}
    found = subprocess.run(
        [sys.executable, "-c", PRINT_HASH, FIRST["2018"]],
        env=env,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert found == [sha256(contents(whole("2018")[:100])).hexdigest(), "False"]
