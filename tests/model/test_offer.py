"""Offers and what is insisted on (specification.md section 6)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.small import classes, dispute, play

from negotiation_sim.model.offer import OWN_SHARE, appeal, insists_on, offerable
from negotiation_sim.model.records import FINAL, INTERIM, PROCESS, STATUS_QUO

points = st.floats(-100, 100)


@pytest.mark.parametrize("in_force", [STATUS_QUO, PROCESS, INTERIM])
def test_final_texts_can_always_be_offered_and_process_accords_never(in_force):
    assert offerable(FINAL, in_force)
    assert not offerable(PROCESS, in_force)
    assert not offerable(STATUS_QUO, in_force)
    assert offerable(INTERIM, in_force) == (in_force < INTERIM)


@given(points, points, points)
def test_nobody_insists_on_less_than_its_aspiration_or_its_threshold(
    aspiration, reservation, footing
):
    assert insists_on(aspiration, FINAL, reservation, footing) == max(aspiration, reservation)
    assert insists_on(aspiration, INTERIM, reservation, footing) == max(aspiration, footing)


@given(points, points, points, points)
def test_what_the_others_get_decides_unless_it_is_equal(one, other, own_one, own_other):
    if abs(one - other) > OWN_SHARE * 200:
        assert (appeal(one, own_one) > appeal(other, own_other)) == (one > other)


def test_an_interim_text_must_beat_the_status_quo_even_for_one_who_hates_waiting():
    """A value of waiting below zero lowers what a final text must be worth, not what an interim one
    must."""
    impatient = {"a.reserve": -5, "b.reserve": -5}
    final = dispute({"bad": {"a": -1, "b": -1}}, params=impatient)
    assert classes(final, play(final)) == ["DEAL"]
    packages = {"bad": {"a": -1, "b": -1}, "unthinkable": {"a": -99, "b": -99}}
    interim = dispute(packages, kinds={"bad": "interim"}, params=impatient)
    assert set(classes(interim, play(interim, 10))) == {"OPEN"}
