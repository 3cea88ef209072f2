"""When talks end: cumulative incidence of each kind of agreement and of breaking off, beside the
dated events.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from negotiation_sim.analysis.summary import with_error
from negotiation_sim.domain.calendar import Calendar
from negotiation_sim.domain.issues import Kind
from negotiation_sim.domain.scenario import Scenario

if TYPE_CHECKING:
    from negotiation_sim.experiments.results import Results

__all__ = [
    "BROKEN_OFF",
    "GOING_ON",
    "cumulative_incidence",
    "event_table",
    "state_shares",
    "states_in",
    "timing_table",
]

BROKEN_OFF, GOING_ON = "talks broken off", "no agreement yet"
AGREEMENTS = (Kind.FINAL, Kind.INTERIM, Kind.PROCESS)


def cumulative_incidence(
    months: ArrayLike, ends: Sequence[str], of: Sequence[str], at: ArrayLike
) -> pd.DataFrame:
    """Share of runs that have ended in each way by each time.

    The ways compete: a run that ended in one can no longer end in another, so that one minus the
    Kaplan-Meier curve of a single way would be too high. No run is censored before the horizon, and
    then the Aalen-Johansen estimator [1]_ of the cumulative incidence is the plain share, with a
    binomial error.

    Parameters
    ----------
    months : when each run ended; anything where it did not
    ends : how; empty where it did not end before the horizon
    of : the ways to distinguish, in order
    at : times, increasing

    Returns
    -------
    pandas.DataFrame
        Columns ``end``, ``months``, ``count``, ``n``, ``share``, ``low``, ``high`` (Wilson),
        ``mcse``.

    References
    ----------
    .. [1] O. O. Aalen and S. Johansen, "An empirical transition matrix for non-homogeneous Markov
       chains based on censored observations", Scandinavian Journal of Statistics 5, 1978.

    Examples
    --------
    >>> table = cumulative_incidence(
    ...     [2, 5, 9, 9], ["treaty", "walk out", "treaty", ""], ["treaty", "walk out"], [0, 5, 9]
    ... )
    >>> table["share"].tolist()
    [0.0, 0.25, 0.5, 0.0, 0.25, 0.25]
    """
    when, how, times = (
        np.asarray(months, dtype=np.float64),
        np.asarray(ends, dtype=object),
        np.asarray(at, dtype=np.float64),
    )
    tables = [
        pd.DataFrame(
            {
                "end": name,
                "months": times,
                "count": np.searchsorted(np.sort(when[how == name]), times, side="right"),
            }
        )
        for name in of
    ]
    return with_error(pd.concat(tables, ignore_index=True).assign(n=len(when)))


def timing_table(results: Results, point: int | None = None) -> pd.DataFrame:
    """`cumulative_incidence` of a result folder, per scenario and intervention.

    A run counts under the agreement in force at its end, from the month it was concluded (an accord
    to speed up talks that a treaty replaced counts as a treaty), or as broken off, from the month
    somebody walked out.

    Parameters
    ----------
    point : of the design; all of them with equal weight if None

    Returns
    -------
    pandas.DataFrame
        Columns ``scenario``, ``intervention``, then those of `cumulative_incidence`, ``date`` and
        ``points`` (how many are joined); ways that never occur are left out.
    """
    return _per_arm(results, point, _incidence)


def state_shares(results: Results, point: int | None = None) -> pd.DataFrame:
    """Share of runs in each state at every step, per scenario and intervention.

    A run is in ``no agreement yet`` until the agreement in force at its end is concluded, then in
    that agreement, and in ``talks broken off`` once somebody walks out. An accord that a later
    agreement replaced is not told apart from no agreement: a row keeps the last agreement only.

    Parameters
    ----------
    point : of the design; all of them with equal weight if None

    Returns
    -------
    pandas.DataFrame
        Columns ``scenario``, ``intervention``, ``state``, ``months``, ``count``, ``n``, ``share``
        with its interval and ``mcse``, ``date`` and ``points``; states that never occur are left
        out, and the shares of a date add up to 1.
    """
    return _per_arm(results, point, states_in)


def _per_arm(
    results: Results,
    point: int | None,
    found_in: Callable[[pd.DataFrame, Scenario], pd.DataFrame],
) -> pd.DataFrame:
    """A table of the runs of every scenario and intervention, one below the other."""
    tables = []
    study = results.study
    points = 1 if point is not None else len(study.points)
    for named in study.scenarios:
        issue = named.scenario.issues[0].name
        columns = ["intervention", "point", issue, "termination", "months", "agreement_months"]
        rows = results.frame(columns, named.name)
        if point is not None:
            rows = rows[rows["point"] == point]
        for intervention, runs in rows.groupby("intervention", observed=True):
            found = found_in(runs, named.scenario).assign(points=points)
            tables.append(found.assign(scenario=named.name, intervention=intervention))
    table = pd.concat(tables, ignore_index=True)
    names = ["scenario", "intervention"]
    table["intervention"] = pd.Categorical(table["intervention"], list(study.arms))
    return table[[*names, *(name for name in table.columns if name not in names)]]


def _incidence(runs: pd.DataFrame, scenario: Scenario) -> pd.DataFrame:
    of, phrases, left = _endings(runs, scenario)
    ends = np.where(left, BROKEN_OFF, phrases).tolist()
    months = np.where(left, runs["months"], runs["agreement_months"])
    steps, dates = _steps_and_dates(scenario.calendar)
    table = cumulative_incidence(
        months, ends, [*of, BROKEN_OFF], steps * scenario.calendar.step_months
    )
    occurs = table.groupby("end")["count"].transform("max") > 0
    return table.assign(date=dates * (len(of) + 1))[occurs].reset_index(drop=True)


def states_in(runs: pd.DataFrame, scenario: Scenario) -> pd.DataFrame:
    """`state_shares` of the runs of one scenario under one intervention, without the columns that
    tell those apart.

    Parameters
    ----------
    runs : columns of the first issue, ``termination``, ``months`` and ``agreement_months``
    """
    of, phrases, left = _endings(runs, scenario)
    steps, dates = _steps_and_dates(scenario.calendar)
    broken = np.where(left, runs["months"], np.inf)
    agreed = np.where(phrases != "", runs["agreement_months"], np.inf)
    lines = []
    for step, date_ in zip(steps * scenario.calendar.step_months, dates, strict=True):
        state = np.where(agreed <= step, phrases, GOING_ON)
        state = np.where(broken <= step, BROKEN_OFF, state)
        counts = pd.Series(state).value_counts()
        lines += [
            (name, step, int(counts.get(name, 0)), date_) for name in (GOING_ON, *of, BROKEN_OFF)
        ]
    table = pd.DataFrame(lines, columns=["state", "months", "count", "date"])
    occurs = table.groupby("state")["count"].transform("max") > 0
    return with_error(table[occurs].reset_index(drop=True).assign(n=len(runs)))


def _endings(
    runs: pd.DataFrame, scenario: Scenario
) -> tuple[list[str], NDArray[np.object_], NDArray[np.bool_]]:
    """The agreements there are, that in force at the end of every run (empty without one), and
    whether somebody walked out.
    """
    issue = scenario.issues[0]
    ways = {outcome.levels[0]: outcome.kind for outcome in scenario.outcomes}
    of = [
        issue.phrase(level)
        for kind in AGREEMENTS
        for level in issue.levels
        if ways.get(level) is kind
    ]
    phrases = {
        level: issue.phrase(level) if kind in AGREEMENTS else "" for level, kind in ways.items()
    }
    in_force = runs[issue.name].astype(str).map(phrases).to_numpy(dtype=object)
    return of, in_force, (runs["termination"] == "walk_out").to_numpy()


def _steps_and_dates(calendar: Calendar) -> tuple[NDArray[np.int64], list[date]]:
    steps = np.arange(calendar.n_steps + 1)
    return steps, [_day_of(calendar, int(step)) for step in steps]


def _day_of(calendar: Calendar, step: int) -> date:
    """First day of a step; the day after the end for the one after the last."""
    if step < calendar.n_steps:
        return calendar.day_of(step)
    return (calendar.day_of(step - 1).replace(day=1) + timedelta(days=32)).replace(day=1)


def event_table(scenario: Scenario, name: str) -> pd.DataFrame:
    """The dated events of a scenario in the order they come: ``scenario``, ``event``, ``date``,
    ``label``, ``probability``.

    Examples
    --------
    >>> from negotiation_sim.scenarios import load_scenario
    >>> event_table(load_scenario("1956"), "1956")[["event", "date"]].values.tolist()
    [['ldp_merger', datetime.date(1955, 11, 15)], ['fisheries_squeeze', datetime.date(1956, 5, 14)]]
    """
    events = sorted(scenario.events, key=lambda event: event.date)
    lines = [(name, event.name, event.date, event.label, event.probability) for event in events]
    return pd.DataFrame(lines, columns=["scenario", "event", "date", "label", "probability"])
