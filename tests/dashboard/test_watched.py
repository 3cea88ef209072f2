"""One run, month by month."""

from __future__ import annotations

import pytest
from tests.first import first

from negotiation_sim.dashboard.library import Library
from negotiation_sim.dashboard.playing import Player
from negotiation_sim.dashboard.setting import Setting
from negotiation_sim.dashboard.watched import last_step, next_ending_in, positions, told, until_step
from negotiation_sim.engines.mesa_engine import replay
from negotiation_sim.errors import UnknownNameError
from negotiation_sim.report.story import chapters
from negotiation_sim.scenarios import load_scenario

TRACE = replay(load_scenario("1956"), seed=1, run=0)


def test_every_month_tells_no_more_than_has_happened():
    for step in range(last_step(TRACE)):
        assert all(move.step <= step for move in until_step(TRACE, step).moves)
        assert "The end" not in [label for label, _ in told(TRACE, step)]


def test_the_last_month_tells_the_whole_story_and_its_end():
    (*months, end) = told(TRACE, last_step(TRACE))
    assert months == [(label, list(said)) for label, said in chapters(TRACE)]
    assert end[0] == "The end"
    assert any(TRACE.outcome_class in line for line in end[1])


def test_positions_are_the_last_offers():
    trace = replay(first("1956"), seed=1, run=0)
    opened = positions(trace, 0)
    assert [one.actor for one in opened] == ["japan", "russia"]
    assert opened[0].offer
    assert not opened[1].offer
    assert positions(trace, 1)[1].offer


def test_the_next_run_that_ended_so_is_found_and_comes_round_again():
    played = Player(Library("1956")).played(Setting("1956", runs=300))
    found = next_ending_in(played, "TREATY_TWO", -1)
    assert replay(played.scenario, 1, found).outcome_class == "TREATY_TWO"
    second = next_ending_in(played, "TREATY_TWO", found)
    assert second > found
    assert next_ending_in(played, "TREATY_TWO", 299) == found
    assert next_ending_in(played, "TREATY_FOUR_PHASED", 0) is None
    with pytest.raises(UnknownNameError, match="outcome class"):
        next_ending_in(played, "TREATY", 0)
