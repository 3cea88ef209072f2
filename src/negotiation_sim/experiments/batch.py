"""Running a study: what is missing in a folder is played, part by part."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from negotiation_sim.errors import FailedRunsError, InputError, UnknownNameError
from negotiation_sim.experiments.agents import agent_sources
from negotiation_sim.experiments.checkpoints import Checkpoints
from negotiation_sim.experiments.executors import Execution, Workers, given, threads
from negotiation_sim.experiments.failures import Failure, failure_text, joined
from negotiation_sim.experiments.identity import Identity, rules_version
from negotiation_sim.experiments.order import parts, share_of
from negotiation_sim.experiments.points import points_table
from negotiation_sim.experiments.progress import Progress, unheard
from negotiation_sim.experiments.provenance import new_record, now
from negotiation_sim.experiments.record import is_as_written
from negotiation_sim.experiments.results import Results
from negotiation_sim.experiments.retries import in_order
from negotiation_sim.experiments.rows import RowWriter
from negotiation_sim.experiments.store import Folder
from negotiation_sim.experiments.study import NamedScenario, Study, arms_of
from negotiation_sim.experiments.tallies import TALLIED_ABOVE, merged, tally_table
from negotiation_sim.experiments.tasks import ENGINES, Done, Task, cut, played
from negotiation_sim.experiments.watching import Watch

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ENGINES", "check_folder", "rows_for", "run_batch", "run_study"]

HERE = Execution()


class Part(NamedTuple):
    """A part as it is to be written."""

    first_row: int
    n_rows: int
    table: pa.Table
    failures: tuple[Failure, ...]


def run_study(
    study: Study,
    folder: str | Path,
    engine: str = ENGINES[0],
    command: str = "",
    progress: Progress = unheard,
    how: Execution = HERE,
) -> Results:
    """Play what a result folder still misses of a study.

    Parameters
    ----------
    study : what to run
    folder : new, or one made from the same inputs, which is continued or extended
    engine : a name in `ENGINES`
    command : the command line, for the record
    progress : called with the number of rows just played or found
    how : where, by which agents, and which share of it

    Returns
    -------
    Results
        Whose `Results.failures` are the runs that raised, and which is incomplete while other jobs
        of an array have not finished.

    Raises
    ------
    ResultsError
        If the folder belongs to other inputs or cannot be written.
    InputError
        If there is no such engine or actor.
    """
    check(study, engine, how.agents)
    began = time.monotonic()
    kind = kind_of(study, how)
    identity, store = Identity(study, agent_sources(how.agents), kind), Folder(folder, kind)
    known = store.begin(identity, new_record(identity, engine, command))
    store.write_table("points.parquet", points_table(study.points))
    mine = share_of(how.part, parts(study.n_rows, kind))
    missing = [
        part for part in store.missing_parts(identity, with_failures=True) if part in set(mine)
    ]
    progress(sum(n for _, n in mine) - sum(n for _, n in missing))
    if missing:
        like = Task(engine, study.seed, (), {}, how.agents, kind, rules_version())
        watch = Watch(progress, Checkpoints(store.path / "unfinished", identity))
        with workers_for(how.workers) as workers, watch.kept_on_interrupt():
            for part in play_parts(study, missing, like, workers, watch):
                store.write_part(identity, *part)
                watch.forget(part.first_row + part.n_rows)
                del part  # before the next one is made
    if not store.missing_parts(identity):
        store.tidy()
        if missing or "finished" not in known or not is_as_written(known):
            spent = round(known.get("wall_seconds", 0.0) + time.monotonic() - began, 3)
            ended = {"started": known["started"], "finished": now(), "wall_seconds": spent}
            store.write_record(new_record(identity, engine, command) | ended)
    results = Results.open(folder)
    if results.record["runs"] == study.runs and results.record["inputs"] == identity.inputs:
        results.study = study
    return results


def check_folder(study: Study, folder: str | Path, how: Execution = HERE) -> None:
    """Refuse a folder that `run_study` would refuse for what it holds; nothing is written.

    Raises
    ------
    ResultsError
        If the folder belongs to other inputs or holds foreign files.
    """
    kind = kind_of(study, how)
    Folder(folder, kind).check(Identity(study, agent_sources(how.agents), kind))


def kind_of(study: Study, how: Execution) -> str:
    """What a batch keeps: ``rows``, or ``tallies`` where they are asked for or rows would be too
    many.
    """
    return "tallies" if how.tallies or study.n_rows > TALLIED_ABOVE else "rows"


def rows_for(study: Study, how: Execution) -> int:
    """Rows that are this process's share of a study, played already or not."""
    return sum(n for _, n in share_of(how.part, parts(study.n_rows, kind_of(study, how))))


def check(study: Study, engine: str, agents: Mapping[str, type]) -> None:
    """Refuse an engine or an actor that does not exist, or an agent in the wrong role, before
    anything is written.
    """
    if engine not in ENGINES:
        raise UnknownNameError("engine", engine, ENGINES)
    if agents and engine != "mesa":
        raise InputError(
            "agents written in Python are played by the Mesa engine only; leave the engine out"
        )
    if agents:
        from negotiation_sim.engines.mesa_agents import check_agents

        for named in study.scenarios:
            check_agents(named.scenario, agents)


def workers_for(workers: Workers | Executor | None) -> Workers:
    """Workers from whatever the caller gave."""
    if workers is None:
        return threads()
    return workers if isinstance(workers, Workers) else given(workers)


def play_parts(
    study: Study,
    missing: Sequence[tuple[int, int]],
    like: Task,
    workers: Workers,
    watch: Watch | None = None,
) -> Iterator[Part]:
    """Every missing part, in order, while the workers work ahead.

    Parameters
    ----------
    like : what all tasks have in common
    watch : hears of every task, and knows what an interrupted batch played of a part
    """
    writer, sizes, watch = RowWriter(study), dict(missing), watch or Watch()
    tasks = (
        (first, task)
        for first, n in missing
        for task in watch.unplayed(first, n, cut(study, first, n, like))
    )
    for first, group in groupby(in_order(workers, tasks), key=itemgetter(0)):
        played_tasks = watch.known(first)
        row = first + sum(task.n_rows for task, _ in played_tasks)
        for _, task, done in group:
            watch.heard(row, task, done)
            row += task.n_rows
            played_tasks.append((task, done))
        failures = tuple(joined(chain.from_iterable(done.failures for _, done in played_tasks)))
        table = (
            tallied(study, played_tasks)
            if like.kind == "tallies"
            else rows_of(writer, played_tasks, failures)
        )
        yield Part(first, sizes[first], table, failures)
        del table, played_tasks


def rows_of(
    writer: RowWriter, played_tasks: Sequence[tuple[Task, Done]], failures: Sequence[Failure]
) -> pa.Table:
    """The rows of played tasks, those of failed runs left out."""
    import pyarrow as pa

    pieces = [
        (piece, task.compiled[piece.cell], rows)
        for task, done in played_tasks
        for piece, rows in zip(task.pieces, done.rows, strict=True)
    ]
    table = writer.table(pieces)
    if not failures:
        return table
    kept = np.concatenate([played(piece, failures) for piece, *_ in pieces])
    return table.filter(pa.array(kept)).combine_chunks()


def tallied(study: Study, played_tasks: Sequence[tuple[Task, Done]]) -> pa.Table:
    """The tallies of played tasks, one row per cell."""
    pairs = (
        (piece.cell, tally)
        for task, done in played_tasks
        for piece, tally in zip(task.pieces, done.tallies, strict=True)
    )
    return tally_table(study, merged(pairs))


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
    interventions : declared names, or several joined by ``+``; the baseline is always played beside
        them
    settings : overrides, ``address=value``, ``address=*factor`` or ``address=low,mode,high``
    dropped : events that do not happen

    Raises
    ------
    FailedRunsError
        If runs failed; it carries them, and the rows of the others.

    Examples
    --------
    >>> rows = run_batch(["1956"], runs=20, seed=1)
    >>> len(rows), rows.run.tolist()[:3]
    (20, [0, 1, 2])
    """
    study = Study(
        tuple(map(NamedScenario.load, scenarios)),
        arms_of(interventions),
        tuple(settings),
        tuple(dropped),
        runs=runs,
        seed=seed,
    )
    check(study, engine, {})
    with threads() as workers:
        made = play_parts(study, list(parts(study.n_rows)), Task(engine, seed, (), {}), workers)
        played_parts = [(part.table.to_pandas(), part.failures) for part in made]
    rows: pd.DataFrame = pd.concat([frame for frame, _ in played_parts], ignore_index=True)
    failures = list(joined(chain.from_iterable(failed for _, failed in played_parts)))
    if failures:
        said = failure_text(study, failures)
        raise FailedRunsError(f"{said}\nthe others are the error's `rows`", failures, rows)
    return rows
