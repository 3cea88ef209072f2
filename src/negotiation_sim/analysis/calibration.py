"""Which numbers the record does not rule out: history matching in waves on its patterns (Craig et
al. 1997; McCulloch et al. 2022), and the defaults and ledger that follow from what is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation_sim.analysis.record import pattern_shares, patterns
from negotiation_sim.domain.experiment import Dimension, Sampled, split_prefix
from negotiation_sim.domain.scenario import Pattern, Scenario
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble
from negotiation_sim.errors import InputError
from negotiation_sim.experiments.designs import points_at, spread
from negotiation_sim.experiments.progress import Progress, unheard
from negotiation_sim.experiments.study import Study
from negotiation_sim.scenarios import Experiment

__all__ = ["Asked", "Calibration", "Wave", "calibrate", "misses"]

DISCREPANCY = 0.05
"""Share by which a good model may miss a range and no more be said against it."""
RULED_OUT = 3.0
"""Misses, in standard deviations, from which a point is ruled out (Pukelsheim 1994)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How to calibrate.

    Parameters
    ----------
    points : of every wave
    waves : the first over the whole box, each later one over the range that the one before kept
    runs : of every episode at every point
    seed : fixes points and luck
    """

    points: int = 200
    waves: int = 3
    runs: int = 1000
    seed: int = 1


@dataclass(frozen=True)
class Wave:
    """Points of one wave.

    Parameters
    ----------
    coordinates : shape (points, dimensions), numbers drawn
    misses : shape (points, patterns), see `misses`
    """

    coordinates: NDArray[np.float64]
    misses: NDArray[np.float64]

    @property
    def kept(self) -> NDArray[np.bool_]:
        """Points that no pattern rules out."""
        kept: NDArray[np.bool_] = self.misses.max(axis=1) <= RULED_OUT
        return kept

    @property
    def weights(self) -> NDArray[np.float64]:
        """Weight of each point, by its likelihood; 0 where it is ruled out."""
        size = -0.5 * np.square(self.misses).sum(axis=1)
        found = np.where(self.kept, np.exp(size - size.max()), 0.0)
        total = found.sum()
        return found / total if total > 0 else found


@dataclass(frozen=True)
class Calibration:
    """What calibrating found.

    Parameters
    ----------
    names : (scenario, pattern) per column of the misses
    dimensions : address per coordinate, with the least, the most likely and the largest number
    default : override of every number that had to leave its most likely value, by address
    ledger : a row per such number: ``address``, ``prior``, ``default``, ``widths`` moved, and the
        ``patterns`` that miss their range by more without the move
    held_out : a row per scenario: ``met`` is the expected share of its patterns within range at
        points weighed by the other scenarios, ``box`` the same over the whole box
    """

    names: tuple[tuple[str, str], ...]
    dimensions: pd.DataFrame
    waves: tuple[Wave, ...]
    default: Mapping[str, str]
    default_misses: NDArray[np.float64]
    ledger: pd.DataFrame
    held_out: pd.DataFrame


def misses(found: Sequence[Pattern], shown: NDArray[np.int16]) -> NDArray[np.float64]:
    """How far outside its range the share of each pattern is, in standard deviations.

    The deviation joins Monte-Carlo error and `DISCREPANCY`; 0 within the range, and for a pattern
    that is counted among no run the largest miss its range allows.
    """
    counts, among = pattern_shares(found, shown)
    low, high = np.array([p.share for p in found]).T
    share = np.divide(counts, among, out=np.full(len(found), np.nan), where=among > 0)
    outside = np.maximum(np.maximum(low - share, share - high), 0.0)
    outside = np.where(np.isnan(share), np.maximum(low, 1.0 - high), outside)
    spread_of = np.nan_to_num(share, nan=0.5)
    error = spread_of * (1.0 - spread_of) / np.maximum(among, 1)
    found_misses: NDArray[np.float64] = outside / np.sqrt(DISCREPANCY**2 + error)
    return found_misses


@dataclass(frozen=True)
class _Box:
    """A sampled experiment as a function from coordinates to misses."""

    experiment: Experiment
    design: Sampled
    asked: Asked

    @property
    def grounds(self) -> dict[str, Scenario]:
        return {named.name: named.scenario for named in self.experiment.scenarios}

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (name, pattern.name)
            for name, scenario in self.grounds.items()
            for pattern in patterns(scenario, name)
        )

    def numbers(self, shares: NDArray[np.float64]) -> NDArray[np.float64]:
        low, high = self.ends
        numbers: NDArray[np.float64] = low + (high - low) * shares
        return numbers

    @property
    def ends(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        draws = [dimension.draw for dimension in self.design.dimensions]
        return np.array([d.low for d in draws]), np.array([d.high for d in draws])

    @property
    def prior(self) -> NDArray[np.float64]:
        """Most likely value of every coordinate, as the scenarios have it."""
        return np.array([_mode(d, self.grounds) for d in self.design.dimensions])

    def overrides(self, numbers: NDArray[np.float64]) -> dict[str, str]:
        """A point's overrides by address."""
        low, high = self.ends
        shares = (numbers - low) / (high - low)
        (point,) = points_at(self.design.dimensions, [shares], self.grounds)
        return {address: str(text) for address, text in point.items()}

    def played(self, points: Sequence[Mapping[str, str]]) -> Iterator[NDArray[np.float64]]:
        """Misses at each point, over common luck."""
        study = replace(
            Study.of(replace(self.experiment, design=replace(self.design, points=1))),
            points=tuple(points),
            arms=("baseline",),
        )
        by_point: dict[int, list[NDArray[np.float64]]] = {}
        for cell in sorted(study.cells, key=lambda cell: (cell.point, cell.scenario)):
            scenario = study.scenario_of(cell)
            compiled = compile_scenario(scenario)
            shown = run_ensemble(compiled, self.asked.seed, 0, self.asked.runs)["shown"]
            name = study.scenarios[cell.scenario].name
            mine = by_point.setdefault(cell.point, [])
            mine.append(misses(patterns(scenario, name), shown))
            if len(mine) == len(study.scenarios):
                yield np.concatenate(mine)


def _mode(dimension: Dimension, grounds: Mapping[str, Scenario]) -> float:
    """Most likely value of the first address of a coordinate, within its range."""
    prefix, address = split_prefix(dimension.addresses[0])
    low, high = dimension.draw.low, dimension.draw.high
    for name, scenario in grounds.items():
        if prefix and name not in prefix:
            continue
        if address.startswith("events."):
            _, event, parameter = address.split(".", 2)
            amount = dict(next(e.shifts for e in scenario.events if e.name == event))[parameter]
            return min(max(amount, low), high)
        if any(parameter.address == address for parameter in scenario.parameters):
            return min(max(scenario.parameter(address).value.mode, low), high)
    return (low + high) / 2


def calibrate(experiment: Experiment, asked: Asked, progress: Progress = unheard) -> Calibration:
    """Play a box in waves, keep what the record does not rule out, and derive defaults.

    The defaults are the kept point nearest to the most likely values, in widths of the ranges; then
    every number whose return to its most likely value rules nothing out and loses no likelihood
    returns, the least moved first.

    Raises
    ------
    InputError
        If the experiment samples no box, a scenario declares no patterns, or no point is kept.
    """
    if not isinstance(experiment.design, Sampled):
        raise InputError(
            f"{experiment.name}: samples no box; expected an experiment with vary.latin_hypercube"
        )
    box = _Box(experiment, experiment.design, asked)
    names = box.names
    waves = tuple(_waves(box, progress))
    points = np.concatenate([wave.coordinates for wave in waves])
    missed = np.concatenate([wave.misses for wave in waves])
    low, high = box.ends
    widths = np.abs(points - box.prior) / (high - low)
    kept = missed.max(axis=1) <= RULED_OUT
    if not kept.any():
        worst = names[int(missed.min(axis=0).argmax())]
        raise InputError(
            f"{experiment.name}: the record rules out all {len(points)} points; the hardest pattern "
            f"is {worst[1]} of {worst[0]}; take more points or waves, or widen the ranges"
        )
    nearest = int(np.where(kept, np.square(widths).sum(axis=1), np.inf).argmin())
    default, default_misses = _returned(box, points[nearest], missed[nearest])
    return Calibration(
        names,
        pd.DataFrame(
            {
                "address": [", ".join(d.addresses) for d in box.design.dimensions],
                "low": low,
                "prior": box.prior,
                "high": high,
            }
        ),
        waves,
        _moved(box, default),
        default_misses,
        _ledger(box, default, default_misses),
        _held_out(names, missed, waves[0].misses),
    )


def _waves(box: _Box, progress: Progress) -> Iterator[Wave]:
    low, high = np.zeros(len(box.design.dimensions)), np.ones(len(box.design.dimensions))
    for number in range(box.asked.waves):
        sample = spread("latin_hypercube", box.asked.points, len(low), box.design.seed + number)
        shares = low + (high - low) * sample
        if number == 0:  # the most likely values are a point like others
            ends = box.ends
            shares[0] = (box.prior - ends[0]) / (ends[1] - ends[0])
        coordinates = box.numbers(shares)
        found = []
        for one in box.played([box.overrides(point) for point in coordinates]):
            found.append(one)
            progress(1)
        wave = Wave(coordinates, np.array(found))
        yield wave
        best = np.argsort(np.square(wave.misses).sum(axis=1))[: max(10, int(wave.kept.sum()))]
        low, high = shares[best].min(axis=0), shares[best].max(axis=0)


def _size(missed: NDArray[np.float64]) -> float:
    return float(np.square(missed).sum())


def _returned(
    box: _Box, point: NDArray[np.float64], missed: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The point with every number returned to its most likely value that the record lets return."""
    low, high = box.ends
    present, present_misses = point.copy(), missed
    order = np.argsort(np.abs(point - box.prior) / (high - low))
    for i in order:
        trial = present.copy()
        trial[i] = box.prior[i]
        (found,) = box.played([box.overrides(trial)])
        if found.max() <= RULED_OUT and _size(found) <= _size(present_misses) + 1e-9:
            present, present_misses = trial, found
    return present, present_misses


def _moved(box: _Box, default: NDArray[np.float64]) -> dict[str, str]:
    overrides, prior = box.overrides(default), box.overrides(box.prior)
    return {address: text for address, text in overrides.items() if prior.get(address) != text}


def _ledger(box: _Box, default: NDArray[np.float64], missed: NDArray[np.float64]) -> pd.DataFrame:
    low, high = box.ends
    rows = []
    for i, dimension in enumerate(box.design.dimensions):
        if default[i] == box.prior[i]:
            continue
        without = default.copy()
        without[i] = box.prior[i]
        (found,) = box.played([box.overrides(without)])
        worse = [name for (_, name), a, b in zip(box.names, found, missed, strict=True) if a > b]
        rows.append(
            {
                "address": ", ".join(dimension.addresses),
                "prior": float(box.prior[i]),
                "default": float(default[i]),
                "widths": float((default[i] - box.prior[i]) / (high[i] - low[i])),
                "patterns": ", ".join(worse),
            }
        )
    return pd.DataFrame(rows, columns=["address", "prior", "default", "widths", "patterns"])


def _held_out(
    names: Sequence[tuple[str, str]],
    missed: NDArray[np.float64],
    box: NDArray[np.float64],
) -> pd.DataFrame:
    rows = []
    for scenario in dict.fromkeys(name for name, _ in names):
        mine = np.array([name == scenario for name, _ in names])
        size = -0.5 * np.square(missed[:, ~mine]).sum(axis=1)
        weights = np.exp(size - size.max())
        weights /= weights.sum()
        rows.append(
            {
                "scenario": scenario,
                "met": float(weights @ (missed[:, mine] == 0).mean(axis=1)),
                "box": float((box[:, mine] == 0).mean()),
                "effective_points": float(1.0 / np.square(weights).sum()),
            }
        )
    return pd.DataFrame(rows)
