"""What it would take, in an episode; shares to reach are taken from the episode, not written here."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from negotiation_sim.analysis.coalitions import event_of
from negotiation_sim.analysis.lever_ranges import box_experiment, box_ranges, moved_text
from negotiation_sim.analysis.reach import ReachSizes, reach
from negotiation_sim.analysis.reach_moves import change_of, moves_of, ways_of
from negotiation_sim.analysis.reach_search import distance, nearest
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble
from negotiation_sim.errors import InputError, UnknownNameError
from negotiation_sim.experiments.batch import run_batch
from negotiation_sim.experiments.study import NamedScenario

SMALL = ReachSizes(runs=300, exact=600, fresh=2_000, points=0)
NAMED = NamedScenario.load("1956")
BASE = NAMED.scenario


def played(moves, runs=600):
    scenario = BASE.changed(change_of(moves, BASE))
    compiled = compile_scenario(scenario)
    return float(event_of(scenario)(compiled, run_ensemble(compiled, 1, 0, runs)).mean())


def ends_of(*wanted):
    """The move of each thing that does most, as far as is plausible."""
    ways = ways_of(BASE, box_ranges(NAMED, box_experiment()), wanted)
    ends = [moves_of({number: 1.0}, ways, BASE) for number in range(len(ways))]
    return [*{move.name: move for (move,) in sorted(ends, key=played)}.values()]


def between(*wanted):
    """A share halfway to what all of these together reach."""
    return 0.5 * (played([]) + played(ends_of(*wanted)))


@pytest.mark.long
def test_three_levers_are_as_near_as_brute_force_on_the_grid():
    wanted = ["japan.norm", "us.threat", "base.guarantee_credibility"]
    at_least, ways = between(*wanted), ways_of(BASE, box_ranges(NAMED, box_experiment()), wanted)
    towards = {move.name: move.to for move in ends_of(*wanted)}
    helpful = [number for number, way in enumerate(ways) if towards[way.name] == way.end]
    rays, shares = [way.ray for way in ways], {}

    def score(place):
        key = tuple(sorted(place.items()))
        if key not in shares:
            shares[key] = played(moves_of(place, ways, BASE), 300)
        return shares[key], 0.0

    found = nearest(helpful, rays, score, at_least)
    rungs = product(*(rays[number].rungs for number in helpful))
    places = [dict(zip(helpful, x, strict=True)) for x in rungs]
    least = min(distance(one, rays) for one in places if score(one)[0] >= at_least)
    assert distance(found, rays) == pytest.approx(least)


def test_one_lever_is_moved_exactly_as_far_as_it_takes():
    at_least, parameter = between("japan.norm"), BASE.parameter("japan.norm")
    found = reach("1956", at_least=at_least, levers=["japan.norm"], at_most=1, sizes=SMALL)
    ((move,),) = [answer.moves for answer in found.answers]
    assert played([move]) >= at_least
    nearer = move.to + (0.01 if move.start > move.to else -0.01)
    short = replace(move, text=f"japan.norm={moved_text(parameter, nearer)}")
    assert played([short]) < at_least
    low, high = box_ranges(NAMED, box_experiment())["japan.norm"]
    distance_found = abs(move.start - move.to) / (high - low)
    assert found.answers[0].distance == pytest.approx(distance_found, rel=1e-4)


def test_answers_are_confirmed_by_the_runs_their_command_plays():
    wanted = ["japan.norm", "no_threat", "ldp_merger"]
    found = reach("1956", "settled", between(*wanted), wanted, at_most=2, sizes=SMALL)
    assert found.answers
    for answer in found.answers:
        words = answer.options()
        pairs = list(zip(words[::2], words[1::2], strict=True))
        named = {
            wanted: [text for option, text in pairs if option == wanted]
            for wanted in ("--intervention", "--set", "--drop")
        }
        rows = run_batch(["1956"], answer.n, found.seed + 1, *named.values())
        arm = rows[rows["intervention"] == rows["intervention"].cat.categories[-1]]
        assert arm["settled"].mean() == answer.share
        assert answer.low < answer.share < answer.high


def test_nothing_within_the_plausible_ranges_gives_the_nearest_miss_and_its_gate():
    wanted = ["us.threat", "norms_halved"]
    found = reach("2022", at_least=0.9, levers=wanted, at_most=2, sizes=SMALL)
    assert not found.answers
    assert "norms_halved" in [move.name for move in found.miss.moves]
    assert found.miss.gate.split(".")[0] in ("japan", "russia", "us")
    assert set(found.table()["answer"]) == {0}


def test_answers_are_tried_over_the_kept_points_of_the_box():
    sizes = replace(SMALL, points=12, point_runs=60)
    found = reach("1956", "settled", between("japan.norm"), ["japan.norm"], 1, sizes=sizes)
    kept = found.answers[0].kept
    assert 0 <= kept.points <= 12
    assert kept.low <= kept.high


def test_an_outcome_class_may_be_wanted():
    found = reach("1956", "SUSPENSION", 0.001, ["japan.hostility"], 1, sizes=SMALL)
    assert found.label == "talks broken off"
    assert found.answers


@pytest.mark.parametrize(
    ("wrong", "error", "words"),
    [
        ({"at_least": 1.0}, InputError, "above 0 and below 1"),
        ({"at_most": 4}, InputError, "expected 1 to 3"),
        ({"outcome": "TREATY"}, UnknownNameError, "outcome class"),
        ({"levers": ["us.thraet"]}, UnknownNameError, "us.threat"),
        ({"scenario": "1965"}, UnknownNameError, "1956"),
    ],
)
def test_wrong_questions_are_refused_before_anything_is_played(wrong, error, words):
    asked = {"scenario": "1956", "sizes": SMALL} | wrong
    with pytest.raises(error, match=words):
        reach(**asked, progress=lambda _: pytest.fail("something was played"))
