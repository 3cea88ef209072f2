"""A box of numbers as a function: what the runs at a point show of the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.special import rel_entr

from negotiation_sim.analysis.box import sampled
from negotiation_sim.analysis.record import pattern_shares, patterns
from negotiation_sim.domain.experiment import Dimension, Sampled, split_prefix
from negotiation_sim.domain.scenario import Pattern, Scenario
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble
from negotiation_sim.experiments.designs import points_at
from negotiation_sim.experiments.study import Study
from negotiation_sim.scenarios import Experiment, Overrides

__all__ = ["Box", "Shown", "Wave", "bits_of", "kept_of", "misses"]

DISCREPANCY = 0.05
"""Standard deviation, at even odds, of what even a good model gets wrong of a share."""
RULED_OUT = 3.0
"""Misses, in standard deviations, from which a point is ruled out (Pukelsheim 1994)."""
EDGE = 0.001
"""Nearest that an end of a range is taken to never or always."""

Array = NDArray[np.float64]


def misses(
    share: Array, among: NDArray[np.int64], wanted: Array, discrepancy: float = DISCREPANCY
) -> Array:
    """How far shares are outside their ranges, in standard deviations.

    The square is the binomial deviance of the share from the nearest end of its range, at a number
    of runs whose error joins the Monte-Carlo error and the discrepancy; 0 within the range. So a
    share of nothing counts against a range that begins at .01 as well. A pattern that is counted
    among no run is as far off as it can be.

    Parameters
    ----------
    share : shape (..., patterns), not a number where it is counted among no run
    among : shape (..., patterns), runs it is counted among
    wanted : shape (2, patterns), ends of the ranges
    discrepancy : standard deviation, at even odds, of what even a good model gets wrong

    Examples
    --------
    >>> wanted = np.array([[0.5, 0.01], [1.0, 0.15]])
    >>> misses(np.array([0.45, 0.0]), np.array([1000, 1000]), wanted).round(2)
    array([0.95, 1.35])
    """
    low, high = wanted
    share = np.where(np.isnan(share), np.where(low > 1.0 - high, 0.0, 1.0), share)
    nearest = np.clip(share, np.minimum(low, 1.0 - EDGE), np.maximum(high, EDGE))
    divergence = rel_entr(share, nearest) + rel_entr(1.0 - share, 1.0 - nearest)
    told = 1.0 / (1.0 / np.maximum(among, 1) + 4.0 * discrepancy**2)
    found = np.sqrt(2.0 * told * np.maximum(divergence, 0.0))
    return np.where((low <= share) & (share <= high), 0.0, found)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the runs of some points show.

    Parameters
    ----------
    share : shape (points, patterns), of the runs that show each, not a number among no run
    among : shape (points, patterns), runs each is counted among
    alike : shape (points, scenarios), runs that show all that history shows, and nothing it does
        not, of the patterns whose place in history is known
    alike_late : the same of patterns that are settled in the second half of the calendar only
    """

    share: Array
    among: NDArray[np.int64]
    alike: NDArray[np.int64]
    alike_late: NDArray[np.int64]

    @staticmethod
    def joined(parts: Sequence[Shown], axis: int) -> Shown:
        """Points (axis 0) or scenarios (axis 1) beside each other."""
        return Shown(
            *(
                np.concatenate([getattr(part, one.name) for part in parts], axis=axis)
                for one in fields(Shown)
            )
        )


def kept_of(missed: Array) -> NDArray[np.bool_]:
    """Points, the last axis patterns, that no pattern rules out."""
    kept: NDArray[np.bool_] = missed.max(axis=-1) <= RULED_OUT
    return kept


@dataclass(frozen=True)
class Wave:
    """Points of one wave, and what they show.

    Parameters
    ----------
    coordinates : shape (points, dimensions), numbers drawn
    misses : shape (points, patterns)
    """

    coordinates: Array
    shown: Shown
    misses: Array

    @property
    def kept(self) -> NDArray[np.bool_]:
        """Points that no pattern rules out."""
        return kept_of(self.misses)


def bits_of(alike: NDArray[np.int64], runs: int) -> Array:
    """Log score of history, in bits, per scenario: of the average over points, all alike.

    Half a run is added, so that history is never impossible.

    Parameters
    ----------
    alike : shape (points, scenarios)
    """
    found: Array = np.log2(((alike + 0.5) / (runs + 1.0)).mean(axis=0))
    return found


@dataclass(frozen=True)
class Box:
    """A sampled experiment as a function from points to what their runs show.

    Parameters
    ----------
    runs, seed : of every episode at every point, over common luck
    """

    experiment: Experiment
    design: Sampled
    runs: int
    seed: int

    @staticmethod
    def of(experiment: Experiment, runs: int, seed: int) -> Box:
        """The box of an experiment.

        Raises
        ------
        InputError
            If the experiment samples no box.
        """
        return Box(experiment, sampled(experiment), runs, seed)

    @property
    def grounds(self) -> dict[str, Scenario]:
        return {named.name: named.scenario for named in self.experiment.scenarios}

    @cached_property
    def patterns(self) -> dict[str, tuple[Pattern, ...]]:
        """Patterns by scenario."""
        return {name: patterns(scenario, name) for name, scenario in self.grounds.items()}

    @cached_property
    def names(self) -> tuple[tuple[str, str], ...]:
        """(scenario, pattern) per column."""
        return tuple((name, p.name) for name, found in self.patterns.items() for p in found)

    @cached_property
    def wanted(self) -> Array:
        """Ends of the ranges, shape (2, patterns)."""
        return np.array([p.share for found in self.patterns.values() for p in found]).T

    @property
    def ends(self) -> tuple[Array, Array]:
        draws = [dimension.draw for dimension in self.design.dimensions]
        return np.array([d.low for d in draws]), np.array([d.high for d in draws])

    @cached_property
    def prior(self) -> Array:
        """Most likely value of every coordinate, as the scenarios have it."""
        return np.array([_mode(d, self.grounds) for d in self.design.dimensions])

    @property
    def addresses(self) -> list[str]:
        return [", ".join(dimension.addresses) for dimension in self.design.dimensions]

    def widths(self, points: Array) -> Array:
        """Distance of numbers from their most likely values, in widths of their ranges."""
        low, high = self.ends
        return np.asarray((points - self.prior) / (high - low))

    def overrides(self, numbers: Array) -> dict[str, str]:
        """A point's overrides by address."""
        low, high = self.ends
        shares = (numbers - low) / (high - low)
        (point,) = points_at(self.design.dimensions, [shares], self.grounds)
        return {address: str(text) for address, text in point.items()}

    def misses(self, shown: Shown, discrepancy: float = DISCREPANCY) -> Array:
        return misses(shown.share, shown.among, self.wanted, discrepancy)

    def play(self, points: Sequence[Mapping[str, str]]) -> Iterator[Shown]:
        """What each point shows, one after the other."""
        study = replace(
            Study.of(replace(self.experiment, design=replace(self.design, points=1))),
            points=tuple(points),
            arms=("baseline",),
        )
        mine: list[Shown] = []
        for cell in sorted(study.cells, key=lambda cell: (cell.point, cell.scenario)):
            scenario = study.scenario_of(cell)
            shown = run_ensemble(compile_scenario(scenario), self.seed, 0, self.runs)["shown"]
            found = patterns(scenario, study.scenarios[cell.scenario].name)
            mine.append(_shown(found, shown, scenario.calendar.n_steps))
            if len(mine) == len(study.scenarios):
                yield Shown.joined(mine, axis=1)
                mine = []


def _shown(found: Sequence[Pattern], shown: NDArray[np.int16], n_steps: int) -> Shown:
    counts, among = pattern_shares(found, shown)
    share = np.divide(counts, among, out=np.full(len(found), np.nan), where=among > 0)
    late = np.array([p.last_step >= n_steps // 2 for p in found])
    known = np.array([p.happened is not None for p in found])
    history = np.array([bool(p.happened) for p in found])
    same = (shown[:, : len(found)] > 0) == history
    alike = [int((same | ~chosen).all(axis=1).sum()) for chosen in (known, known & late)]
    return Shown(share[None], among[None], np.array([[alike[0]]]), np.array([[alike[1]]]))


def _mode(dimension: Dimension, grounds: Mapping[str, Scenario]) -> float:
    """Most likely value of the first address of a coordinate, within its range."""
    if dimension.draw.likely is not None:
        return dimension.draw.likely
    prefix, address = split_prefix(dimension.addresses[0])
    scenario = next(s for name, s in grounds.items() if not prefix or name in prefix)
    number = Overrides(scenario).numbers[address]
    return min(max(number, dimension.draw.low), dimension.draw.high)
