"""Columns of a whole result folder by cell, one stored part in memory at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

    from negotiation_sim.experiments.results import Results

__all__ = ["by_cell", "median_gaps"]

PLACE = ("scenario", "intervention", "point")


def by_cell(
    results: Results, columns: Sequence[str]
) -> Iterator[tuple[NDArray[np.int64], pd.DataFrame]]:
    """(cell number of every row, rows) of every stored part.

    Parameters
    ----------
    columns : read in addition to those that identify the cell
    """
    study = results.study
    lookup = np.full((len(study.scenarios), len(study.arms), len(study.points)), -1, np.int64)
    for cell in study.cells:
        lookup[cell.scenario, cell.arm, cell.point] = cell.number
    for frame in results.frames([*PLACE, *(name for name in columns if name not in PLACE)]):
        yield (
            lookup[frame["scenario"].cat.codes, frame["intervention"].cat.codes, frame["point"]],
            frame,
        )


def median_gaps(results: Results, cells: Iterable[int]) -> dict[int, tuple[float, float]]:
    """Median of ``gap_start`` and of ``gap_end`` in some cells, by cell number.

    The gap keeps moving where a probability has hit the floor or the ceiling (specification.md
    section 9).
    """
    wanted = sorted(set(cells))
    starts, ends = (_medians(results, wanted, column) for column in ("gap_start", "gap_end"))
    return {cell: (starts[cell], ends[cell]) for cell in wanted}


def _medians(results: Results, cells: Sequence[int], column: str) -> dict[int, float]:
    values = {cell: np.empty(results.study.runs) for cell in cells}
    filled = dict.fromkeys(cells, 0)
    for numbers, frame in by_cell(results, [column]) if values else ():
        found, order = frame[column].to_numpy(), np.argsort(numbers, kind="stable")
        present, firsts = np.unique(numbers[order], return_index=True)
        for cell, rows in zip(present.tolist(), np.split(order, firsts[1:]), strict=True):
            if cell in values:
                known = found[rows][~np.isnan(found[rows])]
                values[cell][filled[cell] : filled[cell] + len(known)] = known
                filled[cell] += len(known)
    return {cell: _median(all_of[: filled[cell]]) for cell, all_of in values.items()}


def _median(values: NDArray[np.float64]) -> float:
    return float(np.median(values, overwrite_input=True)) if len(values) else float("nan")
