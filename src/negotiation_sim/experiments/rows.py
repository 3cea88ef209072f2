"""From the engines' codes to a tidy table: one row per run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.domain.experiment import KEY_COLUMNS, acting_columns
from negotiation_sim.domain.scenario import Scenario, Termination
from negotiation_sim.engines.compiled import Compiled, gate_names
from negotiation_sim.experiments.order import Slice
from negotiation_sim.experiments.study import Study

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Piece", "RowWriter"]

Piece = tuple[Slice, Compiled, NDArray[np.void]]
"""A slice, the compiled scenario of its cell, and its coded rows."""

ENDINGS = [termination.name.lower() for termination in Termination]


class RowWriter:
    """Turns coded rows of a study into Arrow tables of one schema.

    The schema is the study's, not a cell's: categories are those of all its scenarios together, so
    every part of a folder has the same columns in the same order with the same dictionaries.
    """

    def __init__(self, study: Study) -> None:
        scenarios = [named.scenario for named in study.scenarios]
        self.study = study
        self.names = tuple(named.name for named in study.scenarios)
        self.issues = _merged([issue.name for issue in scenario.issues] for scenario in scenarios)
        self.levels = {
            name: _merged(
                issue.levels
                for scenario in scenarios
                for issue in scenario.issues
                if issue.name == name
            )
            for name in self.issues
        }
        self.classes = _merged([rule.name for rule in scenario.classes] for scenario in scenarios)
        self.actors = _merged(
            [actor.name for actor in scenario.principals + scenario.third_parties]
            for scenario in scenarios
        )
        self.principals = _merged(
            [actor.name for actor in scenario.principals] for scenario in scenarios
        )
        self.acting = acting_columns(scenarios)
        self.gates = _merged(gate_names(scenario) for scenario in scenarios)
        self.patterns = _merged(
            [pattern.name for pattern in scenario.patterns] for scenario in scenarios
        )

    def schema(self) -> pa.Schema:
        """Names and types of the columns."""
        import pyarrow as pa

        def words(names: Sequence[str]) -> pa.DataType:
            return pa.dictionary(pa.int8() if len(names) < 128 else pa.int16(), pa.string())

        fields = [
            ("scenario", pa.dictionary(pa.int16(), pa.string())),
            ("intervention", pa.dictionary(pa.int16(), pa.string())),
        ]
        fields += [
            ("point", pa.int32()),
            ("run", pa.int64()),
            ("outcome_class", words(self.classes)),
            ("settled", pa.bool_()),
        ]
        fields += [(issue, words(self.levels[issue])) for issue in self.issues]
        fields += [
            ("termination", words(ENDINGS)),
            ("walked_out_by", words(self.principals)),
            ("ratification_failed", pa.bool_()),
        ]
        fields += [
            ("months", pa.float64()),
            ("agreement_months", pa.float64()),
            ("pressed", pa.bool_()),
        ]
        fields += [("pressed_months", pa.float64()), ("cosigned", pa.bool_())]
        number, flag = pa.float64(), pa.bool_()
        fields += [(name, number if name.startswith("paid_") else flag) for name in self.acting]
        for when in ("start", "end"):
            fields += [(f"gap_{when}", pa.float64()), (f"gate_{when}", words(self.gates))]
        fields += [(f"points_{actor}", pa.float64()) for actor in self.actors]
        fields += [(f"shows_{pattern}", pa.bool_()) for pattern in self.patterns]
        chosen = {*KEY_COLUMNS, *self.study.outputs}
        return pa.schema(
            [field for field in fields if not self.study.outputs or field[0] in chosen]
        )

    def table(self, pieces: Iterable[Piece]) -> pa.Table:
        """One Arrow table of several slices, in the order given.

        Slices of one scenario are worked out together, however many cells they belong to.
        """
        import pyarrow as pa

        pieces = list(pieces)
        lengths = np.array([len(rows) for *_, rows in pieces], np.int64)
        ends = np.cumsum(lengths)
        groups: dict[Any, list[int]] = {}
        for number, (piece, compiled, _) in enumerate(pieces):
            groups.setdefault(
                (self.study.cells[piece.cell].scenario, compiled.capacity), []
            ).append(number)
        sheet = _Sheet(int(lengths.sum()))
        for numbers in groups.values():
            where = [np.arange(ends[number] - lengths[number], ends[number]) for number in numbers]
            self._fill(sheet.part(np.concatenate(where)), [pieces[number] for number in numbers])
        dictionaries = self._dictionaries()
        schema = self.schema()
        return pa.table(
            [sheet.column(field, dictionaries.get(field.name, ())) for field in schema],
            schema=schema,
        )

    def _dictionaries(self) -> dict[str, Sequence[str]]:
        found: dict[str, Sequence[str]] = {
            "scenario": self.names,
            "intervention": self.study.arms,
            "outcome_class": self.classes,
        }
        found |= self.levels | {"termination": ENDINGS, "walked_out_by": self.principals}
        return found | {"gate_start": self.gates, "gate_end": self.gates}

    def _fill(self, put: Put, pieces: Sequence[Piece]) -> None:
        """Write the columns of slices that belong to one scenario."""
        compiled = pieces[0][1]
        scenario = compiled.scenario
        rows = np.concatenate([rows for *_, rows in pieces])
        self._fill_place(put, [(piece, len(found)) for piece, _, found in pieces])
        put(
            "outcome_class",
            _coded(compiled.class_of(rows), [rule.name for rule in scenario.classes], self.classes),
        )
        put("settled", np.isin(rows["in_force"], scenario.settlement))
        self._fill_levels(put, scenario, rows["in_force"])
        months = scenario.calendar.step_months
        put("termination", rows["termination"])
        put(
            "walked_out_by",
            _coded(rows["walker"], [actor.name for actor in scenario.principals], self.principals),
        )
        put("ratification_failed", rows["failed"])
        put("months", rows["steps"] * months)
        put("agreement_months", rows["agreement_step"] * months, rows["agreement_step"] >= 0)
        put("pressed", rows["pressed_step"] >= 0)
        put("pressed_months", rows["pressed_step"] * months, rows["pressed_step"] >= 0)
        put("cosigned", rows["cosigned"])
        actors = [actor.name for actor in compiled.actors]
        thirds = [actor.name for actor in scenario.third_parties]
        for name in self.acting:
            word, _, who = name.partition("_")
            if word == "paid" and who in actors:
                put(name, rows["paid"][:, actors.index(who)])
            elif word != "paid" and who in thirds:
                put(name, rows[f"{word}_by"] >> thirds.index(who) & 1 == 1)
        for when in ("start", "end"):
            put(f"gap_{when}", rows[f"gap_{when}"], rows[f"gate_{when}"] >= 0)
            put(f"gate_{when}", _coded(rows[f"gate_{when}"], gate_names(scenario), self.gates))
        for i, actor in enumerate(compiled.actors):
            put(f"points_{actor.name}", rows["points"][:, i])
        for i, pattern in enumerate(scenario.patterns):
            put(f"shows_{pattern.name}", rows["shown"][:, i] > 0)

    def _fill_place(self, put: Put, slices: Sequence[tuple[Slice, int]]) -> None:
        cells = [self.study.cells[piece.cell] for piece, _ in slices]
        lengths = [n for _, n in slices]
        put("scenario", np.repeat([cell.scenario for cell in cells], lengths))
        put("intervention", np.repeat([cell.arm for cell in cells], lengths))
        put("point", np.repeat([cell.point for cell in cells], lengths))
        put(
            "run",
            np.concatenate(
                [np.arange(piece.first_run, piece.first_run + n) for piece, n in slices]
            ),
        )

    def _fill_levels(self, put: Put, scenario: Scenario, in_force: NDArray[np.int16]) -> None:
        for place, issue in enumerate(scenario.issues):
            codes = np.array(
                [issue.levels.index(outcome.levels[place]) for outcome in scenario.outcomes]
            )
            put(issue.name, _coded(codes[in_force], issue.levels, self.levels[issue.name]))


Put = Callable[..., None]
"""``put(column, values, known)``: write values, and where they are known, into the rows at hand."""


class _Sheet:
    """Columns of a table to be, filled in any order; what is never filled is null."""

    def __init__(self, n: int) -> None:
        self.n = n
        self.values: dict[str, NDArray[Any]] = {}
        self.known: dict[str, NDArray[np.bool_]] = {}

    def part(self, where: NDArray[np.int64]) -> Put:
        """A function that fills some rows."""

        def put(name: str, values: NDArray[Any], known: NDArray[np.bool_] | None = None) -> None:
            if len(where) == self.n:  # one scenario fills them all, in order
                self.values[name], self.known[name] = (
                    values,
                    np.ones(self.n, bool) if known is None else known,
                )
                return
            if name not in self.values:
                self.values[name], self.known[name] = (
                    np.zeros(self.n, values.dtype),
                    np.zeros(self.n, bool),
                )
            self.values[name][where] = values
            self.known[name][where] = True if known is None else known

        return put

    def column(self, field: pa.Field, dictionary: Sequence[str]) -> pa.Array:
        import pyarrow as pa

        values = self.values.get(field.name)
        if values is None:
            return (
                pa.nulls(self.n, field.type)
                if not dictionary
                else _words(np.full(self.n, -1), dictionary, field.type)
            )
        if dictionary:
            return _words(np.where(self.known[field.name], values, -1), dictionary, field.type)
        known = self.known[field.name]
        return pa.array(
            np.ascontiguousarray(values), type=field.type, mask=None if known.all() else ~known
        )


def _words(
    codes: NDArray[Any], dictionary: Sequence[str], kind: pa.DictionaryType
) -> pa.DictionaryArray:
    """Codes into a dictionary, negative for none."""
    import pyarrow as pa

    missing = codes < 0
    indices = pa.array(
        np.where(missing, 0, codes), type=kind.index_type, mask=missing if missing.any() else None
    )
    return pa.DictionaryArray.from_arrays(indices, pa.array(list(dictionary), pa.string()))


def _coded(
    codes: NDArray[Any], names: Sequence[str], dictionary: Sequence[str]
) -> NDArray[np.int16]:
    """Codes into `names`, negative for none, as codes into the study's own dictionary."""
    if tuple(names) == tuple(dictionary[: len(names)]):
        return codes.astype(np.int16)
    lookup = np.array([dictionary.index(name) for name in names] + [-1], np.int16)
    return np.asarray(lookup[np.where(codes < 0, len(names), codes)])


def _merged(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """All names in order of first appearance."""
    return tuple(dict.fromkeys(name for names in lists for name in names))
