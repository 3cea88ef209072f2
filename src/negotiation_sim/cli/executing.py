"""Options of commands that play batches: where the work is done, how much of it, and by whom."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from negotiation_sim.experiments.executors import Execution
    from negotiation_sim.experiments.results import Results

__all__ = [
    "executing_options",
    "execution",
    "exit_code",
    "progress_over",
    "told_if_interrupted",
    "waits_for_others",
]

Command = TypeVar("Command", bound=Callable[..., Any])

OURS = 1
"""Exit code where runs failed."""

EVERY_SECONDS = 30.0
"""Seconds between two lines of progress where there is no terminal."""


def executing_options(command: Command) -> Command:
    """Add ``--workers``, ``--dask``, ``--part``, ``--tallies`` and ``--agent``; give them to
    `execution`.
    """
    options = (
        click.option(
            "--workers",
            type=click.IntRange(1, 1024),
            metavar="N",
            help="Play in N processes instead of threads, e.g. for --agent.",
        ),
        click.option(
            "--dask",
            metavar="ADDRESS",
            help="Play on a running Dask cluster, or on local:N processes started here.",
        ),
        click.option(
            "--part",
            metavar="I/N",
            help="Job I (from 1) of an array of N that share one --out folder.",
        ),
        click.option(
            "--tallies",
            is_flag=True,
            help="Keep counts and sums per point, not rows (always above 100 million runs).",
        ),
        click.option(
            "--agent",
            "agents",
            multiple=True,
            metavar="ACTOR=MODULE:CLASS",
            help="A class that plays an actor in the Mesa engine (repeatable).",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def execution(
    workers: int | None = None,
    dask: str | None = None,
    part: str | None = None,
    tallies: bool = False,
    agents: tuple[str, ...] = (),
) -> Execution:
    """What the options of `executing_options` ask for; a cluster is contacted at once, before
    anything is written.
    """
    from negotiation_sim.experiments.agents import agent_class
    from negotiation_sim.experiments.cluster import dask_cluster
    from negotiation_sim.experiments.executors import Execution, processes
    from negotiation_sim.experiments.order import part_of

    if workers and dask:
        raise click.UsageError("--workers and --dask: expected one of them")
    share = part_of(part) if part else None
    classes = dict(map(agent_class, agents))
    where = (
        dask_cluster(dask, classes.values()) if dask else processes(workers) if workers else None
    )
    return Execution(where, classes, share, tallies)


@contextmanager
def progress_over(total: int | None, unit: str = "runs") -> Iterator[Callable[[int], Any]]:
    """A function to tell how many more runs, or whatever the unit is, are done: a bar in a terminal, now and then a line in a
    log, the last when all are; `total` is None where nobody can know it before.
    """
    if sys.stderr.isatty():
        from tqdm import tqdm

        with tqdm(total=total, unit=f" {unit}", leave=False) as bar:
            yield bar.update
        return
    done, said, told = 0, 0, time.monotonic()
    of = f" of {total:,}" if total else ""

    def update(rows: int) -> None:
        nonlocal done, said, told
        done += rows
        if time.monotonic() - told >= EVERY_SECONDS:
            told, said = time.monotonic(), done
            click.echo(f"{done:,}{of} {unit}", err=True)

    yield update
    if 0 < said < done:
        click.echo(f"{done:,}{of} {unit}", err=True)


@contextmanager
def told_if_interrupted() -> Iterator[None]:
    """Report on an interrupt that nothing finished is lost."""
    try:
        yield
    except KeyboardInterrupt:
        raise click.Abort(
            "what was played is kept, run the same command again to continue"
        ) from None


def waits_for_others(results: Results, how: Execution) -> bool:
    """Whether other jobs of an array still have to finish; prints a line if so."""
    if how.part is None or results.is_complete:
        return False
    job = "/".join(map(str, how.part))
    click.echo(
        f"Part {job} is written to {results.path}; other parts are missing. The last job, or the same command without --part, "
        "prints the table.",
        err=True,
    )
    return True


def exit_code(results: Results) -> int:
    """List the runs that failed; the exit code that says whether any did."""
    from negotiation_sim.experiments.failures import failure_text

    said = failure_text(results.study, results.failures)
    if not said:
        return 0
    click.echo(f"negotiation-sim: {said}", err=True)
    return OURS
