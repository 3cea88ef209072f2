"""Reading a result folder."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from negotiation_sim.errors import ResultsError
from negotiation_sim.experiments.identity import Identity
from negotiation_sim.experiments.order import row_address
from negotiation_sim.experiments.store import Folder
from negotiation_sim.experiments.study import Cell, Study

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Results"]


class Results:
    """A result folder, read column by column.

    Attributes
    ----------
    path : the folder
    record : what it was made from
    """

    def __init__(self, path: Path, record: dict[str, Any]) -> None:
        self.path, self.record = path, record

    @staticmethod
    def open(folder: str | Path) -> Results:
        """Open a result folder.

        Raises
        ------
        ResultsError
            If there is none, or its record cannot be read.
        """
        path = Path(folder)
        if not path.is_dir():
            raise ResultsError(f"{path}: no such folder; `negotiation-sim run … --out {path}` makes one")
        record = Folder(path).record()
        if record is None:
            raise ResultsError(f"{path}: holds no record.json, expected a result folder")
        return Results(path, record)

    @cached_property
    def study(self) -> Study:
        """The study the folder was made from, rebuilt from its record."""
        return Study.from_inputs(self.record["inputs"], self.record["runs"])

    @property
    def observed(self) -> dict[str, str]:
        """The class that happened in history, by scenario, where a scenario says so."""
        named = ((one.name, one.scenario.observed) for one in self.study.scenarios)
        return {name: observed.outcome_class for name, observed in named if observed is not None}

    def frame(self, columns: Sequence[str] | None = None, scenario: str | None = None) -> pd.DataFrame:
        """Rows as a pandas frame, in the study's order.

        Parameters
        ----------
        columns : which columns to read; all if None
        scenario : read only this one's rows

        Raises
        ------
        ResultsError
            If a part is missing, damaged or holds other rows.
        """
        import pyarrow.dataset as ds

        folder = Folder(self.path, self.record["kind"])
        missing = folder.missing_parts(Identity(self.study, self.record["agents"], self.record["kind"], self.record["rules"]))
        if missing:
            raise ResultsError(f"{folder.part_file(missing[0][0])}: missing, damaged or incomplete; run the same command again to mend it")
        files = sorted(str(file) for file in folder.runs.glob("part-*.parquet"))
        data = ds.dataset(files, format="parquet")
        chosen = None if scenario is None else ds.field("scenario").cast("string") == scenario
        frame: pd.DataFrame = data.to_table(columns=None if columns is None else list(columns), filter=chosen).to_pandas()
        return frame

    def write_text(self, name: str, text: str) -> None:
        """Write a small file beside the rows."""
        Folder(self.path).write_text(name, text)

    def row(self, number: int) -> tuple[Cell, int]:
        """Cell and run of a row.

        Raises
        ------
        ResultsError
            If the folder has no such row.
        """
        if not 0 <= number < self.study.n_rows:
            raise ResultsError(f"{self.path}: has rows 0 to {self.study.n_rows - 1}, asked for row {number}")
        cell, run = row_address(len(self.study.cells), self.study.runs, number)
        return self.study.cells[cell], run
