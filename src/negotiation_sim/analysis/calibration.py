"""Which numbers the record does not rule out: history matching in waves on its patterns (Craig et
al. 1997; McCulloch et al. 2022), what the points that are kept foresee, and the defaults.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation_sim.analysis.calibration_box import Array, Box, Shown, bits_of, misses
from negotiation_sim.analysis.calibration_defaults import Defaults, find_defaults
from negotiation_sim.errors import InputError
from negotiation_sim.experiments.designs import spread
from negotiation_sim.experiments.progress import Progress, unheard

__all__ = ["Calibration", "Wave", "calibrate", "synthetic_records"]

RULED_OUT = 3.0
"""Misses, in standard deviations, from which a point is ruled out (Pukelsheim 1994)."""
FEWEST = 10
"""Best points that a later wave is spread over, where fewer are kept."""


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


@dataclass(frozen=True)
class Calibration:
    """What calibrating found.

    Parameters
    ----------
    ledger : a row per number that left its most likely value: ``address``, ``prior``, ``default``,
        ``widths`` moved, and the ``patterns`` that miss their range by more without the move
    held_out : a row per scenario, see `held_out`
    later : a row per scenario that has patterns settled early and late: what the late ones are given
        by points weighed by all scenarios' earlier ones, see `held_out`
    synthetic : see `synthetic_records`
    """

    box: Box
    waves: tuple[Wave, ...]
    defaults: Defaults
    ledger: pd.DataFrame
    held_out: pd.DataFrame
    later: pd.DataFrame
    synthetic: pd.DataFrame

    @property
    def kept(self) -> Array:
        """Points of all waves that no pattern rules out, shape (kept, dimensions)."""
        return np.concatenate([wave.coordinates[wave.kept] for wave in self.waves])

    def kept_table(self) -> pd.DataFrame:
        """The same as a table of overrides, a column per address, to play as an experiment."""
        return pd.DataFrame([self.box.overrides(point) for point in self.kept])


def kept_of(missed: Array) -> NDArray[np.bool_]:
    kept: NDArray[np.bool_] = missed.max(axis=-1) <= RULED_OUT
    return kept


def weights_of(missed: Array) -> Array:
    """Weights of points by their likelihood, adding up to 1; 0 for a point that is ruled out,
    unless all are.

    Examples
    --------
    >>> weights_of(np.array([[0.0, 0.0], [0.0, 0.0], [9.0, 0.0]])).tolist()
    [0.5, 0.5, 0.0]
    """
    size = -0.5 * np.square(missed).sum(axis=1)
    if kept_of(missed).any():
        size[~kept_of(missed)] = -np.inf
    found: Array = np.exp(size - size.max())
    return np.asarray(found / found.sum())


def calibrate(box: Box, points: int, waves: int, progress: Progress = unheard) -> Calibration:
    """Play a box in waves, keep what the record does not rule out, and find defaults.

    Parameters
    ----------
    points : of every wave
    waves : the first over the whole box, each later one over the ranges of what the one before kept

    Raises
    ------
    InputError
        If a scenario declares no patterns, or no point is kept.
    """
    played = tuple(_waves(box, points, waves, progress))
    missed = np.concatenate([wave.misses for wave in played])
    if not kept_of(missed).any():
        scenario, pattern = box.names[int(missed.min(axis=0).argmax())]
        raise InputError(
            f"{box.experiment.name}: the record rules out all {len(missed)} points; the hardest "
            f"pattern is {pattern} of {scenario}; take more points or waves, or widen the ranges"
        )
    defaults = find_defaults(box, progress)
    shown = Shown.joined([wave.shown for wave in played])
    return Calibration(
        box,
        played,
        defaults,
        _ledger(box, defaults),
        held_out(box, shown, missed, played[0].shown),
        _later(box, shown, missed, played[0].shown),
        synthetic_records(box, played[0]),
    )


def _waves(box: Box, points: int, waves: int, progress: Progress) -> Iterator[Wave]:
    low, high = np.zeros(len(box.addresses)), np.ones(len(box.addresses))
    ends = box.ends
    for number in range(waves):
        sample = spread("latin_hypercube", points, len(low), box.design.seed + number)
        shares = low + (high - low) * sample
        if number == 0:  # the most likely values are a point like others
            shares[0] = (box.prior - ends[0]) / (ends[1] - ends[0])
        coordinates = ends[0] + (ends[1] - ends[0]) * shares
        found = []
        for one in box.play([box.overrides(point) for point in coordinates]):
            found.append(one)
            progress(1)
        shown = Shown.joined(found)
        wave = Wave(coordinates, shown, box.misses(shown))
        yield wave
        best = np.argsort(np.square(wave.misses).sum(axis=1))[: max(FEWEST, int(wave.kept.sum()))]
        low, high = shares[best].min(axis=0), shares[best].max(axis=0)


def _ledger(box: Box, found: Defaults) -> pd.DataFrame:
    rows = []
    for i in np.flatnonzero(box.widths(found.point)):
        without = found.point.copy()
        without[i] = box.prior[i]
        (shown,) = box.play([box.overrides(without)])
        worse = [
            name
            for (_, name), a, b in zip(box.names, box.misses(shown)[0], found.misses, strict=True)
            if a > b + 1e-9
        ]
        rows.append(
            {
                "address": box.addresses[i],
                "prior": float(box.prior[i]),
                "default": float(found.point[i]),
                "widths": float(box.widths(found.point)[i]),
                "patterns": ", ".join(worse),
            }
        )
    return pd.DataFrame(rows, columns=["address", "prior", "default", "widths", "patterns"])


def held_out(box: Box, shown: Shown, missed: Array, whole: Shown) -> pd.DataFrame:
    """How well each episode is foreseen by points weighed by the other episodes alone.

    Parameters
    ----------
    whole : what the first wave shows, spread over the whole box

    Returns
    -------
    pandas.DataFrame
        A row per scenario: ``bits`` is the log score of history, the binary logarithm of the chance
        that a run shows all that history shows; ``box`` the same over the whole box, and ``uniform``
        if every pattern were even odds; ``met`` and ``box_met`` are the expected shares of patterns
        within their range; ``effective_points`` is what the weights leave (Kish 1965).
    """
    rows = []
    for column, scenario in enumerate(box.grounds):
        mine = np.array([name == scenario for name, _ in box.names])
        weights = weights_of(missed[:, ~mine])
        known = sum(p.happened is not None for p in box.patterns[scenario])
        rows.append(
            {"scenario": scenario}
            | _foreseen(box, shown.alike, whole.alike, weights, column, known)
            | {
                "met": float(weights @ (missed[:, mine] == 0).mean(axis=1)),
                "box_met": float((box.misses(whole)[:, mine] == 0).mean()),
            }
        )
    return pd.DataFrame(rows)


def _later(box: Box, shown: Shown, missed: Array, whole: Shown) -> pd.DataFrame:
    early = np.array(
        [
            p.last_step < box.grounds[name].calendar.n_steps // 2
            for name, found in box.patterns.items()
            for p in found
        ]
    )
    rows = []
    for column, (scenario, found) in enumerate(box.patterns.items()):
        mine = np.array([name == scenario for name, _ in box.names])
        known = sum(
            p.happened is not None and not e for p, e in zip(found, early[mine], strict=True)
        )
        if early[mine].any() and known:
            weights = weights_of(missed[:, early & mine])
            rows.append(
                {"scenario": scenario}
                | _foreseen(box, shown.alike_late, whole.alike_late, weights, column, known)
            )
    return pd.DataFrame(rows)


def _foreseen(
    box: Box,
    alike: NDArray[np.int64],
    whole: NDArray[np.int64],
    weights: Array,
    column: int,
    known: int,
) -> dict[str, float]:
    even = np.full(len(whole), 1.0 / len(whole))
    return {
        "bits": float(bits_of(alike, box.runs, weights)[column]),
        "box": float(bits_of(whole, box.runs, even)[column]),
        "uniform": -float(known),
        "effective_points": float(1.0 / np.square(weights).sum()),
    }


SLACK = 0.1
"""Half-width of the ranges of a synthetic record around the shares that made it."""


def synthetic_records(box: Box, wave: Wave) -> pd.DataFrame:
    """Does the procedure find numbers that made a record? Simulation-based calibration (Talts et al.
    2018) of the procedure, with every point of a wave in turn as the truth.

    The record of a point is its own shares, each with a range of `SLACK` to both sides; the other
    points are weighed by it as by the real record.

    Returns
    -------
    pandas.DataFrame
        A row per number: ``address``; ``within_50`` and ``within_90``, how often the weighted
        central interval of that share holds the truth, at least .5 and .9 if the procedure is no
        more certain than it may be; and ``narrowed``, the average width of the 90% interval over
        that of the whole box, 1 where the record says nothing of the number.
    """
    share, among = wave.shown.share, wave.shown.among
    order = np.argsort(wave.coordinates, axis=0)
    inside: dict[float, list[Array]] = {0.5: [], 0.9: []}
    widths = []
    for truth in range(len(share)):
        middle = np.nan_to_num(share[truth], nan=0.5)
        wanted = np.clip([middle - SLACK, middle + SLACK], 0.0, 1.0)
        missed = misses(share, among, wanted)
        missed[truth] = np.inf
        weights = weights_of(missed)
        values = wave.coordinates[truth]
        for level, found in inside.items():
            low, high = _intervals(wave.coordinates, order, weights, level)
            found.append((low <= values) & (values <= high))
            if level == 0.9:
                widths.append(high - low)
    low, high = _intervals(wave.coordinates, order, np.full(len(share), 1 / len(share)), 0.9)
    return pd.DataFrame(
        {
            "address": box.addresses,
            "within_50": np.mean(inside[0.5], axis=0),
            "within_90": np.mean(inside[0.9], axis=0),
            "narrowed": np.mean(widths, axis=0) / (high - low),
        }
    )


def _intervals(
    values: Array, order: NDArray[np.int64], weights: Array, level: float
) -> tuple[Array, Array]:
    """Central weighted intervals of every column, shape (dimensions,) each."""
    ordered = np.take_along_axis(values, order, axis=0)
    reached = np.cumsum(weights[order], axis=0)
    tail = (1.0 - level) / 2.0
    first = (reached < tail).sum(axis=0)
    last = np.minimum((reached < 1.0 - tail).sum(axis=0), len(values) - 1)
    columns = np.arange(values.shape[1])
    return ordered[first, columns], ordered[last, columns]
