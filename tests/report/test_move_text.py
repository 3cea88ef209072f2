from __future__ import annotations

from dataclasses import replace

import pytest
from tests.first import first

from negotiation_sim.domain.events import Event
from negotiation_sim.engines.compiled import gate_names
from negotiation_sim.engines.mesa_engine import replay
from negotiation_sim.engines.trace import Act, Move
from negotiation_sim.report.move_text import _gate, co_signers, ending_lines, sentence

GATES = [
    "leader of Japan",
    "ratification in Japan",
    "leader of USSR",
    "ratification in USSR",
    "signature of United States",
]


@pytest.fixture(scope="module")
def scenario():
    return first("1956")


@pytest.fixture(scope="module")
def trace(scenario):
    return replay(scenario, seed=1, run=0)


def test_every_gate_has_words_in_the_order_of_its_codes(scenario):
    assert len(gate_names(scenario)) == len(GATES)
    assert [_gate(scenario, code) for code in range(len(GATES))] == GATES


@pytest.mark.parametrize("act", [act for act in Act if act is not Act.END])
def test_every_act_makes_a_sentence(scenario, act):
    about = (
        {}
        if act in (Act.NO_OFFER, Act.WALK_OUT, Act.EVENT)
        else {"outcome": 3, "points": (9.0, 8.0, 7.0), "worth": (9.0, 8.0)}
    )
    actor = {Act.PRESS: "us", Act.EVENT: "", Act.PROCESS_ACCORD: "", Act.IN_FORCE: ""}.get(
        act, "japan"
    )
    said = sentence(
        scenario,
        Move(
            0, act, actor, "ldp_merger" if act is Act.EVENT else "", aspirations=(5.0, 5.0), **about
        ),
    )
    assert said.endswith(".")
    assert said[0].isupper()
    assert "{" not in said


def test_the_end_is_no_sentence(scenario):
    assert sentence(scenario, Move(0, Act.END, outcome=0)) == ""


def test_an_event_that_moves_nothing_is_told_without_brackets(scenario):
    bare = replace(scenario, events=(Event("flood", scenario.calendar.start, "a flood", (), ""),))
    assert sentence(bare, Move(0, Act.EVENT, event="flood")) == "A flood."


def test_only_guaranteed_packages_have_a_co_signer(scenario):
    for outcome in scenario.outcomes:
        signing = co_signers(scenario, outcome.index)
        assert signing == (["United States"] if "guarantee" in outcome.levels else [])


def test_gap_and_gate_are_told_on_both_dates(trace):
    near, end, last = ending_lines(trace)
    assert near == (
        "Treaty with islands: 8.9 points short at the start (ratification in Japan), "
        "10.3 points short at the calendar's end (ratification in Japan)."
    )
    assert (
        end
        == "The calendar runs out after 19 months; in force: a joint declaration that restores relations."
    )
    assert last == "Outcome: joint declaration (DECLARATION)."


def test_an_unknown_gap_is_left_out(trace):
    blind = replace(trace, ending=replace(trace.ending, gate_start=-1, gate_end=-1))
    assert ending_lines(blind) == ending_lines(trace)[1:]


def test_room_to_spare_is_told_as_such(trace):
    roomy = replace(trace, ending=replace(trace.ending, gap_start=2.0))
    assert "2.0 points to spare at the start" in ending_lines(roomy)[0]


@pytest.mark.parametrize(
    ("name", "run", "last"),
    [
        ("2018", 3, "Outcome: stalemate (STALEMATE)."),
        ("2018", 1, "Outcome: accelerated talks (ACCELERATED_TALKS)."),
        ("2022", 0, "Outcome: talks broken off (SUSPENSION)."),
        ("1956", 4, "Outcome: treaty, two islands (TREATY_TWO)."),
    ],
)
def test_the_outcome_is_told_in_words_with_its_code_behind_them(name, run, last):
    assert ending_lines(replay(first(name), seed=1, run=run))[-1] == last


def test_a_signed_treaty_says_when():
    assert (
        ending_lines(replay(first("1956"), seed=1, run=4))[-2]
        == "Signed and in force after 14 months."
    )
