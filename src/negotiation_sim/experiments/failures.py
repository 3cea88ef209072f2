"""Runs that raised and so have no row: which, why, and how that is told."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from negotiation_sim.errors import AgentError, NegotiationSimError, one_line

if TYPE_CHECKING:
    from negotiation_sim.experiments.study import Study

__all__ = ["Failure", "failure_lines", "failure_text", "joined", "reason_of", "told_in_a_line"]

MOST_LETTERS = 200
"""Characters kept of why a run failed."""

MOST_REASONS, MOST_RANGES = 20, 8
"""Reasons told, and ranges of runs under each."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Consecutive runs of a cell that raised, all for the same reason."""

    cell: int
    first_run: int
    n_runs: int
    reason: str

    @property
    def runs(self) -> range:
        return range(self.first_run, self.first_run + self.n_runs)


def joined(failures: Iterable[Failure]) -> Iterator[Failure]:
    """The same failures, neighbours with the same reason as one.

    Examples
    --------
    >>> list(joined([Failure(0, 3, 1, "x"), Failure(0, 4, 2, "x"), Failure(0, 6, 1, "y")]))
    [Failure(cell=0, first_run=3, n_runs=3, reason='x'), Failure(cell=0, first_run=6, n_runs=1,
    reason='y')]
    """
    last: Failure | None = None
    for one in failures:
        if (
            last
            and (one.cell, one.reason) == (last.cell, last.reason)
            and one.first_run == last.first_run + last.n_runs
        ):
            last = replace(last, n_runs=last.n_runs + one.n_runs)
        else:
            if last:
                yield last
            last = one
    if last:
        yield last


def reason_of(error: BaseException) -> str:
    """Why a run failed, in a line: what was raised, and where in a user's own code.

    Examples
    --------
    >>> reason_of(ZeroDivisionError("division by zero"))
    'ZeroDivisionError: division by zero'
    """
    text = " ".join(f"{type(error).__name__}: {_said(error)}".split()).rstrip(": ")
    home = os.environ.get("HOME") or os.environ.get("USERPROFILE") or ""
    if len(home) > 1:
        text = text.replace(home, "~")  # it names the user
    return one_line(text, MOST_LETTERS) + _place_in_code(error)


def _said(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # noqa: BLE001 - a user's class may fail at anything
        return ""


@contextmanager
def told_in_a_line(what: str, agents: Mapping[str, type] | None) -> Iterator[None]:
    """Tell whatever a user's agents raise in a line, where one run is played for all to see.

    Raises
    ------
    AgentError
        With what was raised, and where in the user's code.
    """
    try:
        yield
    except BaseException as error:
        ours = isinstance(error, NegotiationSimError) and not isinstance(error, AgentError)
        if not agents or ours or isinstance(error, KeyboardInterrupt):
            raise
        raise AgentError(f"{what}: {reason_of(error)}") from None


def _place_in_code(error: BaseException) -> str:
    """File and line where a user's code raised, or called what did; empty for code of ours."""
    ours = str(Path(__file__).parents[1])
    frames = traceback.extract_tb(error.__traceback__)
    theirs = [one for one in frames if not one.filename.startswith((ours, sys.prefix, "<"))]
    return f" ({Path(theirs[-1].filename).name}:{theirs[-1].lineno})" if theirs else ""


def failure_text(study: Study, failures: Sequence[Failure]) -> str:
    """How many runs failed, then a line per reason; empty if none did."""
    if not failures:
        return ""
    n_runs = sum(one.n_runs for one in failures)
    words = "1 run failed and has" if n_runs == 1 else f"{n_runs:,} runs failed and have"
    lines = failure_lines(study, failures)
    left = len(lines) - MOST_REASONS
    told = lines[:MOST_REASONS] + [f"and {left:,} more reasons"] * (left > 0)
    return "\n  ".join([f"{words} no row:", *told])


def failure_lines(study: Study, failures: Iterable[Failure]) -> list[str]:
    """A line for every cell and reason, with the runs that failed there for it.

    Examples
    --------
    >>> from negotiation_sim.experiments.study import NamedScenario, Study
    >>> study = Study((NamedScenario.load("1956"),))
    >>> failure_lines(study, [Failure(0, 3, 1, "no luck"), Failure(0, 7, 1, "no"), Failure(0, 8, 2, "no luck")])
    ['1956, baseline, point 0, runs 3, 8 to 9: no luck', '1956, baseline, point 0, run 7: no']
    """
    groups: dict[tuple[int, str], list[range]] = {}
    for one in failures:
        groups.setdefault((one.cell, one.reason), []).append(one.runs)
    return [
        f"{_place_of(study, cell)}, {_runs(ranges)}: {reason}"
        for (cell, reason), ranges in groups.items()
    ]


def _place_of(study: Study, number: int) -> str:
    cell = study.cells[number]
    name, arm = study.scenarios[cell.scenario].name, study.arms[cell.arm]
    return f"{name}, {arm}, point {cell.point}"


def _runs(ranges: Sequence[range]) -> str:
    words = ["run" if sum(map(len, ranges)) == 1 else "runs"]
    words.append(", ".join(map(_ends, ranges[:MOST_RANGES])))
    left = sum(map(len, ranges[MOST_RANGES:]))
    return " ".join(words + [f"and {left:,} more"] * (left > 0))


def _ends(runs: range) -> str:
    return str(runs[0]) if len(runs) == 1 else f"{runs[0]} to {runs[-1]}"
