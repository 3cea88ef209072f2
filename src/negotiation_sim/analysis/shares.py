"""Counts of a finished study as arrays over its points, one per scenario and intervention."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.analysis.summary import GROUP, outcomes_of, settled_of
from negotiation_sim.errors import UnknownNameError
from negotiation_sim.experiments.results import Results

__all__ = ["PointShares"]

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class PointShares:
    """How often each outcome occurred at every point of a study.

    Parameters
    ----------
    classes : outcome classes of each scenario
    counts : (scenario, intervention) -> shape (points, classes)
    settled : (scenario, intervention) -> shape (points,)
    n : runs of a cell
    """

    classes: dict[str, tuple[str, ...]]
    counts: dict[tuple[str, str], Counts]
    settled: dict[tuple[str, str], Counts]
    n: int

    @staticmethod
    def of(results: Results) -> PointShares:
        """Counted from a result folder, rows or tallies."""
        study, number = results.study, len(results.study.points)
        classes = {
            named.name: tuple(rule.name for rule in named.scenario.classes)
            for named in study.scenarios
        }
        outcomes, settled = outcomes_of(results), settled_of(results)
        counts, sums = {}, {}
        for (scenario, arm), group in outcomes.groupby(list(GROUP[:2]), observed=True, sort=False):
            wide = group.pivot_table(
                index="point", columns="outcome_class", values="count", observed=False
            )
            table = wide.reindex(
                index=range(number), columns=list(classes[str(scenario)]), fill_value=0
            )
            counts[str(scenario), str(arm)] = table.fillna(0).to_numpy(np.int64)
        for (scenario, arm), group in settled.groupby(list(GROUP[:2]), observed=True, sort=False):
            found = group.set_index("point")["count"].reindex(range(number), fill_value=0)
            sums[str(scenario), str(arm)] = found.to_numpy(np.int64)
        return PointShares(classes, counts, sums, study.runs)

    def occurred(self, scenario: str, arm: str, on: str = "") -> Counts:
        """Runs of each point in which a class, or settlement where none is named, occurred.

        Raises
        ------
        UnknownNameError
            If the study does not play that intervention in that scenario, or has no such class.
        """
        if (scenario, arm) not in self.counts:
            raise UnknownNameError(
                f"intervention played in {scenario}",
                arm,
                [known for name, known in self.counts if name == scenario],
            )
        if not on:
            return self.settled[scenario, arm]
        if on not in self.classes[scenario]:
            raise UnknownNameError("outcome class", on, self.classes[scenario])
        return np.asarray(self.counts[scenario, arm][:, self.classes[scenario].index(on)])

    def share(self, scenario: str, arm: str, on: str = "") -> NDArray[np.float64]:
        """P(event) at each point."""
        return np.asarray(self.occurred(scenario, arm, on) / self.total(scenario, arm))

    def total(self, scenario: str, arm: str) -> Counts:
        """Runs of each point that did not fail."""
        return np.asarray(np.maximum(self.counts[scenario, arm].sum(axis=1), 1))

    @cached_property
    def n_points(self) -> int:
        return len(next(iter(self.settled.values())))
