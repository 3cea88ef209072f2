"""Rows in memory, read like those of a result folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from negotiation_sim.errors import InputError, UnknownNameError
from negotiation_sim.experiments.results import Results
from negotiation_sim.experiments.study import Study

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from negotiation_sim.experiments.failures import Failure

__all__ = ["HeldResults"]

CELL = ("scenario", "intervention", "point")


class HeldResults(Results):
    """The rows of a batch, or of some of its scenarios, interventions and points.

    Parameters
    ----------
    rows : one row per run, as `run_batch` gives them, in any order; further columns are kept
    study : the batch they are of
    agents : classes of somebody's own that played it, by actor

    Raises
    ------
    InputError
        If runs are missing, so that no figure of these rows would be right.
    """

    def __init__(self, rows: pd.DataFrame, study: Study, agents: Mapping[str, str]) -> None:
        part = _part_of(study, rows)
        super().__init__(Path("rows"), {"kind": "rows", "agents": dict(agents), "runs": part.runs})
        vars(self)["study"] = part
        self._rows = _ordered(rows, study, part)

    @property
    def is_complete(self) -> bool:
        return True

    @property
    def failures(self) -> list[Failure]:
        return []

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, those of a design and of measures among them."""
        return tuple(self._rows.columns)

    def tables(
        self, columns: Sequence[str] | None = None, scenario: str | None = None
    ) -> Iterator[pa.Table]:
        """The rows as one Arrow table; see `Results.tables`."""
        import pyarrow as pa

        wanted = list(self.columns if columns is None else columns)
        for name in wanted:
            if name not in self.columns:
                raise UnknownNameError("column", name, self.columns)
        names = [named.name for named in self.study.scenarios]
        if scenario is not None and scenario not in names:
            raise UnknownNameError("scenario", scenario, names)
        here = self._rows if scenario is None else self._rows[self._rows["scenario"] == scenario]
        yield pa.Table.from_pandas(here[wanted], preserve_index=False).replace_schema_metadata(None)


def _part_of(study: Study, rows: pd.DataFrame) -> Study:
    """The study of the scenarios, interventions and points that occur."""
    if missing := [name for name in (*CELL, "run", "outcome_class") if name not in rows.columns]:
        raise InputError(f"rows: have no column {', '.join(missing)}, expected those of run_batch")
    scenarios, arms = ({*rows[name].astype(str)} for name in CELL[:2])
    points = sorted({*rows["point"]})
    part = replace(
        study,
        scenarios=tuple(named for named in study.scenarios if named.name in scenarios),
        arms=tuple(arm for arm in study.arms if arm in arms),
        points=tuple(study.points[point] for point in points),
    )
    if len(rows) != part.n_rows or rows.duplicated([*CELL, "run"]).any():
        raise InputError(
            f"rows: {len(rows):,} of the {part.n_rows:,} runs of these scenarios, interventions and points are there; "
            "choose among those, not among runs"
        )
    return part


def _ordered(rows: pd.DataFrame, study: Study, part: Study) -> pd.DataFrame:
    """The rows in the order of the study, with its categories, points numbered from 0."""
    import pandas as pd

    kept = [study.points.index(point) for point in part.points]
    numbers = np.searchsorted(kept, rows["point"].to_numpy())
    orders = {"scenario": [one.name for one in part.scenarios], "intervention": list(part.arms)}
    categories = {
        name: pd.Categorical(rows[name].astype(str), order) for name, order in orders.items()
    }
    return (
        rows.assign(point=numbers.astype(np.int32), **categories)
        .sort_values([*CELL, "run"], kind="stable")
        .reset_index(drop=True)
    )
