"""What the concepts of bargaining theory say about a scenario on a date: at the most likely
numbers, and over runs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import binomtest

from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.domain.showing import tables_html, tables_line
from negotiation_sim.engines.compiled import gate_names
from negotiation_sim.engines.payoff_tables import PayoffTables, at_modes, payoff_tables
from negotiation_sim.errors import NoAgreementZoneError
from negotiation_sim.experiments.progress import Progress, unheard
from negotiation_sim.solutions.alternating_offers import NO_OFFER, spe_offers
from negotiation_sim.solutions.egalitarian import egalitarian_point
from negotiation_sim.solutions.kalai_smorodinsky import kalai_smorodinsky_point
from negotiation_sim.solutions.nash import nash_point
from negotiation_sim.solutions.pareto import pareto_set
from negotiation_sim.solutions.point import INTERPERSONAL, Point
from negotiation_sim.solutions.utilitarian import utilitarian_point
from negotiation_sim.solutions.zeuthen import Concessions, zeuthen_path

__all__ = ["CONCEPTS_SOLVED", "Solved", "chosen", "solve"]

NONE = -1
"""No outcome: nobody can agree, or nobody offers."""

Chooser = Callable[[PayoffTables, int], tuple[int, ...]]
"""All outcomes a concept picks in a run, ascending; none where it picks nothing."""


def _allowed(tables: PayoffTables, run: int) -> NDArray[np.int64]:
    return np.flatnonzero(tables.open[run])


def _by_point(
    concept: Callable[..., Point | Concessions], tables: PayoffTables, run: int
) -> tuple[int, ...]:
    """The outcomes of a concept that picks points of the zone."""
    outcomes = _allowed(tables, run)
    if not len(outcomes):
        return ()
    surplus = tables.surplus[run][:, outcomes].T
    try:
        found = concept(surplus, np.zeros(surplus.shape[1]))
    except NoAgreementZoneError:
        return ()
    picked = found.outcomes if isinstance(found, Point) else (found.outcome,)
    return tuple(int(outcomes[i]) for i in picked)


def _by_offers(tables: PayoffTables, run: int) -> tuple[int, ...]:
    """The first offer of alternating offers over the steps that are left."""
    outcomes = _allowed(tables, run)
    left, n = tables.scenario.calendar.n_steps - tables.step, len(tables.scenario.principals)
    if not len(outcomes):
        return ()
    first = int(tables.first[run] + tables.step) % n
    surplus = tables.surplus[run][:, outcomes].T
    _, outcome = spe_offers(surplus, np.zeros(n), left, tables.discount[run], first).agreed
    return () if outcome == NO_OFFER else (int(outcomes[outcome]),)


CONCEPTS_SOLVED: Mapping[str, tuple[str, Chooser, str]] = {
    "nash": ("Nash: largest product of gains", partial(_by_point, nash_point), ""),
    "kalai_smorodinsky": (
        "Kalai-Smorodinsky: equal shares of what each could get",
        partial(_by_point, kalai_smorodinsky_point),
        "",
    ),
    "zeuthen": ("Zeuthen-Harsanyi: who risks more concedes", partial(_by_point, zeuthen_path), ""),
    "spe": ("alternating offers, backward induction", _by_offers, ""),
    "egalitarian": (
        "egalitarian: largest smallest gain",
        partial(_by_point, egalitarian_point),
        INTERPERSONAL,
    ),
    "utilitarian": (
        "utilitarian: largest sum of gains",
        partial(_by_point, utilitarian_point),
        INTERPERSONAL,
    ),
}
"""Concept -> what it is, how it is solved, and what to say beside it."""


@dataclass(frozen=True)
class Solved:
    """A scenario solved on a date.

    Parameters
    ----------
    outcomes : one row per outcome that would be signed at the most likely numbers: ``outcome``,
        ``package`` (in words), ``settles``, ``worth_<principal>`` (above going on), ``zone``,
        ``frontier``, and ``marks`` (concepts that pick it)
    concepts : one row per concept: ``concept``, ``label``, ``package`` at the modes, its
        ``worth_…``, and over the runs ``settles`` (share whose solution counts as settled) with
        ``low`` and ``high`` (Wilson), ``none`` (share without a solution), ``usual`` (the most
        frequent package) with its ``usual_share``; ``n``, ``warning``
    gap, gate : at the modes
    disagreement : what going on is worth to each principal: for a final text its reserve, for an
        interim one nothing; in every table as ``disagreement_<principal>``
    """

    scenario: Scenario
    step: int
    seed: int
    runs: int
    outcomes: pd.DataFrame
    concepts: pd.DataFrame
    gap: float
    gate: str
    disagreement: dict[str, float]

    def __repr__(self) -> str:
        return tables_line(self._title, self._tables)

    def _repr_html_(self) -> str:
        columns = ["label", "package", "settles", "none"]
        return tables_html(self._title, self._tables, self.concepts[columns])

    @property
    def _title(self) -> str:
        date = self.scenario.calendar.label(self.step)
        return f"Solved {self.scenario.id} on {date}, {self.runs:,} runs, seed {self.seed}"

    @property
    def _tables(self) -> dict[str, pd.DataFrame]:
        return {"outcomes": self.outcomes, "concepts": self.concepts}


def chosen(tables: PayoffTables, concept: str, progress: Progress = unheard) -> NDArray[np.int64]:
    """Outcome index that a concept picks in every run, -1 for none; the lowest of several that tie.

    Examples
    --------
    >>> from negotiation_sim.scenarios import load_scenario
    >>> tables = payoff_tables(load_scenario("2018"), seed=1, runs=4, step=0)
    >>> chosen(tables, "nash").shape
    (4,)
    """
    picks = CONCEPTS_SOLVED[concept][1]
    found = np.empty(len(tables.worth), np.int64)
    for run in range(len(found)):
        found[run] = next(iter(picks(tables, run)), NONE)
        progress(1)
    return found


def solve(
    scenario: Scenario, step: int, seed: int, runs: int, progress: Progress = unheard
) -> Solved:
    """Every concept at the modes of all numbers, and by the private draws of some runs.

    Parameters
    ----------
    step : of the calendar, 0 for the first date
    progress : called once per run and concept
    """
    mode, tables = at_modes(scenario, step), payoff_tables(scenario, seed, runs, step)
    concepts = [
        name for name in CONCEPTS_SOLVED if name != "zeuthen" or len(scenario.principals) == 2
    ]
    at_mode = {name: CONCEPTS_SOLVED[name][1](mode, 0) for name in concepts}
    lines = [
        _concept(scenario, mode, tables, name, at_mode[name], chosen(tables, name, progress))
        for name in concepts
    ]
    gates = gate_names(scenario)
    final = next((outcome.index for outcome in scenario.outcomes if outcome.kind == "final"), 0)
    disagreement = {
        actor.name: float(mode.threshold[0, a, final])
        for a, actor in enumerate(scenario.principals)
    }
    beside = {f"disagreement_{name}": points for name, points in disagreement.items()}
    return Solved(
        scenario,
        step,
        seed,
        runs,
        _outcomes(scenario, mode, at_mode).assign(**beside),
        pd.DataFrame(lines).assign(**beside),
        float(mode.gap[0]),
        gates[int(mode.gate[0])] if mode.gate[0] >= 0 else "",
        disagreement,
    )


def _worths(scenario: Scenario, mode: PayoffTables, outcome: int) -> dict[str, float]:
    return {
        f"worth_{actor.name}": float(mode.surplus[0, a, outcome])
        for a, actor in enumerate(scenario.principals)
    }


def _concept(
    scenario: Scenario,
    mode: PayoffTables,
    tables: PayoffTables,
    name: str,
    at_mode: tuple[int, ...],
    picks: NDArray[np.int64],
) -> dict[str, object]:
    label, _, warning = CONCEPTS_SOLVED[name]
    n, counts = len(picks), Counter(picks[picks >= 0].tolist())
    settles = int(tables.settles[picks[picks >= 0]].sum())
    interval = binomtest(settles, n).proportion_ci(method="wilson")
    usual, times = counts.most_common(1)[0] if counts else (NONE, 0)
    packages = "; or ".join(map(scenario.describe, at_mode))
    at = (
        {"package": packages, **_worths(scenario, mode, at_mode[0])} if at_mode else {"package": ""}
    )
    over = {
        "settles": settles / n,
        "low": interval.low,
        "high": interval.high,
        "none": float(np.mean(picks < 0)),
    }
    over |= {
        "usual": scenario.describe(usual) if usual >= 0 else "",
        "usual_share": times / n,
        "n": n,
    }
    return {"concept": name, "label": label, **at, **over, "warning": warning}


def _outcomes(
    scenario: Scenario, mode: PayoffTables, at_mode: Mapping[str, tuple[int, ...]]
) -> pd.DataFrame:
    open_ = _allowed(mode, 0)
    surplus = mode.surplus[0][:, open_].T
    frontier = set(open_[pareto_set(surplus)].tolist()) if len(open_) else set()
    lines = [
        {
            "outcome": int(o),
            "package": scenario.describe(int(o)),
            "settles": bool(mode.settles[o]),
            **_worths(scenario, mode, int(o)),
            "zone": bool((gains >= 0).all()),
            "frontier": int(o) in frontier,
            "marks": " ".join(name for name, picked in at_mode.items() if o in picked),
        }
        for o, gains in zip(open_, surplus, strict=True)
    ]
    return pd.DataFrame(lines)
