"""Counts and sums of a cell's runs, for batches too large to keep a row per run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.domain.scenario import Termination
from negotiation_sim.engines.compiled import Compiled

if TYPE_CHECKING:
    import pyarrow as pa

    from negotiation_sim.experiments.study import Study

__all__ = ["COUNT", "TALLIED_ABOVE", "Tally", "merged", "tally_of", "tally_table"]

TALLIED_ABOVE = 10**8
"""Rows above which a batch keeps tallies whether asked or not."""

COUNT = "count_"
"""Before the name of an outcome class, the column of how many runs ended in it."""

FLAGS = ("settled", "ratification_failed", "pressed", "cosigned", "walked_out")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts and sums over some runs of a cell.

    Parameters
    ----------
    n : runs
    classes : runs per class rule, in the scenario's order
    flags : runs per name of `FLAGS`
    known, total, squares : per measure how many runs have it, its sum and the sum of its squares;
        measures are ``months``, ``gap_start``, ``gap_end`` and each actor's points
    """

    n: int
    classes: NDArray[np.int64]
    flags: NDArray[np.int64]
    known: NDArray[np.int64]
    total: NDArray[np.float64]
    squares: NDArray[np.float64]

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.n + other.n,
            self.classes + other.classes,
            self.flags + other.flags,
            self.known + other.known,
            self.total + other.total,
            self.squares + other.squares,
        )


def tally_of(compiled: Compiled, rows: NDArray[np.void]) -> Tally:
    """Tally of coded rows of one cell.

    Examples
    --------
    >>> from negotiation_sim.engines.compiled import compile_scenario
    >>> from negotiation_sim.engines.ensemble import run_ensemble
    >>> from negotiation_sim.scenarios import load_scenario
    >>> compiled = compile_scenario(load_scenario("1956"))
    >>> tally = tally_of(compiled, run_ensemble(compiled, seed=1, first_run=0, n_runs=100))
    >>> tally.n, int(tally.classes.sum())
    (100, 100)
    """
    scenario = compiled.scenario
    walked = rows["termination"] == Termination.WALK_OUT
    flags = [
        np.isin(rows["in_force"], scenario.settlement),
        rows["failed"],
        rows["pressed_step"] >= 0,
        rows["cosigned"],
        walked,
    ]
    everywhere = np.ones(len(rows), bool)
    measures = [(rows["steps"] * scenario.calendar.step_months, everywhere)]
    measures += [(rows[f"gap_{when}"], rows[f"gate_{when}"] >= 0) for when in ("start", "end")]
    measures += [(rows["points"][:, i], everywhere) for i in range(len(compiled.actors))]
    kept = [values[known] for values, known in measures]
    return Tally(
        len(rows),
        np.bincount(compiled.class_of(rows), minlength=len(scenario.classes)).astype(np.int64),
        np.array([np.count_nonzero(flag) for flag in flags], np.int64),
        np.array([len(values) for values in kept], np.int64),
        np.array([float(values.sum()) for values in kept]),
        np.array([float((values * values).sum()) for values in kept]),
    )


def merged(tallies: Iterable[tuple[int, Tally]]) -> dict[int, Tally]:
    """One tally per cell, cells in order of number, added in the order given."""
    found: dict[int, Tally] = {}
    for cell, tally in tallies:
        found[cell] = found[cell] + tally if cell in found else tally
    return dict(sorted(found.items()))


def tally_table(study: Study, tallies: Mapping[int, Tally]) -> pa.Table:
    """One Arrow row per cell: ``scenario``, ``intervention``, ``point``, ``n``, counts, and sums of
    every measure.
    """
    import pyarrow as pa

    classes = list(
        dict.fromkeys(rule.name for named in study.scenarios for rule in named.scenario.classes)
    )
    actors = list(
        dict.fromkeys(actor.name for named in study.scenarios for actor in _actors(named.scenario))
    )
    measures = ["months", "gap_start", "gap_end", *(f"points_{actor}" for actor in actors)]
    fields: list[tuple[str, Any]] = [
        ("scenario", pa.string()),
        ("intervention", pa.string()),
        ("point", pa.int32()),
        ("n", pa.int64()),
    ]
    fields += [(f"{COUNT}{name}", pa.int64()) for name in classes] + [
        (f"n_{flag}", pa.int64()) for flag in FLAGS
    ]
    for measure in measures:
        fields += [
            (f"n_{measure}", pa.int64()),
            (f"sum_{measure}", pa.float64()),
            (f"squares_{measure}", pa.float64()),
        ]
    return pa.Table.from_pylist(
        [_line(study, cell, tally) for cell, tally in tallies.items()], schema=pa.schema(fields)
    )


def _line(study: Study, number: int, tally: Tally) -> dict[str, Any]:
    cell = study.cells[number]
    scenario = study.scenarios[cell.scenario].scenario
    line: dict[str, Any] = {
        "scenario": study.scenarios[cell.scenario].name,
        "intervention": study.arms[cell.arm],
        "point": cell.point,
    }
    line["n"] = tally.n
    line |= {
        f"{COUNT}{rule.name}": int(count)
        for rule, count in zip(scenario.classes, tally.classes, strict=True)
    }
    line |= {f"n_{flag}": int(count) for flag, count in zip(FLAGS, tally.flags, strict=True)}
    measures = [
        "months",
        "gap_start",
        "gap_end",
        *(f"points_{actor.name}" for actor in _actors(scenario)),
    ]
    for measure, known, total, squares in zip(
        measures, tally.known, tally.total, tally.squares, strict=True
    ):
        line |= {
            f"n_{measure}": int(known),
            f"sum_{measure}": float(total),
            f"squares_{measure}": float(squares),
        }
    return line


def _actors(scenario: Any) -> Any:
    return scenario.principals + scenario.third_parties
