"""Running a study: what is missing in a folder is played, part by part."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from negotiation_sim.errors import UnknownNameError
from negotiation_sim.experiments.order import parts
from negotiation_sim.experiments.results import Results
from negotiation_sim.experiments.rows import RowWriter
from negotiation_sim.experiments.store import Folder
from negotiation_sim.experiments.study import NamedScenario, Study, arms_of
from negotiation_sim.experiments.tasks import ENGINES, Done, Task, cut, play

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ENGINES", "run_batch", "run_study"]

Progress = Callable[[int], Any]

AHEAD = 8
"""Tasks under way or waiting to be written at any time."""


def unheard(rows: int) -> None:
    """Progress nobody listens to."""


def run_study(
    study: Study,
    folder: str | Path,
    engine: str = ENGINES[0],
    command: str = "",
    progress: Progress = unheard,
    executor: Executor | None = None,
    agents: Mapping[str, type] | None = None,
) -> Results:
    """Play what a result folder still misses of a study.

    Parameters
    ----------
    study : what to run
    folder : new, or one made from the same inputs, which is continued or extended
    engine : a name in `ENGINES`
    command : the command line, for the record
    progress : called with the number of rows just played or found
    executor : where the work is done; threads of this process if None
    agents : for the Mesa engine, classes that replace its own, by actor name

    Raises
    ------
    ResultsError
        If the folder belongs to other inputs or cannot be written.
    UnknownNameError
        If there is no such engine.
    """
    if engine not in ENGINES:
        raise UnknownNameError("engine", engine, ENGINES)
    store, began = Folder(folder), time.monotonic()
    store.admit(study)
    store.write_record(new_record(study, engine, command))
    missing = store.missing_parts(study)
    progress(study.n_rows - sum(n for _, n in missing))
    with executor_or_threads(executor) as pool:
        for first, table in play_parts(study, missing, engine, pool, progress, agents or {}):
            store.write_part(study, first, table)
    store.write_record(new_record(study, engine, command) | {"wall_seconds": round(time.monotonic() - began, 3)})
    return Results.open(folder)


@contextmanager
def executor_or_threads(executor: Executor | None) -> Iterator[Executor]:
    """The given executor, left open, or as many threads as there are cores."""
    if executor is not None:
        yield executor
    else:
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            yield threads


def play_parts(
    study: Study, missing: Sequence[tuple[int, int]], engine: str, pool: Executor, progress: Progress, agents: Mapping[str, type]
) -> Iterator[tuple[int, pa.Table]]:
    """(first row, table) of every missing part, in order, while the executor works ahead."""
    writer = RowWriter(study)
    tasks = ((first, task) for first, n in missing for task in cut(study, first, n, engine, agents))
    for first, group in groupby(in_order(pool, tasks), key=itemgetter(0)):
        pieces = []
        for _, task, done in group:
            progress(task.n_rows)
            pieces += [(piece, task.compiled[piece.cell], rows) for piece, rows in zip(task.pieces, done.rows, strict=True)]
        yield first, writer.table(pieces)


def in_order(pool: Executor, tasks: Iterator[tuple[int, Task]]) -> Iterator[tuple[int, Task, Done]]:
    """Results in the order of the tasks, with a few of them under way at any time so that memory stays flat."""
    waiting: deque[tuple[int, Task, Future[Done]]] = deque()
    for first, task in tasks:
        waiting.append((first, task, pool.submit(play, task)))
        if len(waiting) >= AHEAD:
            yield _finished(waiting)
    while waiting:
        yield _finished(waiting)


def _finished(waiting: deque[tuple[int, Task, Future[Done]]]) -> tuple[int, Task, Done]:
    first, task, future = waiting.popleft()
    return first, task, future.result()


def run_batch(
    scenarios: Sequence[str],
    runs: int,
    seed: int,
    interventions: Sequence[str] = (),
    settings: Sequence[str] = (),
    dropped: Sequence[str] = (),
    engine: str = ENGINES[0],
) -> pd.DataFrame:
    """Play scenarios many times and return one row per run, without a folder.

    Parameters
    ----------
    scenarios : shipped names or paths
    runs : of every scenario and intervention
    seed : 0 to 2**63 - 1
    interventions : declared names, or several joined by ``+``; the baseline is always played beside them
    settings : overrides, ``address=value``, ``address=*factor`` or ``address=low,mode,high``
    dropped : events that do not happen

    Examples
    --------
    >>> rows = run_batch(["1956"], runs=20, seed=1)
    >>> len(rows), rows.run.tolist()[:3]
    (20, [0, 1, 2])
    """
    study = Study(tuple(map(NamedScenario.load, scenarios)), arms_of(interventions), tuple(settings), tuple(dropped), runs=runs, seed=seed)
    with executor_or_threads(None) as pool:
        frames = [table.to_pandas() for _, table in play_parts(study, list(parts(study.n_rows)), engine, pool, unheard, {})]
    rows: pd.DataFrame = pd.concat(frames, ignore_index=True)
    return rows


def new_record(study: Study, engine: str, command: str) -> dict[str, Any]:
    """What a reader needs to make the folder again."""
    packages = ("negotiation-sim", "numpy", "pandas", "pyarrow", "scipy", "mesa", "numba")
    return {
        "runs": study.runs,
        "inputs": study.inputs(),
        "engine": engine,
        "command": command,
        "revision": git_revision(),
        "python": platform.python_version(),
        "platform": f"{platform.system()} {platform.machine()}",
        "versions": {name: version(name) for name in packages},
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def git_revision() -> str:
    """Commit of the source tree this package runs from; empty for an installed wheel."""
    here = Path(__file__).resolve()
    if "site-packages" in here.parts:
        return ""
    try:
        done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=here.parent, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def command_line() -> str:
    """The command of this process as a user would type it."""
    import shlex

    return shlex.join(["negotiation-sim", *sys.argv[1:]])
