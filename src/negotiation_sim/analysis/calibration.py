"""Which numbers the record does not rule out: history matching in waves on its patterns (Craig et
al. 1997; McCulloch et al. 2022), what the points that are kept foresee, and the defaults.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtri

from negotiation_sim.analysis.calibration_box import (
    RULED_OUT,
    Array,
    Box,
    Shown,
    Wave,
    bits_of,
    kept_of,
)
from negotiation_sim.analysis.calibration_defaults import TIGHT, Defaults, find_defaults
from negotiation_sim.analysis.synthetic_records import synthetic_records
from negotiation_sim.errors import InputError
from negotiation_sim.experiments.designs import spread
from negotiation_sim.experiments.progress import Progress, unheard

__all__ = ["Calibration", "calibrate"]

FEWEST = 20
"""Best points that a later wave surrounds, where fewer are kept."""
MOVED, SPREAD = 0.25, 0.2
"""Share of coordinates that a later wave moves, and how far, in widths of their ranges."""


@dataclass(frozen=True)
class Calibration:
    """What calibrating found.

    Parameters
    ----------
    ledger : a row per number that left its most likely value: ``address``, ``prior``, ``default``,
        ``widths`` moved, and the ``patterns`` that miss their range by more without the move
    held_out, later : see `held_out` and `later_held_out`
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

    def kept_table(self, most: int) -> pd.DataFrame:
        """The defaults, then points kept, evenly from all of them where there are more than `most`;
        as overrides, a column per address, to play as an experiment.
        """
        chosen = np.linspace(0, len(self.kept) - 1, min(most, len(self.kept))).round().astype(int)
        points = [self.defaults.point, *self.kept[chosen]]
        return pd.DataFrame([self.box.overrides(point) for point in points])


def calibrate(box: Box, points: int, waves: int, progress: Progress = unheard) -> Calibration:
    """Play a box in waves, keep what the record does not rule out, and find defaults.

    Parameters
    ----------
    points : of every wave
    waves : the first over the whole box, later ones around the best points

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
    return Calibration(
        box,
        played,
        defaults,
        _ledger(box, defaults),
        held_out(box, played[0]),
        later_held_out(box, played[0]),
        synthetic_records(box, played[0]),
    )


def _waves(box: Box, points: int, waves: int, progress: Progress) -> Iterator[Wave]:
    """The first spread over the box, the most likely values among its points; later ones around
    the best so far, so that they show more of what is not ruled out.
    """
    low, high = box.ends
    shares = spread("latin_hypercube", points, len(low), box.design.seed)
    shares[0] = (box.prior - low) / (high - low)
    best = np.empty((0, len(low)))
    misfits = np.empty(0)
    for number in range(waves):
        if number:
            shares = _around(best, points, box.design.seed + number)
        coordinates = low + (high - low) * shares
        found = []
        for one in box.play([box.overrides(point) for point in coordinates]):
            found.append(one)
            progress(1)
        shown = Shown.joined(found, axis=0)
        wave = Wave(coordinates, shown, box.misses(shown))
        yield wave
        best, misfits = (
            np.concatenate([best, shares]),
            np.concatenate([misfits, wave.misses.max(axis=1)]),
        )
        order = np.argsort(misfits, kind="stable")[: max(FEWEST, int((misfits <= RULED_OUT).sum()))]
        best, misfits = best[order], misfits[order]


def _around(best: Array, points: int, seed: int) -> Array:
    """Points near others: a quarter of their coordinates moved a little, within 0 and 1."""
    n = best.shape[1]
    uniform = spread("latin_hypercube", points, 2 * n + 1, seed)
    parents = best[(uniform[:, 0] * len(best)).astype(int)]
    moved = uniform[:, 1 : n + 1] < MOVED
    found = np.abs(parents + moved * SPREAD * ndtri(uniform[:, n + 1 :]))
    return np.asarray(np.where(found > 1.0, np.maximum(2.0 - found, 0.0), found))


def _ledger(box: Box, found: Defaults) -> pd.DataFrame:
    rows = []
    for i in np.flatnonzero(box.widths(found.point)):
        without = found.point.copy()
        without[i] = box.prior[i]
        (shown,) = box.play([box.overrides(without)])
        worse = [
            name
            for (_, name), a, b in zip(
                box.names, box.misses(shown, TIGHT)[0], found.misses, strict=True
            )
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


def held_out(box: Box, wave: Wave) -> pd.DataFrame:
    """How well each episode is foreseen by the points that the other episodes do not rule out.

    Parameters
    ----------
    wave : spread over the whole box; later waves have seen every episode

    Returns
    -------
    pandas.DataFrame
        A row per scenario: ``points`` that the others do not rule out; ``bits``, the log score of
        history over them: the binary logarithm of the chance that a run shows all that history
        shows; ``box`` the same over the whole box, and ``uniform`` if every pattern were even odds;
        ``met`` and ``box_met`` are the expected shares of patterns within their range.
    """
    rows = []
    for column, scenario in enumerate(box.grounds):
        mine = np.array([name == scenario for name, _ in box.names])
        kept = kept_of(wave.misses[:, ~mine])
        known = sum(p.happened is not None for p in box.patterns[scenario])
        rows.append(
            {"scenario": scenario}
            | _foreseen(box, wave.shown.alike, kept, column, known)
            | {
                "met": float((wave.misses[kept][:, mine] == 0).mean()),
                "box_met": float((wave.misses[:, mine] == 0).mean()),
            }
        )
    return pd.DataFrame(rows)


def later_held_out(box: Box, wave: Wave) -> pd.DataFrame:
    """Forward in time: the patterns of an episode that are settled in the second half of its calendar,
    by the points that its earlier patterns do not rule out; the columns of `held_out`.
    """
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
            kept = kept_of(wave.misses[:, early & mine])
            rows.append(
                {"scenario": scenario} | _foreseen(box, wave.shown.alike_late, kept, column, known)
            )
    return pd.DataFrame(rows)


def _foreseen(
    box: Box, alike: NDArray[np.int64], kept: NDArray[np.bool_], column: int, known: int
) -> dict[str, float]:
    return {
        "points": int(kept.sum()),
        "bits": float(bits_of(alike[kept], box.runs)[column]) if kept.any() else float("nan"),
        "box": float(bits_of(alike, box.runs)[column]),
        "uniform": -float(known),
    }
