"""The unit of work an executor gets: an ordered list of slices, the compiled scenarios they need, nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.engines.compiled import Compiled
from negotiation_sim.errors import UnknownNameError
from negotiation_sim.experiments.order import Slice, slices
from negotiation_sim.experiments.study import Study

__all__ = ["ENGINES", "TASK_ROWS", "Done", "Failure", "Task", "cut", "play"]

ENGINES = ("ensemble", "mesa")
"""Engines by name, the default first."""

TASK_ROWS = {"ensemble": 2**15, "mesa": 256}
"""Rows of a task: a tenth of a second or so of work, so that progress shows and a lost worker costs little."""


@dataclass(frozen=True, slots=True)
class Task:
    """Slices to play, in order.

    Parameters
    ----------
    compiled : the compiled scenario of every cell that occurs
    agents : classes that replace the Mesa engine's, by actor name
    """

    engine: str
    seed: int
    pieces: tuple[Slice, ...]
    compiled: Mapping[int, Compiled]
    agents: Mapping[str, type] = field(default_factory=dict)

    @property
    def n_rows(self) -> int:
        return sum(piece.n_runs for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Failure:
    """A run that raised."""

    cell: int
    run: int
    reason: str


@dataclass(frozen=True, slots=True)
class Done:
    """Coded rows of every slice of a task, and the runs that failed; their rows stay zero and are left out of the table."""

    rows: tuple[NDArray[np.void], ...]
    failures: tuple[Failure, ...] = ()


def play(task: Task) -> Done:
    """Play a task; a pure function, so any worker gives the same rows.

    Raises
    ------
    UnknownNameError
        If there is no such engine.
    """
    if task.engine == "ensemble":
        from negotiation_sim.engines.ensemble import run_ensemble

        return Done(tuple(run_ensemble(task.compiled[piece.cell], task.seed, piece.first_run, piece.n_runs) for piece in task.pieces))
    if task.engine == "mesa":
        from negotiation_sim.engines.mesa_engine import mesa_rows

        return Done(tuple(mesa_rows(task.compiled[p.cell], task.seed, p.first_run, p.n_runs, task.agents) for p in task.pieces))
    raise UnknownNameError("engine", task.engine, ENGINES)


def cut(study: Study, first_row: int, n_rows: int, engine: str, agents: Mapping[str, type]) -> Iterator[Task]:
    """Tasks that together make up some rows of a study, in order."""
    size = TASK_ROWS[engine]
    for first in range(first_row, first_row + n_rows, size):
        pieces = tuple(slices(len(study.cells), study.runs, first, min(size, first_row + n_rows - first)))
        yield Task(engine, study.seed, pieces, compiled_cells(study, pieces), agents)


def compiled_cells(study: Study, pieces: Sequence[Slice]) -> dict[int, Compiled]:
    """The compiled scenario of every cell that occurs."""
    return {number: study.compiled(number) for number in dict.fromkeys(piece.cell for piece in pieces)}
