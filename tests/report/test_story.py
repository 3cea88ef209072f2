from __future__ import annotations

import re
from functools import cache
from types import SimpleNamespace

import pytest

from negotiation_sim.domain.calendar import Calendar
from negotiation_sim.engines.mesa_engine import Principal, replay
from negotiation_sim.engines.trace import Act, Move
from negotiation_sim.report.story import LEGEND, WIDTH, _brief, story
from negotiation_sim.scenarios import load_scenario

EPISODES = ("1956", "2018", "2022")
WORTH = re.compile(r"(accepts|refuses):.* worth (-?\d+\.\d) to its leader, who (?:would|still) insists? on (-?\d+\.\d)")


@cache
def trace_of(name, run):
    return replay(load_scenario(name), seed=1, run=run)


def told(name, run):
    """The story with wrapped lines joined again."""
    return re.sub(r"\n {4,}(?=\S)", " ", "\n".join(story(trace_of(name, run))))


every_run = pytest.mark.parametrize(("name", "run"), [(name, run) for name in EPISODES for run in range(12)])


def test_story_begins_with_the_run_and_says_what_points_are():
    lines = story(trace_of("1956", 0))
    assert lines[:3] == ["Japan and the USSR, 1955-56: run 0 of seed 1", LEGEND, ""]


@every_run
def test_last_line_names_the_class_and_what_it_means(name, run):
    trace = trace_of(name, run)
    assert re.fullmatch(rf"Outcome: {trace.outcome_class} \(.+\)\.", story(trace)[-1])


@every_run
def test_no_line_is_too_wide_or_empty_of_words(name, run):
    for line in story(trace_of(name, run)):
        assert len(line) <= WIDTH
        assert line == line.rstrip()
        assert not re.search(r"-0\.0(?!\d)", line)


@every_run
def test_every_answer_agrees_with_the_numbers_it_cites(name, run):
    """A refusal is worth less than what is insisted on, an acceptance is not, up to rounding."""
    for answer, worth, insisted in WORTH.findall(told(name, run)):
        difference = float(worth) - float(insisted)
        assert difference < 0.11 if answer == "refuses" else difference > -0.11


@every_run
def test_moves_hold_exactly_what_the_responder_compared(name, run):
    trace = trace_of(name, run)
    names = [actor.name for actor in trace.scenario.principals]
    for move in trace.moves:
        if move.act in (Act.ACCEPT, Act.REJECT):
            place = names.index(move.actor)
            assert (move.worth[place] >= move.aspirations[place]) == (move.act is Act.ACCEPT)


@every_run
def test_every_month_with_an_event_a_deal_or_a_new_offer_is_told(name, run):
    trace = trace_of(name, run)
    text, on_table = "\n".join(story(trace)), {}
    for move in trace.moves:
        new = move.act is Act.OFFER and on_table.get(move.actor) != move.outcome
        if move.act is Act.OFFER:
            on_table[move.actor] = move.outcome
        if new or move.act in (Act.EVENT, Act.ACCEPT, Act.PRESS, Act.WALK_OUT, Act.IN_FORCE):
            assert f"\n{trace.scenario.calendar.label(move.step)}  " in text


def test_months_of_old_offers_are_told_in_one_line():
    lines = story(trace_of("1956", 0))
    assert "Aug to Oct 1955  Both repeat their offers in vain (Japan still insists on 95.8, USSR on 29.9)." in lines
    assert sum("all four islands" in line for line in lines) == 2


def test_one_month_with_an_old_offer_is_told_in_one_sentence_and_its_answer():
    assert "Nov 1955" in told("1956", 0)
    assert "USSR repeats its offer. Japan refuses: given the risk at home, it is worth -8.9 to its leader" in told("1956", 0)


def test_refusal_tells_risk_at_home_from_an_offer_that_would_never_pass():
    assert "USSR refuses: it would hardly pass at home and is worth -10.0 to its leader" in told("1956", 0)
    assert "Japan refuses: it is worth 44.9 to its leader, who still insists on 50.8." in told("1956", 0)


def test_washingtons_pressure_names_its_target_and_what_follows():
    text = told("1956", 0)
    assert "United States presses Japan to drop the deal (points to itself: -31.0)." in text
    assert "Japan gives way: under the threat the deal is worth -9.3 to its leader, less than waiting." in text
    assert "USSR stands by the deal." in text


def test_washingtons_signature_is_told_before_ratification():
    lines = story(trace_of("2018", 120))
    signed = next(i for i, line in enumerate(lines) if "United States co-signs." in line)
    assert "Japan and Russia ratify." in lines[signed + 1]
    assert trace_of("2018", 120).ending.cosigned


def test_nobody_co_signs_a_text_without_guarantee():
    assert "co-sign" not in told("1956", 4)


def test_failed_ratification_says_where_and_what_follows():
    assert "Japan ratifies; USSR fails to ratify: the text is dead, and hostility grows." in told("1956", 11)
    assert "a signed text having failed at home; nothing was agreed." in told("1956", 11)
    assert story(trace_of("1956", 11))[-1] == "Outcome: RATIFICATION_FAILED (a signed text failed at home)."


def test_process_accord_stays_in_force_when_talks_break_off():
    text = told("2022", 1)
    assert "Both sides gain from an accord to speed up the talks, which binds nobody, and conclude it." in text
    assert "Russia breaks off after 9 months; in force: an accord to speed up the talks." in text


def test_events_are_told_in_words_with_units():
    assert "Russia invades Ukraine (hostility of Japan +0.3, hostility of Russia +0.1)." in told("2022", 1)
    assert "(four-island norm in Japan +8 points)" in told("1956", 0)


def test_own_agent_that_refuses_everything_is_told_as_such():
    class Stubborn(Principal):
        def accepts(self, offer, steps):
            return False

    trace = replay(load_scenario("1956"), seed=1, run=4, agents={"japan": Stubborn})
    text = re.sub(r"\n {4,}(?=\S)", " ", "\n".join(story(trace)))
    assert re.search(r"Japan refuses, though .* worth \S+ to its leader, who insists on \S+ only\.", text)


def test_own_agent_that_accepts_everything_is_told_as_such():
    class Meek(Principal):
        def accepts(self, offer, steps):
            return True

    trace = replay(load_scenario("1956"), seed=1, run=0, agents={"russia": Meek})
    text = re.sub(r"\n {4,}(?=\S)", " ", "\n".join(story(trace)))
    assert re.search(r"USSR accepts, though .* worth \S+ to its leader, who would insist on \S+ next\.", text)


def principals(*labels):
    return tuple(SimpleNamespace(name=label.lower(), label=label) for label in labels)


def three_parties():
    from datetime import date

    actors = {actor.name: actor for actor in principals("North", "South", "East")}
    return SimpleNamespace(
        principals=tuple(actors.values()), third_parties=(), actor=actors.get, calendar=Calendar(date(2030, 1, 1), date(2031, 12, 1))
    )


def month(step, act, actor):
    offer = Move(step, act, actor, outcome=1 if act is Act.OFFER else -1, aspirations=(3.0, 2.0, 1.0))
    return [offer]


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        (
            [(Act.OFFER, "north"), (Act.OFFER, "south"), (Act.OFFER, "east")],
            "North, South and East repeat their offers in vain",
        ),
        (
            [(Act.OFFER, "north"), (Act.NO_OFFER, "south")],
            "North repeats its offer in vain; South has nothing to propose that it could live with",
        ),
        (
            [(Act.NO_OFFER, "north"), (Act.NO_OFFER, "south")],
            "North and South have nothing to propose that they could live with",
        ),
    ],
)
def test_routine_months_say_who_repeats_and_who_is_silent(acts, expected):
    ((label, (said,)),) = _brief(three_parties(), [month(step, act, actor) for step, (act, actor) in enumerate(acts)])
    assert label == f"Jan to {'Mar' if len(acts) == 3 else 'Feb'} 2030"
    assert said == f"{expected} (North still insists on 3.0, South on 2.0, East on 1.0)."


def test_one_silent_month_is_told_alone():
    ((label, said),) = _brief(three_parties(), [month(2, Act.NO_OFFER, "east")])
    assert (label, said) == ("Mar 2030", ["East has nothing to propose that it could live with."])
