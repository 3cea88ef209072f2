"""Tables of an analysis for a machine to read: CSV files in a folder, or one JSON text."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from negotiation_sim.errors import ResultsError

__all__ = ["ABOUT", "as_json_text", "refuse_unwritable", "write_tables"]

ABOUT = "about.json"
"""What the tables come from; not ``record.json``, which marks a folder of runs and may lie in the
same place."""


def refuse_unwritable(folder: str | Path | None) -> None:
    """Refuse, before anything is played, a folder for tables that cannot be made or written; None
    stands for no folder.

    Raises
    ------
    ResultsError
        Naming what is in the way.
    """
    if folder is None:
        return
    target = Path(folder)
    there = next(path for path in (target, *target.absolute().parents) if path.exists())
    if not there.is_dir():
        raise ResultsError(
            f"{there}: is a file, expected a folder or nothing; choose another --out"
        )
    if not os.access(there, os.W_OK | os.X_OK):
        raise ResultsError(f"{there}: cannot be written (Permission denied); choose another --out")


def write_tables(
    tables: Mapping[str, pd.DataFrame], folder: str | Path, **about: Any
) -> list[Path]:
    """Write each table that has rows as ``<name>.csv``, and beside them a description; returns the
    paths.

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
                written.append(_written(target / f"{name}.csv", table.to_csv(index=False)))
        if about:
            written.append(
                _written(target / ABOUT, json.dumps(about, indent=1, ensure_ascii=False) + "\n")
            )
    except OSError as error:
        raise ResultsError(f"{target}: cannot be written ({error.strerror})") from None
    return written


def _written(path: Path, text: str) -> Path:
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_text(text, encoding="utf-8")
    return temporary.replace(path)


def as_json_text(tables: Mapping[str, pd.DataFrame], **more: Any) -> str:
    """Tables as lists of records under their names, beside further entries.

    Examples
    --------
    >>> as_json_text({"a": pd.DataFrame({"x": [1.5, float("nan")]})}, seed=1)
    '{"seed": 1, "a": [{"x": 1.5}, {"x": null}]}'
    """
    records = {
        name: json.loads(table.to_json(orient="records", double_precision=15, date_format="iso"))
        for name, table in tables.items()
    }
    return json.dumps({**more, **records}, ensure_ascii=False)
