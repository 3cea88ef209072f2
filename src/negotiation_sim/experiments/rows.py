"""From the engines' codes to a tidy table: one row per run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.domain.scenario import Termination
from negotiation_sim.engines.compiled import Compiled, gate_names
from negotiation_sim.experiments.order import Slice
from negotiation_sim.experiments.study import Study

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["RowWriter"]


class RowWriter:
    """Turns coded rows of a study into Arrow tables of one schema.

    The schema is the study's, not a cell's: categories are those of all its scenarios together, so every part of a
    folder has the same columns in the same order with the same dictionaries.
    """

    def __init__(self, study: Study) -> None:
        scenarios = [named.scenario for named in study.scenarios]
        self.study = study
        self.issues = _merged([issue.name for issue in scenario.issues] for scenario in scenarios)
        self.levels = {
            name: _merged(issue.levels for scenario in scenarios for issue in scenario.issues if issue.name == name) for name in self.issues
        }
        self.classes = _merged([rule.name for rule in scenario.classes] for scenario in scenarios)
        self.actors = _merged([actor.name for actor in scenario.principals + scenario.third_parties] for scenario in scenarios)
        self.principals = _merged([actor.name for actor in scenario.principals] for scenario in scenarios)
        self.gates = _merged(gate_names(scenario) for scenario in scenarios)

    def table(self, pieces: Iterable[tuple[Slice, Compiled, NDArray[np.void]]]) -> pa.Table:
        """One Arrow table of several slices, in the order given."""
        import pyarrow as pa

        tables = [self._piece(*piece) for piece in pieces]
        return pa.concat_tables(tables).combine_chunks() if tables else self.schema().empty_table()

    def schema(self) -> pa.Schema:
        """Names and types of the columns."""
        import pyarrow as pa

        word = pa.dictionary(pa.int8(), pa.string())
        fields = [("scenario", pa.dictionary(pa.int16(), pa.string())), ("intervention", pa.dictionary(pa.int16(), pa.string()))]
        fields += [("point", pa.int32()), ("run", pa.int64()), ("outcome_class", word)]
        fields += [("settled", pa.bool_())] + [(issue, word) for issue in self.issues]
        fields += [("termination", word), ("walked_out_by", word), ("ratification_failed", pa.bool_())]
        fields += [("months", pa.float64()), ("agreement_months", pa.float64()), ("pressed", pa.bool_()), ("pressed_months", pa.float64())]
        fields += [
            ("cosigned", pa.bool_()),
            ("gap_start", pa.float64()),
            ("gate_start", word),
            ("gap_end", pa.float64()),
            ("gate_end", word),
        ]
        return pa.schema(fields + [(f"points_{actor}", pa.float64()) for actor in self.actors])

    def _piece(self, piece: Slice, compiled: Compiled, rows: NDArray[np.void]) -> pa.Table:
        import pyarrow as pa

        cell = self.study.cells[piece.cell]
        scenario, n = compiled.scenario, len(rows)
        names = tuple(named.name for named in self.study.scenarios)
        columns: dict[str, Any] = {
            "scenario": _words(np.full(n, cell.scenario), names, names, np.int16),
            "intervention": _words(np.full(n, cell.arm), self.study.arms, self.study.arms, np.int16),
            "point": np.full(n, cell.point, np.int32),
            "run": np.arange(piece.first_run, piece.first_run + n, dtype=np.int64),
            "outcome_class": _words(compiled.class_of(rows), [rule.name for rule in scenario.classes], self.classes),
        }
        columns["settled"] = np.isin(rows["in_force"], scenario.settlement)
        levels = np.array(
            [
                [issue.levels.index(level) for issue, level in zip(scenario.issues, outcome.levels, strict=True)]
                for outcome in scenario.outcomes
            ]
        )
        for issue in self.issues:
            place = next((i for i, mine in enumerate(scenario.issues) if mine.name == issue), None)
            codes = np.full(n, -1) if place is None else levels[rows["in_force"], place]
            columns[issue] = _words(codes, [] if place is None else scenario.issues[place].levels, self.levels[issue])
        endings = [termination.name.lower() for termination in Termination]
        months = scenario.calendar.step_months
        columns["termination"] = _words(rows["termination"], endings, endings)
        columns["walked_out_by"] = _words(rows["walker"], [actor.name for actor in scenario.principals], self.principals)
        columns["ratification_failed"] = rows["failed"]
        columns["months"] = rows["steps"] * months
        columns["agreement_months"] = _months(rows["agreement_step"], months)
        columns["pressed"] = rows["pressed_step"] >= 0
        columns["pressed_months"] = _months(rows["pressed_step"], months)
        columns["cosigned"] = rows["cosigned"]
        for when in ("start", "end"):
            columns[f"gap_{when}"] = pa.array(rows[f"gap_{when}"], mask=rows[f"gate_{when}"] < 0)
            columns[f"gate_{when}"] = _words(rows[f"gate_{when}"], gate_names(scenario), self.gates)
        mine = [actor.name for actor in compiled.actors]
        for actor in self.actors:
            known = actor in mine
            points = np.ascontiguousarray(rows["points"][:, mine.index(actor)]) if known else np.zeros(n)
            columns[f"points_{actor}"] = pa.array(points, mask=None if known else np.ones(n, bool))
        return pa.table(columns, schema=self.schema())


def _words(codes: NDArray[Any], names: Sequence[str], dictionary: Sequence[str], width: type = np.int8) -> pa.DictionaryArray:
    """Codes into `names`, negative for none, as indices into the study's own dictionary."""
    import pyarrow as pa

    lookup: NDArray[Any] = np.array([dictionary.index(name) for name in names] + [0], dtype=width)
    missing = codes < 0
    indices = pa.array(lookup[codes], mask=missing if missing.any() else None)
    return pa.DictionaryArray.from_arrays(indices, pa.array(list(dictionary), pa.string()))


def _months(steps: NDArray[Any], months: float) -> pa.Array:
    import pyarrow as pa

    return pa.array(steps * months, mask=steps < 0)


def _merged(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """All names in order of first appearance."""
    return tuple(dict.fromkeys(name for names in lists for name in names))
