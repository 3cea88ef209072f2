"""The unit of work an executor gets: an ordered list of slices, the compiled scenarios they need,
nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.engines import layout
from negotiation_sim.engines.compiled import Compiled
from negotiation_sim.errors import ResultsError, UnknownNameError
from negotiation_sim.experiments.failures import Failure, joined, reason_of
from negotiation_sim.experiments.identity import rules_version
from negotiation_sim.experiments.order import Slice, slices
from negotiation_sim.experiments.study import Study
from negotiation_sim.experiments.tallies import Tally, tally_of

__all__ = [
    "ENGINES",
    "TASK_ROWS",
    "Done",
    "Task",
    "cut",
    "halves",
    "play",
    "played",
]

ENGINES = ("ensemble", "mesa")
"""Engines by name, the default first."""

TASK_ROWS = {"ensemble": 2**15, "mesa": 2**8}
"""Rows of a task: a tenth of a second or so of work, so that progress shows and a lost worker costs
little."""

Rows = NDArray[np.void]
Player = Callable[[int, int], Rows]


@dataclass(frozen=True, slots=True)
class Task:
    """Slices to play, in order.

    Parameters
    ----------
    compiled : the compiled scenario of every cell that occurs
    agents : classes that replace the Mesa engine's, by actor name
    kind : ``rows``, or ``tallies`` to give back only counts and sums
    rules : version of the rules that must play it
    """

    engine: str
    seed: int
    pieces: tuple[Slice, ...]
    compiled: Mapping[int, Compiled]
    agents: Mapping[str, type] = field(default_factory=dict)
    kind: str = "rows"
    rules: str = ""

    @property
    def n_rows(self) -> int:
        return sum(piece.n_runs for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Done:
    """A played task: per slice its coded rows or its tally, and the runs that failed.

    The rows of a failed run stay zero; neither a table nor a tally counts them.
    """

    rows: tuple[Rows, ...] = ()
    tallies: tuple[Tally, ...] = ()
    failures: tuple[Failure, ...] = ()


def play(task: Task) -> Done:
    """Play a task; a pure function, so any worker gives the same rows.

    Raises
    ------
    ResultsError
        If this worker has other rules than the process that made the task.
    UnknownNameError
        If there is no such engine.
    """
    if task.rules and task.rules != rules_version():
        raise ResultsError(
            f"a worker plays by other rules ({rules_version()}) than this process ({task.rules}); install the same version"
        )
    rows: list[Rows] = []
    failures: list[Failure] = []
    for piece in task.pieces:
        dtype = layout.row_dtype(task.compiled[piece.cell].capacity)
        way = play_one_by_one if task.agents else play_or_tell
        found, failed = way(player(task, piece), piece, dtype)
        rows.append(found)
        failures += failed
    if task.kind == "rows":
        return Done(tuple(rows), failures=tuple(failures))
    kept = (
        found[played(piece, failures)] if failures else found
        for piece, found in zip(task.pieces, rows, strict=True)
    )
    tallies = tuple(
        tally_of(task.compiled[piece.cell], found)
        for piece, found in zip(task.pieces, kept, strict=True)
    )
    return Done(tallies=tallies, failures=tuple(failures))


def player(task: Task, piece: Slice) -> Player:
    """How a slice's runs are played: a function of the first run and how many."""
    compiled, seed = task.compiled[piece.cell], task.seed
    if task.engine == "ensemble":
        from negotiation_sim.engines.meanwhile import rows_at_once

        return lambda first, n: rows_at_once(compiled, seed, first, n)
    if task.engine == "mesa":
        from negotiation_sim.engines.mesa_engine import Prepared, mesa_rows

        prepared = Prepared(compiled)
        return lambda first, n: mesa_rows(prepared, seed, first, n, task.agents)
    raise UnknownNameError("engine", task.engine, ENGINES)


def play_or_tell(
    play_runs: Player, piece: Slice, dtype: np.dtype[Any]
) -> tuple[Rows, list[Failure]]:
    """Rows of a slice and the runs in it that raise, found by halving, so that one failing run
    stops no other.
    """
    try:
        return play_runs(piece.first_run, piece.n_runs), []
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever a user's agent raises is told with its run
        if piece.n_runs == 1:
            return np.zeros(1, dtype), [Failure(piece.cell, piece.first_run, 1, reason_of(error))]
    half = piece.n_runs // 2
    first, failed = play_or_tell(play_runs, replace(piece, n_runs=half), dtype)
    second, later = play_or_tell(
        play_runs, Slice(piece.cell, piece.first_run + half, piece.n_runs - half), dtype
    )
    return np.concatenate([first, second]), list(joined([*failed, *later]))


def play_one_by_one(
    play_runs: Player, piece: Slice, dtype: np.dtype[Any]
) -> tuple[Rows, list[Failure]]:
    """The same run by run, so that none that takes its whole time limit is played twice."""
    rows, failures = np.zeros(piece.n_runs, dtype), list[Failure]()
    for i in range(piece.n_runs):
        one = Slice(piece.cell, piece.first_run + i, 1)
        rows[i : i + 1], failed = play_or_tell(play_runs, one, dtype)
        failures += failed
    return rows, list(joined(failures))


def played(piece: Slice, failures: Sequence[Failure]) -> NDArray[np.bool_]:
    """Which runs of a slice did not fail."""
    kept = np.ones(piece.n_runs, bool)
    for one in failures:
        if one.cell == piece.cell:
            kept[
                max(0, one.first_run - piece.first_run) : max(
                    0, one.first_run + one.n_runs - piece.first_run
                )
            ] = False
    return kept


def cut(study: Study, first_row: int, n_rows: int, like: Task) -> Iterator[Task]:
    """Tasks that together make up some rows of a study, in order.

    Parameters
    ----------
    like : a task with nothing to do yet; the rest of it is copied
    """
    size = TASK_ROWS[like.engine]
    for first in range(first_row, first_row + n_rows, size):
        pieces = tuple(
            slices(len(study.cells), study.runs, first, min(size, first_row + n_rows - first))
        )
        yield replace(like, seed=study.seed, pieces=pieces, compiled=compiled_cells(study, pieces))


def halves(task: Task) -> tuple[Task, Task]:
    """A task of several runs as two, in order."""
    half, before, after = task.n_rows // 2, list[Slice](), list[Slice]()
    for piece in task.pieces:
        room = half - sum(one.n_runs for one in before)
        take = min(room, piece.n_runs)
        if take:
            before.append(replace(piece, n_runs=take))
        if take < piece.n_runs:
            after.append(Slice(piece.cell, piece.first_run + take, piece.n_runs - take))
    return replace(task, pieces=tuple(before)), replace(task, pieces=tuple(after))


def compiled_cells(study: Study, pieces: Sequence[Slice]) -> dict[int, Compiled]:
    """The compiled scenario of every cell that occurs."""
    return {
        number: study.compiled(number) for number in dict.fromkeys(piece.cell for piece in pieces)
    }
