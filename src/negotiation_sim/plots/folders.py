"""What figures are drawn from: a result folder, or the CSV tables that an analysis wrote."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd

from negotiation_sim.analysis.words import CODES, Words, words_of
from negotiation_sim.errors import FaultsError, ResultsError
from negotiation_sim.experiments.results import Results
from negotiation_sim.scenarios.source.files import MOST_BYTES, read_words

__all__ = ["FigureFolder"]

PLACES = ("", "robustness")
"""Where in a folder tables are looked for."""


class FigureFolder:
    """A folder that `run`, `explain` or `robustness` wrote with ``--out``.

    Raises
    ------
    ResultsError
        If there is no such folder.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        if not self.path.is_dir():
            raise ResultsError(
                f"{path}: no such folder; `negotiation-sim run … --out {path}` makes one"
            )

    @cached_property
    def results(self) -> Results | None:
        """The runs, if it is a result folder."""
        return Results.open(self.path) if (self.path / "record.json").exists() else None

    @cached_property
    def about(self) -> dict[str, Any]:
        """What an analysis wrote about its tables; empty if it wrote nothing readable."""
        try:
            found = json.loads(read_words(self.path / "about.json", MOST_BYTES))
        except (FaultsError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    @cached_property
    def words(self) -> Words:
        """What codes mean: from the runs, or as the analysis wrote it; else codes stand for
        themselves.
        """
        if self.results is not None:
            return words_of(self.results.study)
        kept = self.about.get("words")
        try:
            return Words(**kept) if isinstance(kept, dict) else CODES
        except TypeError:
            return CODES

    def file(self, name: str) -> Path | None:
        """The table of that name, if it is there."""
        found = (self.path / place / f"{name}.csv" for place in PLACES)
        return next((path for path in found if path.is_file()), None)

    def table(self, name: str, columns: Sequence[str]) -> pd.DataFrame:
        """A table that an analysis wrote.

        Raises
        ------
        ResultsError
            If it is missing, cannot be read, or lacks a column.
        """
        path = self.file(name)
        if path is None:
            raise ResultsError(f"{self.path}: holds no {name}.csv")
        try:
            words = StringIO(read_words(path, MOST_BYTES, "a table"))
            table = pd.read_csv(words, dtype={"scenario": str, "intervention": str})
        except (FaultsError, ValueError) as error:
            raise ResultsError(
                f"{path}: cannot be read ({next(iter(str(error).splitlines()), '')})"
            ) from None
        if missing := [column for column in columns if column not in table.columns]:
            raise ResultsError(
                f"{path}: has no column {', '.join(missing)}; expected the table as the command wrote it"
            )
        return table
