"""The search on functions whose answer is known."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation_sim.analysis.reach_search import (
    EXACT,
    Ray,
    distance,
    nearest,
    search,
    sharpened,
)


def linear(*weights):
    return lambda place: (sum(weights[number] * x for number, x in place.items()), 0.0)


THREE = [Ray("a", 1.0), Ray("b", 0.7), Ray("c", 1.6)]


def brute_force(rays, score, at_least):
    """The least distance of all places on the grid that pass."""
    numbers = range(len(rays))
    places = (
        dict(zip(numbers, rungs, strict=True)) for rungs in product(*(ray.rungs for ray in rays))
    )
    passing = [place for place in places if score(place)[0] >= at_least]
    return min((distance(place, rays) for place in passing), default=None)


@settings(max_examples=60)
@given(st.tuples(*[st.floats(0.0, 1.0)] * 3), st.floats(0.05, 2.0), st.floats(0.3, 3.0))
def test_three_things_are_as_near_as_brute_force_finds(weights, at_least, power):
    def score(place):
        return sum(w * place.get(i, 0.0) ** power for i, w in enumerate(weights)), 0.0

    found = nearest((0, 1, 2), THREE, score, at_least)
    least = brute_force(THREE, score, at_least)
    assert (found is None) == (least is None)
    if found is not None:
        assert distance(found, THREE) == pytest.approx(least)
        assert score(found)[0] >= at_least


@given(st.floats(0.01, 0.99))
def test_one_thing_is_halved_down_to_where_the_share_passes(at_least):
    rays = [Ray("a", 2.0)]
    found = sharpened(nearest((0,), rays, linear(1.0), at_least), rays, linear(1.0), at_least)
    assert at_least <= found[0] <= at_least + 2.0**-EXACT


def test_few_things_come_before_many_and_a_set_that_contains_an_answer_is_none():
    rays = [Ray("a", 1.0), Ray("b", 0.1), Ray("c", 0.1)]
    found = search(rays, linear(0.6, 0.35, 0.3), at_least=0.5, at_most=3, answers=5)
    assert [sorted(place) for place in found.places] == [[0], [1, 2]]


def test_of_two_ways_to_move_a_thing_one_is_used():
    rays = [Ray("a", 1.0), Ray("a", 1.0), Ray("b", 1.0)]
    found = search(rays, linear(0.3, 0.3, 0.3), at_least=0.6, at_most=2, answers=5)
    assert {tuple(sorted(place)) for place in found.places} == {(0, 2)}


def test_a_switch_is_there_or_not():
    rays = [Ray("a", 0.5, switch=True), Ray("b", 1.0)]
    found = search(rays, linear(0.4, 0.4), at_least=0.6, at_most=2, answers=5)
    assert found.places == ({0: 1.0, 1: 0.5},)


def test_a_hump_alone_is_found_though_its_end_does_not_pass():
    found = search(
        [Ray("a", 1.0)], lambda at: (at.get(0, 0) * (1 - at.get(0, 0)) * 4, 0.0), 0.9, 1, 5
    )
    assert found.places == ({0: 0.4},)


def test_a_search_in_vain_names_the_best_it_saw_by_the_guide_where_all_shares_are_nil():
    rays = [Ray("a", 1.0), Ray("b", 1.0)]
    found = search(rays, lambda at: (0.0, at.get(0, 0) + 2 * at.get(1, 0)), 0.5, 2, 5)
    assert found.places == ()
    assert found.best == {0: 1.0, 1: 1.0}


def test_a_place_that_a_finer_share_does_not_confirm_is_moved_on_or_given_up():
    rays = [Ray("a", 1.0)]
    assert sharpened({0: 0.5}, rays, linear(0.9), 0.6)[0] == pytest.approx(2 / 3, abs=2e-4)
    assert sharpened({0: 0.5}, rays, linear(0.5), 0.6) is None
    switch = [Ray("a", 0.5, switch=True)]
    assert sharpened({0: 1.0}, switch, linear(0.7), 0.6) == {0: 1.0}
    assert sharpened({0: 1.0}, switch, linear(0.5), 0.6) is None
