"""Reading a result folder."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from negotiation_sim.domain.showing import rows_as_html
from negotiation_sim.errors import FailedRunsWarning, InputError, ResultsError, UnknownNameError
from negotiation_sim.experiments.failures import Failure, failure_text
from negotiation_sim.experiments.identity import Identity
from negotiation_sim.experiments.order import parts, row_address
from negotiation_sim.experiments.points import points_table
from negotiation_sim.experiments.rows import RowWriter
from negotiation_sim.experiments.store import Folder
from negotiation_sim.experiments.study import Cell, Study
from negotiation_sim.experiments.tallies import tally_table
from negotiation_sim.experiments.writing import is_folder

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

__all__ = ["Results"]


class Results:
    """A result folder, read column by column and part by part.

    Attributes
    ----------
    path : the folder
    record : what it was made from
    """

    def __init__(self, path: Path, record: dict[str, Any]) -> None:
        self.path, self.record, self._warned = path, record, False

    @staticmethod
    def open(folder: str | Path) -> Results:
        """Open a result folder; rows are read when they are asked for.

        Raises
        ------
        ResultsError
            If there is none, or its record cannot be read.
        """
        path = Path(folder)
        if not is_folder(path):
            raise ResultsError(
                f"{path}: no such folder; `negotiation-sim run … --out {path}` makes one"
            )
        record = Folder(path).record(new=False)
        if record is None:
            raise ResultsError(f"{path}: holds no record.json, expected a result folder")
        return Results(path, record)

    # ------------------------------------------------------------------ what it is

    def _told(self) -> dict[str, str]:
        """What it holds, by what that is called."""
        study = self.study
        return {
            "scenarios": ", ".join(named.name for named in study.scenarios),
            "interventions": ", ".join(study.arms),
            "points": f"{len(study.points):,}",
            "runs": f"{study.runs:,} of each, seed {study.seed}",
            "keeps": f"{study.n_rows:,} {self.kind}" + ("" if self.is_complete else ", incomplete"),
        }

    def __repr__(self) -> str:
        told = ", ".join(f"{name} {text}" for name, text in self._told().items())
        return f"<Results {self.path}: {told}>"

    def _repr_html_(self) -> str:
        return rows_as_html(f"Results {self.path}", self._told())

    @cached_property
    def study(self) -> Study:
        """The study the folder was made from, rebuilt from its record.

        Raises
        ------
        ResultsError
            If the record asks for what cannot be played.
        """
        try:
            return Study.from_inputs(self.record["inputs"], self.record["runs"])
        except InputError as error:
            first = str(error).partition("\n")[0]
            raise ResultsError(
                f"{self.path / 'record.json'}: {first}; restore it or choose another folder"
            ) from None

    @cached_property
    def identity(self) -> Identity:
        """What its parts must hold, by the rules it was made with."""
        return Identity(self.study, self.record["agents"], self.kind, self.record["rules"])

    @property
    def kind(self) -> str:
        """``rows`` or ``tallies``."""
        return str(self.record["kind"])

    @property
    def observed(self) -> dict[str, str]:
        """The class that happened in history, by scenario, where a scenario says so."""
        named = ((one.name, one.scenario.observed) for one in self.study.scenarios)
        return {name: observed.outcome_class for name, observed in named if observed is not None}

    @cached_property
    def _folder(self) -> Folder:
        return Folder(self.path, self.kind)

    @property
    def is_complete(self) -> bool:
        """Whether every part is there."""
        return not self._folder.missing_parts(self.identity)

    @property
    def failures(self) -> list[Failure]:
        """Runs that raised and have no row, by cell, in the parts that are there."""
        return [
            failure
            for first, n in parts(self.study.n_rows, self.kind)
            for failure in self._folder.failures_in(self.identity, first, n) or ()
        ]

    def _warn_of_failures(self) -> None:
        """Say once, before rows are read, that some are missing since their runs failed."""
        if not self._warned and (said := failure_text(self.study, self.failures)):
            self._warned = True
            warnings.warn(f"{self.path}: {said}", FailedRunsWarning, stacklevel=3)

    def _check_kind(self, kind: str) -> None:
        """Refuse to read rows from a folder of tallies, or the other way round."""
        if self.kind != kind:
            keeps = (
                "counts and sums per cell only (--tallies), no rows"
                if kind == "rows"
                else "rows, not tallies; summarise the rows"
            )
            raise ResultsError(f"{self.path}: keeps {keeps}")

    def _check_whole(self) -> None:
        """Refuse to read a folder of which parts are missing, and say why they are."""
        missing = self._folder.missing_parts(self.identity)
        if not missing:
            return
        if "finished" not in self.record:
            n_parts = sum(1 for _ in parts(self.study.n_rows, self.kind))
            raise ResultsError(
                f"{self.path}: {n_parts - len(missing):,} of {n_parts:,} parts are there: the batch was interrupted or still goes on; "
                "run the same command again to finish it"
            )
        raise ResultsError(
            f"{self._folder.part_file(missing[0][0])}: missing, damaged or incomplete; run the same command again to mend it"
        )

    # ------------------------------------------------------------------ rows

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns of a row; a design's own come after them."""
        return tuple(self._schema.names) + self.varied

    @cached_property
    def _schema(self) -> pa.Schema:
        return RowWriter(self.study).schema()

    @property
    def varied(self) -> tuple[str, ...]:
        """Addresses that differ between the points of the design."""
        return tuple(name for name in self._points.column_names if name != "point")

    @cached_property
    def _points(self) -> pa.Table:
        return points_table(self.study.points)

    @property
    def points(self) -> pd.DataFrame:
        """One row per point of the design: its number and what it overrides."""
        frame: pd.DataFrame = self._points.to_pandas()
        return frame

    def tables(
        self, columns: Sequence[str] | None = None, scenario: str | None = None
    ) -> Iterator[pa.Table]:
        """Rows as Arrow tables, one per stored part, so that memory stays flat.

        Parameters
        ----------
        columns : which columns to read, addresses that differ between points among them; all if
            None
        scenario : read only this one's rows

        Raises
        ------
        ResultsError
            If a part is missing, damaged or holds other rows, or the folder keeps tallies only.
        UnknownNameError
            If there is no such column or scenario.
        """
        self._check_kind("rows")
        wanted = self.columns if columns is None else tuple(columns)
        for name in wanted:
            if name not in self.columns:
                raise UnknownNameError("column", name, self.columns)
        names = [named.name for named in self.study.scenarios]
        if scenario is not None and scenario not in names:
            raise UnknownNameError("scenario", scenario, names)
        self._check_whole()
        self._warn_of_failures()
        return (self._part(first, wanted, scenario) for first, _ in parts(self.study.n_rows))

    def _part(self, first_row: int, wanted: Sequence[str], scenario: str | None) -> pa.Table:
        import pyarrow as pa
        import pyarrow.compute as pc

        varied = set(self.varied) & set(wanted)
        stored = [name for name in wanted if name not in varied]
        stored += [
            name
            for name, needed in (("point", varied), ("scenario", scenario))
            if needed and name not in stored
        ]
        table = self._folder.read_part(first_row, self._schema, stored)
        if scenario is not None:
            table = table.filter(pc.equal(table["scenario"].cast(pa.string()), scenario))
        for address in sorted(varied):
            table = table.append_column(address, self._points[address].take(table["point"]))
        return table.select(list(wanted)).replace_schema_metadata(None)

    def frames(
        self, columns: Sequence[str] | None = None, scenario: str | None = None
    ) -> Iterator[pd.DataFrame]:
        """The same as pandas frames."""
        return (table.to_pandas() for table in self.tables(columns, scenario))

    def frame(
        self, columns: Sequence[str] | None = None, scenario: str | None = None
    ) -> pd.DataFrame:
        """Rows as one pandas frame, in the study's order; see `tables` for the arguments.

        What differs between the points of a design is joined to every row.
        """
        import pyarrow as pa

        whole = pa.concat_tables(self.tables(columns, scenario))
        frame: pd.DataFrame = whole.to_pandas(split_blocks=True, self_destruct=True)
        return frame

    def tallies(self) -> pd.DataFrame:
        """Counts and sums of every cell of a folder that keeps tallies, one row per cell.

        Raises
        ------
        ResultsError
            If the folder keeps rows, or a part is missing.
        """
        import pandas as pd

        self._check_kind("tallies")
        self._check_whole()
        self._warn_of_failures()
        schema = tally_table(self.study, {}).schema
        tables = (
            self._folder.read_part(first, schema, schema.names)
            for first, _ in parts(self.study.n_rows, self.kind)
        )
        whole = pd.concat([table.to_pandas() for table in tables])
        summed: pd.DataFrame = (
            whole.groupby(["scenario", "intervention", "point"], sort=False)
            .sum(min_count=1)
            .reset_index()
        )
        return summed

    def row(self, number: int) -> tuple[Cell, int]:
        """Cell and run of a row.

        Raises
        ------
        ResultsError
            If the folder has no such row.
        """
        if not 0 <= number < self.study.n_rows:
            raise ResultsError(
                f"{self.path}: has rows 0 to {self.study.n_rows - 1}, asked for row {number}"
            )
        cell, run = row_address(len(self.study.cells), self.study.runs, number)
        return self.study.cells[cell], run

    def stored_row(self, number: int) -> dict[str, Any]:
        """One row as it is stored, by column.

        Raises
        ------
        ResultsError
            If there is no such row, its run failed, or the folder keeps tallies only.
        """
        import pyarrow.compute as pc

        self._check_kind("rows")
        cell, run = self.row(number)
        first, n_rows = next(part for part in parts(self.study.n_rows) if number < sum(part))
        failures = self._folder.failures_in(self.identity, first, n_rows)
        if failures is None:
            self._check_whole()
        for failure in failures or ():
            if failure.cell == cell.number and run in failure.runs:
                raise ResultsError(
                    f"{self.path}: row {number} is missing because its run failed ({failure.reason})"
                )
        columns = [name for name in self.columns if name not in self.varied]
        table = self._part(first, columns, self.study.scenarios[cell.scenario].name)
        mine = pc.and_(pc.equal(table["run"], run), pc.equal(table["point"], cell.point))
        table = table.filter(
            pc.and_(mine, pc.equal(table["intervention"].cast("string"), self.study.arms[cell.arm]))
        )
        (found,) = table.to_pylist()
        return dict(found)

    def write_text(self, name: str, text: str) -> None:
        """Write a small file beside the rows."""
        self._folder.write_text(name, text)
