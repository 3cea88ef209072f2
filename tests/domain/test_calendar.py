from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation_sim.domain.calendar import STEPS, Calendar

calendars = st.builds(
    lambda year, month, months, step: Calendar(
        date(year, month, 1),
        date(year + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1, 1),
        step,
    ),
    st.integers(1900, 2090),
    st.integers(1, 12),
    st.integers(0, 60),
    st.sampled_from(sorted(STEPS)),
)


def test_the_last_month_counts():
    """Section 16: 1955-06 to 1956-12 is 19 steps."""
    assert Calendar(date(1955, 6, 1), date(1956, 12, 1)).n_steps == 19


@pytest.mark.parametrize(("step", "n_steps"), [("month", 1), ("half_month", 2), ("week", 5)])
def test_one_month_in_steps(step, n_steps):
    assert Calendar(date(2001, 1, 1), date(2001, 1, 1), step).n_steps == n_steps


def test_february_of_four_weeks_has_four():
    assert Calendar(date(2001, 2, 1), date(2001, 2, 1), "week").n_steps == 4


@given(calendars)
def test_every_step_begins_where_it_lies(calendar):
    for step in range(calendar.n_steps):
        assert calendar.step_of(calendar.day_of(step)) == step
        assert calendar.contains(calendar.day_of(step))


@given(calendars, st.integers(0, 2000))
def test_a_day_of_the_calendar_lies_in_one_of_its_steps(calendar, days):
    day = calendar.start + timedelta(days=days)
    inside = 0 <= calendar.step_of(day) < calendar.n_steps
    assert inside == calendar.contains(day) or (inside and calendar.step == "week"), (
        "the last week may reach beyond the last month"
    )


@given(calendars)
def test_steps_add_up_to_the_years(calendar):
    years = calendar.n_steps * calendar.step_years
    assert years == pytest.approx(calendar.n_months / 12, abs=0.025)
    assert calendar.step_months == pytest.approx(12 * calendar.step_years)


def test_the_second_half_of_a_month_begins_on_the_sixteenth():
    calendar = Calendar(date(2001, 1, 1), date(2001, 2, 1), "half_month")
    assert [calendar.step_of(date(2001, 1, day)) for day in (1, 15, 16, 31)] == [0, 0, 1, 1]
    assert [calendar.label(step) for step in range(4)] == [
        "1 Jan 2001",
        "16 Jan 2001",
        "1 Feb 2001",
        "16 Feb 2001",
    ]


def test_months_are_named_without_a_day():
    assert Calendar(date(2001, 1, 1), date(2001, 2, 1)).label(1) == "Feb 2001"


def test_an_end_before_the_start_is_refused():
    with pytest.raises(ValueError, match="end 2000-12 is before start 2001-01"):
        Calendar(date(2001, 1, 1), date(2000, 12, 1))


def test_an_unknown_step_is_refused():
    with pytest.raises(
        ValueError, match="step is 'hour', expected one of month, half_month, week, day"
    ):
        Calendar(date(2001, 1, 1), date(2001, 2, 1), "hour")
