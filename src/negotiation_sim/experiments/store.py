"""A result folder: ``record.json``, ``points.parquet``, ``runs/part-*.parquet`` and ``summary.csv``.

Every file is written under a temporary name, synced and renamed, so a folder never holds half a file under a real
name. A part carries the identity of the rows it must hold; one that does not match is made again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from negotiation_sim.errors import ResultsError
from negotiation_sim.experiments.order import parts, slices
from negotiation_sim.experiments.study import Study

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Folder", "first_difference"]

IDENTITY = b"negotiation_sim.part"
FORMAT = 1


class Folder:
    """A result folder on disk.

    Parameters
    ----------
    path : the folder; made on the first write
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.runs = self.path / "runs"

    # ------------------------------------------------------------------ record

    def record(self) -> dict[str, Any] | None:
        """What the folder was made from; None where there is nothing yet.

        Raises
        ------
        ResultsError
            If the record cannot be read, or the folder is not empty and holds none.
        """
        file = self.path / "record.json"
        if not file.exists():
            if self.path.exists() and (not self.path.is_dir() or any(self.path.iterdir())):
                raise ResultsError(f"{self.path}: is not empty and holds no record.json, expected a new folder or a result folder")
            return None
        try:
            found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ResultsError(f"{file}: cannot be read ({error}); restore it or choose another folder") from None
        return found

    def admit(self, study: Study) -> None:
        """Check that this folder is new or was made from the same inputs.

        Raises
        ------
        ResultsError
            Naming the first difference.
        """
        record = self.record()
        if record is None:
            return
        difference = first_difference(record.get("inputs"), study.inputs())
        if difference:
            raise ResultsError(f"{self.path}: belongs to other inputs: {difference}; choose another folder")
        if record.get("runs", 0) > study.runs:
            raise ResultsError(
                f"{self.path}: holds {record['runs']} runs per cell, more than the {study.runs} asked for; choose another folder"
            )

    def write_record(self, record: Mapping[str, Any]) -> None:
        text = json.dumps({"format": FORMAT, **record}, indent=1, ensure_ascii=False) + "\n"
        self._write(self.path / "record.json", lambda file: file.write_text(text, encoding="utf-8"))

    # ------------------------------------------------------------------ parts

    def part_file(self, first_row: int) -> Path:
        return self.runs / f"part-{first_row:012d}.parquet"

    def missing_parts(self, study: Study) -> list[tuple[int, int]]:
        """(first row, rows) of the parts that are absent, damaged or hold other rows."""
        return [(first, n) for first, n in parts(study.n_rows) if self._identity(first) != part_identity(study, first, n)]

    def _identity(self, first_row: int) -> str:
        import pyarrow as pa
        import pyarrow.parquet as pq

        file = self.part_file(first_row)
        if not file.exists():
            return ""
        try:
            metadata = pq.read_schema(file).metadata or {}
        except (OSError, pa.ArrowInvalid):
            return ""
        return bytes(metadata.get(IDENTITY, b"")).decode()

    def write_part(self, study: Study, first_row: int, table: pa.Table) -> None:
        """Write the rows from `first_row` on, with their identity.

        Raises
        ------
        ResultsError
            If the disk refuses.
        """
        import pyarrow as pa
        import pyarrow.parquet as pq

        identity = part_identity(study, first_row, len(table)).encode()
        named = table.replace_schema_metadata({IDENTITY: identity})
        words = [field.name for field in table.schema if pa.types.is_dictionary(field.type)]
        self._write(
            self.part_file(first_row),
            lambda file: pq.write_table(named, file, compression="zstd", use_dictionary=words, store_schema=True),
        )

    def write_table(self, name: str, table: pa.Table) -> None:
        """Write a small table beside the runs."""
        import pyarrow.parquet as pq

        self._write(self.path / name, lambda file: pq.write_table(table, file, compression="zstd"))

    def write_text(self, name: str, text: str) -> None:
        self._write(self.path / name, lambda file: file.write_text(text, encoding="utf-8"))

    def _write(self, target: Path, write: Callable[[Path], Any]) -> None:
        temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            write(temporary)
            _sync(temporary)
            temporary.replace(target)
            _sync(target.parent)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            raise ResultsError(f"{target}: cannot be written ({error.strerror or error}); what was finished is untouched") from None


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def part_identity(study: Study, first_row: int, n_rows: int) -> str:
    """What a part must hold: hash of the inputs of its cells and of their runs, in order."""
    inputs = study.inputs()
    shared = digest({key: inputs[key] for key in ("seed", "scenarios", "settings", "dropped")})
    lines = [shared]
    for piece in slices(len(study.cells), study.runs, first_row, n_rows):
        cell = study.cells[piece.cell]
        name, arm, point = study.scenarios[cell.scenario].name, study.arms[cell.arm], inputs["points"][cell.point]
        lines.append(f"{name} {arm} {json.dumps(point)} {piece.first_run} {piece.n_runs}")
    return digest(lines)


def digest(data: Any) -> str:
    """Hash of plain data."""
    return sha256(json.dumps(data, ensure_ascii=False, allow_nan=False).encode()).hexdigest()


def first_difference(old: Any, new: Any, path: str = "") -> str:
    """Where two pieces of plain data first differ, in words; empty if nowhere.

    Examples
    --------
    >>> first_difference({"seed": 1, "points": [1]}, {"seed": 2, "points": [1]})
    'seed is 1 there and 2 here'
    """
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in [*old, *(key for key in new if key not in old)]:
            inner = f"{path}.{key}" if path else str(key)
            if key not in old or key not in new:
                return f"{inner} is only {'there' if key in old else 'here'}"
            found = first_difference(old[key], new[key], inner)
            if found:
                return found
        return ""
    if isinstance(old, list) and isinstance(new, list):
        for i, (left, right) in enumerate(zip(old, new, strict=False)):
            found = first_difference(left, right, f"{path}.{i}")
            if found:
                return found
        return f"{path} has {len(old)} entries there and {len(new)} here" if len(old) != len(new) else ""
    return "" if old == new else f"{path} is {json.dumps(old, ensure_ascii=False)} there and {json.dumps(new, ensure_ascii=False)} here"
