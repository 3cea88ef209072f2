"""How long a study will take and how much it will store, from a small part of it played now."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

from negotiation_sim.domain.changes import Change
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.experiments.batch import HERE, kind_of, rows_for, run_study
from negotiation_sim.experiments.executors import Execution
from negotiation_sim.experiments.order import BLOCK, parts
from negotiation_sim.experiments.side_by_side import side_by_side
from negotiation_sim.experiments.study import REMEMBERED, Study
from negotiation_sim.experiments.tasks import ENGINES

__all__ = ["Estimate", "estimate", "seconds_for"]

SAMPLE_ROWS = {"ensemble": 60_000, "mesa": 120}
"""Rows played to find out: about a second of either engine."""

SAMPLE_CELLS = 24
"""Cells they are spread over, if there are as many."""

SAMPLE_MADE = 8
"""Scenarios made ready to find out how long that takes."""

TALLIED_RUNS = 64
"""Runs of a cell that make its tally as long as one of many."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What to expect on this machine.

    Parameters
    ----------
    seconds : wall time, in threads of this process
    megabytes : size of the result folder, or of a job's share of it
    sample_rows : rows it was measured on
    rows : rows to be played, those of a job where there are several
    """

    seconds: float
    megabytes: float
    sample_rows: int
    rows: int


def estimate(study: Study, engine: str, how: Execution = HERE) -> Estimate:
    """Play a few points of a study in a scratch folder and scale up.

    The time of a cell (making its scenario ready) and that of a run are told apart by playing the
    same cells twice, with few runs and with many. The size is measured on as many rows as the
    ensemble engine plays in a second, since both engines give the same.

    Parameters
    ----------
    how : which share of the study, by which agents, and whether tallies are kept; workers are not
        tried
    """
    few, here = (
        _few_points(study),
        Execution(agents=how.agents, tallies=kind_of(study, how) == "tallies"),
    )
    cells, mine = len(few.cells), rows_for(study, how)
    runs = max(2, SAMPLE_ROWS[engine] // cells)
    _played(few, 1, engine, here)  # the compiler's first call
    short, _ = _played(few, 1, engine, here)
    long, stored = _played(few, runs, engine, here)
    per_run = max(long - short, 0.0) / (cells * (runs - 1))
    visits = 1 if len(study.cells) <= REMEMBERED else ceil(study.runs / BLOCK)
    seconds = short / cells * len(study.cells) * visits * mine / study.n_rows + per_run * mine
    if here.tallies:
        size = _tallies_size(study, few)
    elif how.agents:
        size = stored / (cells * runs) * study.n_rows
    else:
        size = _row_size(few) * study.n_rows
    return Estimate(
        seconds,
        (size * mine / study.n_rows + len(json.dumps(study.inputs()))) / 1e6,
        cells * (runs + 2),
        mine,
    )


def seconds_for(scenario: Scenario, change: Change, rows: int, made: int, each: int) -> float:
    """Wall time of runs that are played side by side, from a few of them played now.

    Parameters
    ----------
    scenario : one like those to be played
    change : like those that are made in it; runs are timed with it and without
    rows : runs to be played
    made : scenarios to be made ready for only a few runs
    each : how many
    """

    def timed(scenarios: int, runs: int) -> float:
        began = time.perf_counter()
        few = (
            compile_scenario(scenario.changed(change) if number % 2 else scenario)
            for number in range(scenarios)
        )
        for _ in side_by_side(few, seed=1, runs=runs):
            continue
        return time.perf_counter() - began

    timed(1, 100)  # the compiler's first call
    sample = SAMPLE_ROWS[ENGINES[0]] // 6
    per_made = timed(SAMPLE_MADE, each) / SAMPLE_MADE if made else 0.0
    return made * per_made + (rows - made * each) * timed(2, sample) / (2 * sample)


def _row_size(few: Study) -> float:
    """Bytes of a row, on average over enough of them that what a file costs by itself does not
    count.
    """
    runs = max(2, SAMPLE_ROWS[ENGINES[0]] // len(few.cells))
    return _played(few, runs, ENGINES[0], HERE)[1] / (len(few.cells) * runs)


def _tallies_size(study: Study, few: Study) -> float:
    """Bytes of all tallies: what every part costs, and what every cell in it does."""
    one = replace(few, points=few.points[:1])
    least, most = (
        _played(some, TALLIED_RUNS, ENGINES[0], Execution(tallies=True))[1] for some in (one, few)
    )
    more = len(few.cells) - len(one.cells)
    per_cell = (most - least) / more if more else least / len(one.cells)
    n_parts = sum(1 for _ in parts(study.n_rows, "tallies"))
    entries = len(study.cells) * min(n_parts, ceil(study.runs / BLOCK))
    return n_parts * max(least - per_cell * len(one.cells), 0.0) + entries * per_cell


def _few_points(study: Study) -> Study:
    """The same study at a few of its points, evenly spread."""
    per_point = max(1, len(study.cells) // len(study.points))
    wanted = max(1, min(len(study.points), SAMPLE_CELLS // per_point))
    step = len(study.points) // wanted
    return replace(study, points=study.points[::step][:wanted])


def _played(study: Study, runs: int, engine: str, how: Execution) -> tuple[float, int]:
    """Seconds it took, and bytes of parts stored."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "sample"
        began = time.perf_counter()
        run_study(replace(study, runs=runs), folder, engine, how=how)
        spent = time.perf_counter() - began
        return spent, sum(file.stat().st_size for file in folder.glob("*/part-*.parquet"))
