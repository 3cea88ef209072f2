"""How long a study will take and how much it will store, from a small part of it played now."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

from negotiation_sim.experiments.batch import run_study
from negotiation_sim.experiments.order import BLOCK
from negotiation_sim.experiments.study import REMEMBERED, Study
from negotiation_sim.experiments.tallies import TALLIED_ABOVE

__all__ = ["Estimate", "estimate"]

SAMPLE_ROWS = {"ensemble": 60_000, "mesa": 120}
"""Rows played to find out: about a second of either engine."""

SAMPLE_CELLS = 24
"""Cells they are spread over, if there are as many."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What to expect on this machine.

    Parameters
    ----------
    seconds : wall time
    megabytes : size of the result folder
    sample_rows : rows it was measured on
    """

    seconds: float
    megabytes: float
    sample_rows: int


def estimate(study: Study, engine: str) -> Estimate:
    """Play a few points of a study in a scratch folder and scale up.

    The time of a cell (making its scenario ready) and that of a run are told apart by playing the same cells twice, with
    few runs and with many.
    """
    few = _few_points(study)
    cells = len(few.cells)
    runs = max(2, SAMPLE_ROWS[engine] // cells)
    _played(few, 1, engine)  # the compiler's first call
    short, _ = _played(few, 1, engine)
    long, stored = _played(few, runs, engine)
    per_run = max(long - short, 0.0) / (cells * (runs - 1))
    visits = 1 if len(study.cells) <= REMEMBERED else ceil(study.runs / BLOCK)
    seconds = short / cells * len(study.cells) * visits + per_run * study.n_rows
    rows_kept = study.n_rows if study.n_rows <= TALLIED_ABOVE else 0
    size = stored / (cells * runs) * rows_kept + len(json.dumps(study.inputs()))
    return Estimate(seconds, size / 1e6, cells * (runs + 2))


def _few_points(study: Study) -> Study:
    """The same study at a few of its points, evenly spread."""
    per_point = max(1, len(study.cells) // len(study.points))
    wanted = max(1, min(len(study.points), SAMPLE_CELLS // per_point))
    step = len(study.points) // wanted
    return replace(study, points=study.points[::step][:wanted])


def _played(study: Study, runs: int, engine: str) -> tuple[float, int]:
    """Seconds it took, and bytes of rows stored."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "sample"
        began = time.perf_counter()
        run_study(replace(study, runs=runs), folder, engine)
        spent = time.perf_counter() - began
        return spent, sum(file.stat().st_size for file in (folder / "runs").glob("*.parquet"))
