"""A run in words: complete, consistent with the trace, and readable in a terminal."""

from __future__ import annotations

import re

import pytest
from tests.engines.odd import odd_scenarios
from tests.first import first
from tests.model.small import EPISODES, dispute, single_package

from negotiation_sim.domain.changes import Change
from negotiation_sim.engines.mesa_engine import replay
from negotiation_sim.engines.trace import Act
from negotiation_sim.export.listing import WIDTH
from negotiation_sim.report.story import story

ODD = odd_scenarios()


def told(trace):
    """The story as one flowing text."""
    return " ".join(" ".join(story(trace)).split())


@pytest.mark.parametrize("name", EPISODES)
def test_a_story_names_the_episode_the_run_and_the_outcome(name):
    scenario = first(name)
    for run in range(20):
        trace = replay(scenario, 1, run)
        lines = story(trace)
        assert lines[0] == f"{scenario.title}: run {run} of seed 1"
        assert lines[-1].startswith("Outcome: ")
        assert lines[-1].endswith(f" ({trace.outcome_class}).")


@pytest.mark.parametrize("name", EPISODES)
def test_every_event_that_happens_is_told(name):
    for run in range(5):
        trace = replay(first(name), 1, run)
        text = told(trace)
        for move in trace.moves:
            if move.act is Act.EVENT:
                label = next(
                    event.label for event in trace.scenario.events if event.name == move.event
                )
                assert " ".join(label.split()) in text


@pytest.mark.parametrize("name", ODD)
def test_any_dispute_can_be_told(name):
    for run in range(8):
        lines = story(replay(ODD[name], 1, run))
        assert all(len(line) <= WIDTH for line in lines)
        assert not any(word in line for line in lines for word in ("nan", "None", "{", "}"))


@pytest.mark.parametrize("name", EPISODES)
def test_lines_fit_a_terminal(name):
    assert all(
        len(line) <= WIDTH for run in range(6) for line in story(replay(first(name), 1, run))
    )


def test_no_package_is_called_by_the_names_of_the_file():
    text = told(replay(first("2018"), 1, 0))
    for word in ("two_plus", "four_phased", "us.threat", "base.demand", "no_offer"):
        assert word not in text


def test_who_breaks_off_is_said():
    scenario = first("2022")
    for run in range(30):
        trace = replay(scenario, 1, run)
        if trace.ending.walker >= 0:
            assert f"{scenario.principals[trace.ending.walker].label} breaks off" in told(trace)


def test_a_threat_and_who_yields_to_it_are_said():
    scenario = first("1956")
    pressed = next(
        trace
        for trace in (replay(scenario, 1, run) for run in range(50))
        if trace.ending.pressed_step >= 0
    )
    assert "United States presses Japan" in told(pressed)


def test_an_agreement_is_said_to_be_in_force():
    trace = replay(single_package(), 1, 0)
    assert "In force: deal." in told(trace)
    assert "Outcome: DEAL." in told(trace)


def test_silence_is_said_too():
    trace = replay(dispute({"deal": {"a": -1, "b": -1}}), 1, 0)
    assert "nothing to propose" in told(trace)


def test_a_failed_vote_is_said():
    scenario = first("1956")
    failed = next(
        trace for trace in (replay(scenario, 1, run) for run in range(80)) if trace.ending.failed
    )
    assert "fail" in told(failed).lower()


def test_a_changed_scenario_is_told_as_changed():
    scenario = first("1956")
    without = replay(scenario.changed(Change(drop=("ldp_merger",))), 1, 0)
    assert "merge into one governing party" not in told(without)


def test_a_sentence_begins_with_a_capital_whatever_an_actor_is_called():
    """`the Fund` pays, `the A` proposes."""
    actors = {name: {"label": f"the {name.upper()}", "role": "principal"} for name in "ab"} | {
        "f": {"label": "the Fund", "role": "third_party"}
    }
    aid = {"type": "promise", "by": "f", "target": "b", "points": "f.aid", "cost": "f.cost"}
    scenario = dispute(
        {"deal": {"a": 3, "b": -1, "f": 5}},
        thirds=["f"],
        actors=actors,
        levers={
            "f.aid": aid | {"when": {"deal": "deal"}},
            "f.signs": {"type": "consent", "by": "f", "when": {"deal": "deal"}},
        },
        params={"f.aid": 3, "f.cost": 1},
    )
    text = told(replay(scenario, 1, 0))
    assert "The Fund pays what it promised the B." in text
    assert re.search(r"The [AB] proposes", text)
    assert not re.search(r"[.] the ", text)
