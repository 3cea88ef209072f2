"""What every package is worth to everybody on a date: the tables that solution concepts are
computed on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.domain.distributions import Fixed
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.plain_records import plain_talks
from negotiation_sim.model.anticipation import anticipated_worth
from negotiation_sim.model.gates import smallest_margin
from negotiation_sim.model.payoffs import open_packages
from negotiation_sim.model.records import FINAL, INTERIM, Talks
from negotiation_sim.model.run.assessment import ALL, foresee, refill
from negotiation_sim.model.run.deal import deal
from negotiation_sim.model.run.shifts import apply_shifts
from negotiation_sim.model.streams import stream_key

__all__ = ["PayoffTables", "at_modes", "payoff_tables"]


@dataclass(frozen=True)
class PayoffTables:
    """Worth of every package to every principal, in some runs, on one date, pressure anticipated.

    Parameters
    ----------
    step : of the calendar; events up to it have happened
    worth : shape (runs, principals, outcomes), points of the leader, ratification risk included
    threshold : the same shape: what going on is worth, the reserve for a final text and the status
        quo (0) for an interim one
    points : shape (runs, actors, outcomes), before ratification risk, third parties last
    open : shape (runs, outcomes), texts that would be signed: not refused by anybody whose
        signature they need
    settles : shape (outcomes,), whether it counts as settled
    first : shape (runs,), who proposes first
    discount : shape (runs, principals), what a gain is worth one step later
    gap, gate : shape (runs,), the smallest margin of the best settlement and the gate that leaves
        it (-1 if none is open)
    """

    scenario: Scenario
    step: int
    worth: NDArray[np.float64]
    threshold: NDArray[np.float64]
    points: NDArray[np.float64]
    open: NDArray[np.bool_]
    settles: NDArray[np.bool_]
    first: NDArray[np.int64]
    discount: NDArray[np.float64]
    gap: NDArray[np.float64]
    gate: NDArray[np.int64]

    @property
    def surplus(self) -> NDArray[np.float64]:
        """Worth above what going on is worth, the disagreement point moved to 0."""
        return self.worth - self.threshold

    def run(self, number: int) -> PayoffTables:
        """The tables of one of the runs."""
        by_run = ("worth", "threshold", "points", "open", "first", "discount", "gap", "gate")
        return replace(self, **{name: getattr(self, name)[number : number + 1] for name in by_run})


def payoff_tables(
    scenario: Scenario, seed: int, runs: int, step: int, first_run: int = 0
) -> PayoffTables:
    """Tables of consecutive runs of a seed, by their private draws.

    Parameters
    ----------
    step : 0 for the first date

    Raises
    ------
    ValueError
        If the step is outside the calendar.

    Examples
    --------
    >>> from negotiation_sim.scenarios import load_scenario
    >>> scenario = load_scenario("1956")
    >>> tables = payoff_tables(scenario, seed=1, runs=5, step=0)
    >>> tables.worth.shape == (5, 2, len(scenario.outcomes))
    True
    """
    if not 0 <= step < scenario.calendar.n_steps:
        raise ValueError(f"step is {step}, expected 0 to {scenario.calendar.n_steps - 1}")
    talks = plain_talks(compile_scenario(scenario))
    lines = [_one(talks, stream_key(seed, run), step) for run in range(first_run, first_run + runs)]
    settles = np.zeros(len(scenario.outcomes), bool)
    settles[list(scenario.settlement)] = True
    stacked = [np.array(column) for column in zip(*lines, strict=True)]
    worth, threshold, points, open_, first, discount, gap, gate = stacked
    return PayoffTables(
        scenario, step, worth, threshold, points, open_, settles, first, discount, gap, gate
    )


def at_modes(scenario: Scenario, step: int) -> PayoffTables:
    """The tables of one run in which every number is its most likely value and no third party leans
    either way.
    """
    certain = scenario.certain()
    noises = {f"{actor.name}.noise" for actor in scenario.third_parties}
    numbers = tuple(
        replace(p, value=Fixed(0.0)) if p.address in noises else p for p in certain.parameters
    )
    return payoff_tables(replace(certain, parameters=numbers), seed=0, runs=1, step=step)


def _one(talks: Talks, key: int, step: int) -> tuple[Any, ...]:
    deal(talks, key)
    foresee(talks)
    for later in range(1, step + 1):
        apply_shifts(talks, later)
    refill(talks, ALL)
    open_packages(talks)
    gap, gate = smallest_margin(talks)
    dispute, state = talks.dispute, talks.state
    n, principals = dispute.n_outcomes, range(dispute.n_principals)
    worth = [[anticipated_worth(talks, a, o) for o in range(n)] for a in principals]
    reserve = [state.values[talks.briefs[a].reserve] for a in principals]
    final = [dispute.kind[o] == FINAL for o in range(n)]
    threshold = [[reserve[a] if final[o] else 0.0 for o in range(n)] for a in principals]
    points = [standing.points[:n] for standing in talks.standings]
    signed = [bool(state.open[o]) and dispute.kind[o] >= INTERIM for o in range(n)]
    discount = [state.values[talks.briefs[a].discount] for a in principals]
    return worth, threshold, points, signed, state.first, discount, gap, gate
