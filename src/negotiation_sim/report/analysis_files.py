"""Tables of an analysis for a machine to read: CSV files in a folder, or one JSON text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from negotiation_sim.errors import ResultsError

__all__ = ["as_json_text", "write_tables"]


def write_tables(tables: Mapping[str, pd.DataFrame], folder: str | Path) -> list[Path]:
    """Write each table that has rows as ``<name>.csv``; returns the paths.

    Raises
    ------
    ResultsError
        If the folder cannot be written.
    """
    target, written = Path(folder), []
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name, table in tables.items():
            if len(table):
                path = target / f"{name}.csv"
                temporary = path.with_name(f".{path.name}.tmp")
                temporary.write_text(table.to_csv(index=False), encoding="utf-8")
                written.append(temporary.replace(path))
    except OSError as error:
        raise ResultsError(f"{target}: cannot be written ({error.strerror})") from None
    return written


def as_json_text(tables: Mapping[str, pd.DataFrame], **more: Any) -> str:
    """Tables as lists of records under their names, beside whatever else is to be said.

    Examples
    --------
    >>> as_json_text({"a": pd.DataFrame({"x": [1.5, float("nan")]})}, seed=1)
    '{"seed": 1, "a": [{"x": 1.5}, {"x": null}]}'
    """
    records = {name: json.loads(table.to_json(orient="records", double_precision=15, date_format="iso")) for name, table in tables.items()}
    return json.dumps({**more, **records}, ensure_ascii=False)
