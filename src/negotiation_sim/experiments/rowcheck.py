"""A stored row, played again by the Mesa engine and compared column by column."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from negotiation_sim.engines import layout
from negotiation_sim.engines.trace import Trace
from negotiation_sim.errors import InputError
from negotiation_sim.experiments.agents import agent_sources
from negotiation_sim.experiments.failures import told_in_a_line
from negotiation_sim.experiments.identity import rules_version
from negotiation_sim.experiments.order import Slice
from negotiation_sim.experiments.results import Results
from negotiation_sim.experiments.rows import RowWriter

__all__ = ["Replayed", "replayed"]


@dataclass(frozen=True, slots=True)
class Replayed:
    """A row that was played again.

    Parameters
    ----------
    trace : the run, told in full
    place : scenario, intervention, point, run and seed, in words
    differences : columns that came out otherwise, in words; empty if none
    hint : why they may have, as the end of a sentence
    """

    trace: Trace
    place: str
    differences: tuple[str, ...]
    hint: str = ""


def replayed(results: Results, number: int, agents: Mapping[str, type] | None = None) -> Replayed:
    """Play a row of a result folder again.

    Raises
    ------
    ResultsError
        If there is no such row, or its run failed.
    InputError
        If the folder was made with agents that are not given.
    """
    from negotiation_sim.engines.mesa_engine import replay

    cell, run = results.row(number)
    stored, study = results.stored_row(number), results.study
    needed = results.record["agents"]
    if set(needed) != set(agents or {}):
        words = (
            " ".join(f"--agent {actor}={source.split()[0]}" for actor, source in needed.items())
            or "no --agent"
        )
        raise InputError(f"{results.path}: its rows were played with {words}; replay it alike")
    with told_in_a_line(f"run {run}", agents):
        trace = replay(study.scenario_of(cell), study.seed, run, agents)
    again = row_of(results, cell.number, trace)
    differences = tuple(
        f"{name} {stored[name]} there, {again[name]} here"
        for name in stored
        if not same(stored[name], again[name])
    )
    place = f"{study.scenarios[cell.scenario].name}, {study.arms[cell.arm]}, point {cell.point}"
    overrides = [*study.settings, *(f"without {name}" for name in study.dropped)]
    overrides += [f"{address}={value}" for address, value in study.points[cell.point].items()]
    place += f" ({', '.join(overrides)})" if overrides else ""
    sources = dict(agent_sources(agents or {}))
    changed = results.record["rules"] != rules_version() or sources != needed
    hint = "; the rules or agents are not those it was made with" if changed else ""
    return Replayed(trace, f"{place}, run {run}, seed {study.seed}", differences, hint)


def row_of(results: Results, cell: int, trace: Trace) -> dict[str, Any]:
    """The row a trace would have been stored as."""
    compiled, ending = results.study.compiled(cell), trace.ending
    rows = np.zeros(1, layout.row_dtype(compiled.capacity))
    for name in rows.dtype.names or ():
        found = getattr(ending, name)
        if isinstance(found, tuple):
            rows[name][0, : len(found)] = found
        else:
            rows[name][0] = found
    table = RowWriter(results.study).table([(Slice(cell, trace.run, 1), compiled, rows)])
    (found,) = table.to_pylist()
    return dict(found)


def same(left: Any, right: Any) -> bool:
    """Equal to the last bit; two NaN are equal.

    Examples
    --------
    >>> same(0.1, 0.1), same(float("nan"), float("nan"))
    (True, True)
    >>> same(0.1, 0.2), same(None, 0.0)
    (False, False)
    """
    both = isinstance(left, float) and isinstance(right, float)
    return left == right or (both and math.isnan(left) and math.isnan(right))
