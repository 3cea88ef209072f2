"""When talks end: cumulative incidence of each kind of agreement and of breaking off, beside the
dated events.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from negotiation_sim.analysis.summary import with_error
from negotiation_sim.domain.calendar import Calendar
from negotiation_sim.domain.issues import Kind
from negotiation_sim.domain.scenario import Scenario

if TYPE_CHECKING:
    from negotiation_sim.experiments.results import Results

__all__ = ["BROKEN_OFF", "cumulative_incidence", "event_table", "timing_table"]

BROKEN_OFF = "talks broken off"
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


def timing_table(results: Results) -> pd.DataFrame:
    """`cumulative_incidence` of a result folder, per scenario and intervention, points of a design
    pooled.

    A run counts under the agreement in force at its end, from the month it was concluded (an accord
    to speed up talks that a treaty replaced counts as a treaty), or as broken off, from the month
    somebody walked out.

    Returns
    -------
    pandas.DataFrame
        Columns ``scenario``, ``intervention``, then those of `cumulative_incidence`, and ``date``;
        ways that never occur are left out.
    """
    tables = []
    for named in results.study.scenarios:
        issue = named.scenario.issues[0]
        columns = ["intervention", issue.name, "termination", "months", "agreement_months"]
        for intervention, runs in results.frame(columns, named.name).groupby(
            "intervention", observed=True
        ):
            found = _incidence(runs, named.scenario, issue.name)
            tables.append(found.assign(scenario=named.name, intervention=intervention))
    table = pd.concat(tables, ignore_index=True)
    names = ["scenario", "intervention"]
    table["intervention"] = pd.Categorical(table["intervention"], list(results.study.arms))
    return table[[*names, *(name for name in table.columns if name not in names)]]


def _incidence(runs: pd.DataFrame, scenario: Scenario, issue: str) -> pd.DataFrame:
    calendar = scenario.calendar
    ways = {outcome.levels[0]: outcome.kind for outcome in scenario.outcomes}
    of = [
        scenario.issues[0].phrase(level)
        for kind in AGREEMENTS
        for level in scenario.issues[0].levels
        if ways.get(level) is kind
    ]
    phrases = {
        level: scenario.issues[0].phrase(level) if kind in AGREEMENTS else ""
        for level, kind in ways.items()
    }
    left = (runs["termination"] == "walk_out").to_numpy()
    ends = np.where(left, BROKEN_OFF, runs[issue].astype(str).map(phrases).to_numpy()).tolist()
    months = np.where(left, runs["months"], runs["agreement_months"])
    steps = np.arange(calendar.n_steps + 1)
    table = cumulative_incidence(months, ends, [*of, BROKEN_OFF], steps * calendar.step_months)
    occurs = table.groupby("end")["count"].transform("max") > 0
    dates = [_day_of(calendar, int(step)) for step in steps] * (len(of) + 1)
    return table.assign(date=dates)[occurs].reset_index(drop=True)


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
