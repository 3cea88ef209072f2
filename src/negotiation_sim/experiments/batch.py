"""Running a study: what is missing in a folder is played, part by part."""

from __future__ import annotations

import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.engines.compiled import Compiled, compile_scenario
from negotiation_sim.errors import UnknownNameError
from negotiation_sim.experiments.order import Slice, slices
from negotiation_sim.experiments.results import Results
from negotiation_sim.experiments.rows import RowWriter
from negotiation_sim.experiments.store import Folder
from negotiation_sim.experiments.study import NamedScenario, Study, arms_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ENGINES", "run_batch", "run_study"]

Engine = Callable[[Compiled, int, int, int], NDArray[np.void]]
Progress = Callable[[int], Any]
ENGINES = ("mesa",)
CHUNK_RUNS = 4096
"""Most runs played between two reports of progress."""


def unheard(rows: int) -> None:
    """Progress nobody listens to."""


def engine_named(name: str) -> Engine:
    """The function that plays coded rows.

    Raises
    ------
    UnknownNameError
        If there is no such engine.
    """
    if name == "mesa":
        from negotiation_sim.engines.mesa_engine import mesa_rows

        return mesa_rows
    raise UnknownNameError("engine", name, ENGINES)


def play_slices(
    study: Study, pieces: Sequence[Slice], engine: Engine, progress: Progress
) -> list[tuple[Slice, Compiled, NDArray[np.void]]]:
    """Coded rows of some slices, in order."""
    found = []
    compiled_cell = lru_cache(maxsize=64)(lambda number: compile_scenario(study.scenario_of(study.cells[number])))
    for piece in pieces:
        compiled = compiled_cell(piece.cell)
        for first in range(piece.first_run, piece.first_run + piece.n_runs, CHUNK_RUNS):
            n = min(CHUNK_RUNS, piece.first_run + piece.n_runs - first)
            found.append((Slice(piece.cell, first, n), compiled, engine(compiled, study.seed, first, n)))
            progress(n)
    return found


def run_study(study: Study, folder: str | Path, engine: str = "mesa", command: str = "", progress: Progress = unheard) -> Results:
    """Play what a result folder still misses of a study.

    Parameters
    ----------
    study : what to run
    folder : new, or one made from the same inputs, which is continued or extended
    engine : a name in `ENGINES`
    command : the command line, for the record
    progress : called with the number of rows just played or found

    Raises
    ------
    ResultsError
        If the folder belongs to other inputs or cannot be written.
    """
    play = engine_named(engine)
    store, writer, began = Folder(folder), RowWriter(study), time.monotonic()
    store.admit(study)
    store.write_record(new_record(study, engine, command))
    missing = store.missing_parts(study)
    progress(study.n_rows - sum(n for _, n in missing))
    for first, n in missing:
        pieces = list(slices(len(study.cells), study.runs, first, n))
        store.write_part(study, first, writer.table(play_slices(study, pieces, play, progress)))
    store.write_record(new_record(study, engine, command) | {"wall_seconds": round(time.monotonic() - began, 3)})
    return Results.open(folder)


def run_batch(
    scenarios: Sequence[str],
    runs: int,
    seed: int,
    interventions: Sequence[str] = (),
    settings: Sequence[str] = (),
    dropped: Sequence[str] = (),
    engine: str = "mesa",
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
    pieces = list(slices(len(study.cells), runs, 0, study.n_rows))
    table = RowWriter(study).table(play_slices(study, pieces, engine_named(engine), unheard))
    frame: pd.DataFrame = table.to_pandas()
    return frame


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
