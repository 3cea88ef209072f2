"""Which patterns of the record a scenario's runs show: who did what when, not only how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import beta

from negotiation_sim.domain.scenario import Pattern, Scenario
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble
from negotiation_sim.errors import InputError

__all__ = ["pattern_shares", "patterns", "record_of", "record_table", "recorded_and_run"]

LEVEL = 0.95


def patterns(scenario: Scenario, name: str) -> tuple[Pattern, ...]:
    """The patterns of the record that a scenario declares.

    Raises
    ------
    InputError
        If it declares none.
    """
    if not scenario.patterns:
        raise InputError(
            f"{name}: declares no patterns; add some under observed.patterns, or try a scenario "
            "that has them, such as 1956"
        )
    return scenario.patterns


def pattern_shares(
    found: Sequence[Pattern], shown: NDArray[np.int16]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Runs that show each pattern, and runs among which they are counted.

    Parameters
    ----------
    shown : shape (runs, patterns or more), steps until a run showed the pattern, 0 for never
    """
    shows = shown[:, : len(found)] > 0
    names = [pattern.name for pattern in found]
    among = [
        shows[:, names.index(p.given)] if p.given else np.ones(len(shows), bool) for p in found
    ]
    counts = [int((shows[:, i] & given).sum()) for i, given in enumerate(among)]
    return np.array(counts), np.array([int(given.sum()) for given in among])


def record_table(scenario: Scenario, name: str, seed: int, runs: int) -> pd.DataFrame:
    """A row per pattern: what the record shows, what is wanted, and the share of runs that show it.

    Returns
    -------
    pandas.DataFrame
        Columns ``pattern``, ``label``, ``recorded``, ``happened`` (in history; None where disputed),
        ``source``, ``wanted_low``, ``wanted_high``, ``n`` (runs it is counted among), ``share``,
        ``low``, ``high`` (95 % interval of Jeffreys), ``median`` (month, among runs that show it;
        empty if none does) and ``met``: whether the share lies in the range wanted, and the median
        month too where one is wanted.

    Raises
    ------
    InputError
        If the scenario declares no patterns.
    """
    return record_of(scenario, patterns(scenario, name), _shown(scenario, seed, runs))


def recorded_and_run(scenario: Scenario, name: str, seed: int, runs: int) -> pd.DataFrame:
    """The same, with the day on record as a date and a row per month of the calendar.

    Returns
    -------
    pandas.DataFrame
        The columns of `record_table`, ``recorded_date`` (missing where the record gives no day),
        ``month`` and ``cumulative_share``: of the runs that have shown the pattern by then.
    """
    found, shown = patterns(scenario, name), _shown(scenario, seed, runs)
    table = record_of(scenario, found, shown)
    table["recorded_date"] = [_day(text) for text in table["recorded"]]
    steps = scenario.calendar.n_steps
    tables = []
    for i, row in enumerate(table.to_dict("records")):
        counts = np.bincount(shown[:, i], minlength=steps + 1)[1:]
        dates = [scenario.calendar.day_of(step) for step in range(steps)]
        by_then = np.cumsum(counts)[:steps] / runs
        tables.append(pd.DataFrame({**row, "month": dates, "cumulative_share": by_then}))
    return pd.concat(tables, ignore_index=True)


def _shown(scenario: Scenario, seed: int, runs: int) -> NDArray[np.int16]:
    shown: NDArray[np.int16] = run_ensemble(compile_scenario(scenario), seed, 0, runs)["shown"]
    return shown


def _day(text: str) -> date | None:
    """A day on record such as ``9 Aug 1955``; none where the text is something else."""
    try:
        return datetime.strptime(text, "%d %b %Y").date()
    except ValueError:
        return None


def record_of(
    scenario: Scenario, found: Sequence[Pattern], shown: NDArray[np.int16]
) -> pd.DataFrame:
    """The same of runs that were played: `shown` as in `pattern_shares`."""
    counts, among = pattern_shares(found, shown)
    tail = (1.0 - LEVEL) / 2.0
    rows = []
    for i, pattern in enumerate(found):
        k, n = int(counts[i]), int(among[i])
        share = k / n if n else float("nan")
        steps = shown[shown[:, i] > 0, i]
        median = int(np.median(steps)) - 1 if len(steps) else -1
        in_time = not pattern.median or (
            median >= 0 and pattern.median[0] <= median <= pattern.median[-1]
        )
        rows.append(
            {
                "pattern": pattern.name,
                "label": pattern.label,
                "recorded": pattern.recorded,
                "happened": pattern.happened,
                "source": pattern.source,
                "wanted_low": pattern.share[0],
                "wanted_high": pattern.share[1],
                "n": n,
                "share": share,
                "low": float(beta.ppf(tail, k + 0.5, n - k + 0.5)),
                "high": float(beta.ppf(1.0 - tail, k + 0.5, n - k + 0.5)),
                "median": scenario.calendar.label(median) if median >= 0 else "",
                "met": bool(pattern.share[0] <= share <= pattern.share[1] and in_time),
            }
        )
    return pd.DataFrame(rows)
