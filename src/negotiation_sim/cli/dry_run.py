"""``negotiation-sim run --dry-run``: what would be played, before anything starts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from negotiation_sim.experiments.estimate import Estimate
    from negotiation_sim.experiments.executors import Execution
    from negotiation_sim.experiments.study import Study

__all__ = ["duration", "tell_plan"]


def tell_plan(
    study: Study,
    engine: str,
    as_json: bool,
    how: Execution,
    out: str | None = None,
    untried: str = "",
) -> None:
    """Print how many cells and rows a study has, how long it will take here and how much it will
    store.

    Parameters
    ----------
    how : whether tallies are kept, by which agents and which share is played
    out : the result folder; refused as the run itself would refuse it
    untried : an option that changes how long it takes, which the sample leaves out
    """
    from negotiation_sim.experiments.batch import check_folder, kind_of
    from negotiation_sim.experiments.estimate import estimate

    if out is not None:
        check_folder(study, out, how)
    expected, tallied = estimate(study, engine, how), kind_of(study, how) == "tallies"
    if as_json:
        click.echo(_as_json(study, engine, expected, how, tallied))
    else:
        click.echo(_as_text(study, engine, expected, how, tallied, untried))


def _as_json(study: Study, engine: str, expected: Estimate, how: Execution, tallied: bool) -> str:
    plan = {
        "scenarios": [named.name for named in study.scenarios],
        "interventions": list(study.arms),
        "points": len(study.points),
        "cells": len(study.cells),
        "runs": study.runs,
        "seed": study.seed,
        "rows": study.n_rows,
        "engine": engine,
        "keeps": "tallies" if tallied else "rows",
        "part": "/".join(map(str, how.part or (1, 1))),
        "rows_of_part": expected.rows,
        "seconds": round(expected.seconds, 1),
        "megabytes": round(expected.megabytes, 1),
    }
    return json.dumps(plan, indent=2)


def _as_text(
    study: Study, engine: str, expected: Estimate, how: Execution, tallied: bool, untried: str
) -> str:
    from negotiation_sim.experiments.cores import cores

    names = [named.name for named in study.scenarios]
    whole = len(names) * len(study.arms) * len(study.points)
    missing = (
        "; an intervention is played only where all its parts are known"
        if len(study.cells) < whole
        else ""
    )
    lines = [
        ("scenarios", f"{len(names):,}", ", ".join(names)),
        ("interventions", f"{len(study.arms):,}", ", ".join(study.arms)),
        ("points", f"{len(study.points):,}", ", ".join(_addresses(study)) or "nothing is varied"),
        ("cells", f"{len(study.cells):,}", f"scenario, intervention and point{missing}"),
        ("runs", f"{study.runs:,}", f"of every cell, seed {study.seed}, {engine} engine"),
        ("rows", f"{study.n_rows:,}", "one per run"),
    ]
    if how.part:
        lines.append(
            (
                "of these",
                f"{expected.rows:,}",
                f"in part {how.part[0]}/{how.part[1]}, which time and size below are of",
            )
        )
    width = max(len(number) for _, number, _ in lines)
    told = [f"{name:<13} {number:>{width}}  {_short(words)}" for name, number, words in lines]
    told.append(
        f"about {duration(expected.seconds)} with {cores()} cores, by a sample of {expected.sample_rows:,} runs"
        + (f" without {untried}" if untried else "")
    )
    told.append(
        f"about {expected.megabytes:,.1f} MB in the result folder" + _tallied(study, tallied)
    )
    return "\n".join([*told, "Nothing was written; leave out --dry-run to start."])


def _tallied(study: Study, tallied: bool) -> str:
    from negotiation_sim.experiments.tallies import TALLIED_ABOVE

    why = "too many rows to keep, so only " if study.n_rows > TALLIED_ABOVE else ""
    return f": {why}counts and sums per cell" if tallied else ""


def _addresses(study: Study) -> list[str]:
    return list(dict.fromkeys(address for point in study.points for address in point))


def _short(words: str, most: int = 100) -> str:
    if len(words) <= most:
        return words
    kept = words[:most].rpartition(", ")[0]
    return f"{kept}, and {len(words.split(', ')) - len(kept.split(', '))} more"


def duration(seconds: float) -> str:
    """A time in words, as exact as it deserves.

    Examples
    --------
    >>> [duration(x) for x in (0.2, 42, 125, 7300, 200_000)]
    ['a second', '40 seconds', '2 minutes', '2 hours', '2 days']
    """
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= 1.5 * size:
            return f"{seconds / size:.0f} {unit}s"
    if seconds < 1.5:
        return "a second"
    return f"{seconds:.0f} seconds" if seconds < 10 else f"{10 * round(seconds / 10)} seconds"
