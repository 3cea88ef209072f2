"""The engine one reads: one agent per state, replaceable, with its trace."""

from __future__ import annotations

import gc
import itertools
import weakref
from dataclasses import FrozenInstanceError, replace

import pytest
from tests.first import FIRST, first
from tests.model.small import EPISODES, OUTCOME, classes, dispute, play

from negotiation_sim.domain.issues import Kind
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.mesa_engine import (
    Negotiation,
    Prepared,
    Principal,
    ThirdParty,
    mesa_endings,
    mesa_rows,
    replay,
)
from negotiation_sim.engines.trace import Act
from negotiation_sim.errors import UnknownNameError
from negotiation_sim.experiments import run_batch


class Stubborn(Principal):
    """Says no to everything."""

    def accepts(self, offer, steps):
        return False


class Greedy(Principal):
    """Insists on more than any text gives."""

    def aspires(self, steps):
        return 1e6


class Silent(ThirdParty):
    """Never presses."""

    def presses(self, lever, offer):
        return False


class Furious(Principal):
    """Leaves at once."""

    def walks_out(self):
        return True


def finals(scenario, rows):
    return [scenario.outcomes[i].kind is Kind.FINAL for i in rows["in_force"]]


# ------------------------------------------------------------------ agents


@pytest.mark.parametrize("name", EPISODES)
def test_two_principals_who_refuse_everything_sign_nothing(name):
    scenario = first(name)
    easy = scenario.changed(scenario.intervention("norms_halved+binding_guarantee"))
    compiled = compile_scenario(easy)
    assert name == "2022" or any(finals(easy, mesa_rows(compiled, 1, 0, 60)))
    assert not any(
        finals(easy, mesa_rows(compiled, 1, 0, 60, {"japan": Stubborn, "russia": Stubborn}))
    )


def test_one_who_refuses_everything_changes_outcomes():
    compiled = compile_scenario(first("1956"))
    usual, stubborn = (
        mesa_rows(compiled, 1, 0, 60),
        mesa_rows(compiled, 1, 0, 60, {"japan": Stubborn}),
    )
    assert any((usual[column] != stubborn[column]).any() for column in OUTCOME)


@pytest.mark.parametrize("strategy", ["time", "time_exp", "tft", "zeuthen", "obstinate"])
def test_one_who_insists_on_more_than_there_is_offers_and_takes_nothing(strategy):
    """Whatever its strategy, a replaced aspiration decides what an agent offers and what it
    takes."""
    episode = first("1956")
    actors = tuple(
        replace(actor, strategy=strategy) if actor.name in ("japan", "russia") else actor
        for actor in episode.actors
    )
    scenario = replace(episode, actors=actors)
    usual = mesa_rows(compile_scenario(scenario), 1, 0, 40)
    assert any(usual["in_force"] != compile_scenario(scenario).dispute["status_quo"][0])
    greedy = [replay(scenario, 1, run, {"japan": Greedy}) for run in range(40)]
    assert not any(
        move.act in (Act.OFFER, Act.ACCEPT) and move.actor == "japan"
        for trace in greedy
        for move in trace.moves
    )


def test_a_third_party_that_never_presses_is_the_same_as_its_lever_switched_off():
    scenario = first("1956")
    off = scenario.changed(scenario.intervention("no_threat"))
    silent = mesa_rows(compile_scenario(scenario), 1, 0, 150, {"us": Silent})
    assert all((silent[column] == play(off, 150)[column]).all() for column in OUTCOME)


def test_an_agent_that_leaves_at_once_ends_every_run_in_the_first_month():
    rows = mesa_rows(compile_scenario(first("2018")), 1, 0, 20, {"russia": Furious})
    assert set(rows["walker"]) <= {0, 1}
    assert (rows["steps"] == 1).all()


@pytest.mark.parametrize(
    "play_with",
    [lambda s, a: replay(s, 1, 0, a), lambda s, a: mesa_rows(compile_scenario(s), 1, 0, 1, a)],
)
def test_an_unknown_actor_is_named_with_the_nearest(play_with):
    with pytest.raises(UnknownNameError, match="'jpan' is not an actor; did you mean 'japan'"):
        play_with(first("1956"), {"jpan": Stubborn})


def test_states_sit_in_declared_order_principals_first():
    scenario = first("1956")
    negotiation = Negotiation(Prepared(compile_scenario(scenario)), 1, 0)
    assert [state.actor.name for state in negotiation.states] == ["japan", "russia", "us"]
    assert [type(state) for state in negotiation.states] == [Principal, Principal, ThirdParty]


# ------------------------------------------------------------------ memory


def test_a_finished_model_is_forgotten():
    table = Prepared(compile_scenario(first("1956")))
    negotiation = Negotiation(table, 1, 0)
    while negotiation.running:
        negotiation.step()
    remains = [weakref.ref(negotiation), weakref.ref(negotiation.states[0])]
    del negotiation
    gc.collect()
    assert [one() for one in remains] == [None, None]


def test_many_runs_keep_no_agents_alive():
    compiled = compile_scenario(first("1956"))

    def alive():
        gc.collect()
        return sum(
            issubclass(type(thing), Negotiation | Principal) for thing in gc.get_objects()
        )  # isinstance would ask dead proxies

    before = alive()
    list(mesa_endings(compiled, 1, 0, 30))
    assert alive() <= before


def test_a_run_does_not_touch_anybodys_random_state():
    import random

    import numpy as np

    state, legacy = random.getstate(), np.random.get_state()[1].tolist()
    mesa_rows(compile_scenario(first("1956")), 1, 0, 5)
    assert random.getstate() == state
    assert np.random.get_state()[1].tolist() == legacy


# ------------------------------------------------------------------ replay


@pytest.mark.parametrize("name", EPISODES)
def test_a_replay_ends_like_that_row_of_a_batch(name):
    batch = run_batch([FIRST[name]], runs=40, seed=3)
    scenario = first(name)
    for row in batch.itertuples():
        trace = replay(scenario, seed=3, run=row.run)
        package = scenario.package(trace.ending.in_force)
        assert trace.outcome_class == row.outcome_class
        assert all(getattr(row, issue) == level for issue, level in package.items())
        assert trace.ending.steps == row.months
        assert (trace.ending.pressed_step >= 0) == row.pressed
        assert [trace.ending.points[0], trace.ending.points[1]] == [
            row.points_japan,
            row.points_russia,
        ]


@pytest.mark.parametrize("name", EPISODES)
def test_a_trace_says_what_the_ending_says(name):
    scenario = first(name)
    for run in range(25):
        trace = replay(scenario, 1, run)
        acts = [move.act for move in trace.moves]
        assert acts.count(Act.END) == 1
        assert acts[-1] is Act.END
        assert (Act.PRESS in acts) == (trace.ending.pressed_step >= 0)
        assert (Act.FAIL_TO_RATIFY in acts) == trace.ending.failed
        assert (Act.WALK_OUT in acts) == (trace.ending.walker >= 0)
        made = [move for move in trace.moves if move.act in (Act.IN_FORCE, Act.PROCESS_ACCORD)]
        assert (made[-1].outcome if made else 0) == trace.ending.in_force
        assert made == [] or made[-1].step + 1 == trace.ending.agreement_step
        assert [move.step for move in trace.moves] == sorted(move.step for move in trace.moves)


def test_a_trace_tells_every_event_of_its_months_once():
    trace = replay(first("2018"), 1, 0)
    told = [move.event for move in trace.moves if move.act is Act.EVENT]
    assert told == [event.name for event in trace.scenario.events]


def test_proposers_take_turns():
    trace = replay(first("2018"), 1, 0)
    turns = [move.actor for move in trace.moves if move.act in (Act.OFFER, Act.NO_OFFER)]
    assert len(turns) == trace.ending.steps
    assert all(one != other for one, other in itertools.pairwise(turns))


def test_aspirations_never_rise_while_nothing_happens():
    trace = replay(first("2018"), 1, 0)
    before_february = [move.aspirations for move in trace.moves if move.step < 5]
    assert before_february == sorted(before_february, reverse=True)


def test_a_trace_cannot_be_altered():
    trace = replay(first("1956"), 1, 0)
    with pytest.raises(FrozenInstanceError, match="cannot assign"):
        trace.outcome_class = "TREATY_FOUR"


def test_a_replay_is_as_good_as_another():
    assert replay(first("1956"), 9, 2**40).moves == replay(first("1956"), 9, 2**40).moves


def test_an_interim_agreement_becomes_the_new_disagreement_point():
    """Section 5: after it, a final text must beat it."""
    scenario = dispute(
        {"truce": {"a": 5, "b": 5}, "west": {"a": 9, "b": 4}, "east": {"a": 4, "b": 9}},
        kinds={"truce": "interim"},
    )
    rows = play(scenario, 40)
    assert set(classes(scenario, rows)) == {"INTERIM"}, (
        "either final text leaves one of them worse off than the truce"
    )
    without = dispute({"west": {"a": 9, "b": 4}, "east": {"a": 4, "b": 9}})
    assert set(classes(without, play(without, 40))) == {"DEAL"}


def test_a_process_accord_costs_no_months_and_may_be_replaced():
    scenario = dispute(
        {"talks": {"a": 1, "b": 1}, "deal": {"a": 5, "b": 5}}, kinds={"talks": "process"}, months=6
    )
    trace = replay(scenario, 1, 0)
    assert [move.act for move in trace.moves][:2] == [Act.PROCESS_ACCORD, Act.OFFER]
    assert trace.moves[0].step == trace.moves[1].step == 0
    assert trace.outcome_class == "DEAL"


def test_a_process_accord_unwelcome_to_one_side_is_not_concluded():
    scenario = dispute(
        {"talks": {"a": 1, "b": -0.001}, "deal": {"a": 5, "b": -5}}, kinds={"talks": "process"}
    )
    assert set(classes(scenario, play(scenario, 10))) == {"OPEN"}


def test_an_offer_prefers_the_better_of_two_packages_equally_good_for_the_other():
    scenario = dispute(
        {"p": {"a": 5, "b": 5}, "q": {"a": 6, "b": 5}}, params={"b.beta": 5, "a.beta": 5}
    )
    rows = play(scenario, 30)
    assert {scenario.outcomes[o].levels[0] for o in rows["in_force"]} == {"q"}
