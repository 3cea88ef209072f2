"""A result folder: ``record.json``, ``points.parquet``, ``runs/part-*.parquet`` and
``summary.csv``.

Every file is written under a temporary name, synced and renamed, so a folder never holds half a
file under a real name. A part carries the identity of the rows it must hold; one that does not
match is made again. Several processes may write the same folder: whatever two of them write under
one name is the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING, Any

from negotiation_sim.errors import ResultsError
from negotiation_sim.experiments.failures import Failure
from negotiation_sim.experiments.identity import Identity
from negotiation_sim.experiments.order import parts
from negotiation_sim.experiments.record import read_record, record_text
from negotiation_sim.experiments.sealing import sealed_metadata, sealed_parquet
from negotiation_sim.experiments.study import Study
from negotiation_sim.experiments.writing import (
    exists,
    forget,
    is_folder,
    is_temporary,
    system_says,
    write_whole,
)

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Folder"]

IDENTITY, FAILURES = b"negotiation_sim.part", b"negotiation_sim.failures"


class Folder:
    """A result folder on disk.

    Parameters
    ----------
    path : the folder; made on the first write
    kind : ``rows`` or ``tallies``
    """

    def __init__(self, path: str | Path, kind: str = "rows") -> None:
        self.path = Path(path)
        self.runs = self.path / {"rows": "runs"}.get(kind, kind)

    # ------------------------------------------------------------------ record

    def record(self, new: bool = True) -> dict[str, Any] | None:
        """What the folder was made from; None where there is nothing yet.

        Parameters
        ----------
        new : whether the folder may be new, and so must hold nothing else

        Raises
        ------
        ResultsError
            If the record cannot be read, or the folder is not empty and holds none.
        """
        file = self.path / "record.json"
        if exists(file):
            return read_record(file)
        if above := next((path for path in file.parents if path.is_file()), None):
            raise ResultsError(f"{above}: is a file, expected a new folder or a result folder")
        if new:
            self._refuse_foreign_folder()
        return None

    def _refuse_foreign_folder(self) -> None:
        try:
            inside = (
                sorted(entry.name for entry in self.path.iterdir()) if exists(self.path) else []
            )
        except OSError as error:
            raise ResultsError(
                f"{self.path}: cannot be read ({system_says(error)}); choose another folder"
            ) from None
        foreign = [name for name in inside if not is_temporary(name)]
        if foreign and not exists(
            self.path / "record.json"
        ):  # another job may have written it since
            raise ResultsError(
                f"{self.path}: holds {foreign[0]} and no record.json, expected a new, an empty or a result folder; choose another"
            )

    def begin(self, identity: Identity, record: Mapping[str, Any]) -> dict[str, Any]:
        """Make this a folder of a batch, or check that it is one, or the beginning of one; gives
        its record.

        Of several processes that begin the same folder at once, one writes the record and all agree
        on it.

        Raises
        ------
        ResultsError
            If the folder belongs to other inputs, holds foreign files among its parts, or cannot be
            written.
        """
        if self.record() is None:
            write_whole(self.path / "record.json", record_text(record), exclusive=True)
        known = self.check(identity) or {}
        if not identity.is_whole(known):
            known = {
                **record,
                "started": known["started"],
                "wall_seconds": known.get("wall_seconds", 0.0),
            }
            self.write_record(known)
        return known

    def check(self, identity: Identity) -> dict[str, Any] | None:
        """Check that this is a folder of a batch, or the beginning of one, and write nothing; gives
        its record, None if it is new.

        Raises
        ------
        ResultsError
            If the folder belongs to other inputs or holds foreign files.
        """
        known = self.record()
        if known is not None:
            identity.check(self.path, known)
            self._refuse_foreign_parts(identity)
        return known

    def write_record(self, record: Mapping[str, Any]) -> None:
        write_whole(self.path / "record.json", record_text(record))

    def _refuse_foreign_parts(self, identity: Identity) -> None:
        ours = {
            self.part_file(first).name for first, _ in parts(identity.study.n_rows, identity.kind)
        }
        try:
            inside = sorted(self.runs.iterdir()) if is_folder(self.runs) else []
        except OSError as error:
            raise ResultsError(
                f"{self.runs}: cannot be read ({system_says(error)}); what was finished is untouched"
            ) from None
        for entry in inside:
            if entry.name not in ours and not is_temporary(entry.name):
                raise ResultsError(
                    f"{entry}: is no part of these results; move it elsewhere, finished parts are untouched"
                )

    # ------------------------------------------------------------------ parts

    def part_file(self, first_row: int) -> Path:
        return self.runs / f"part-{first_row:012d}.parquet"

    def missing_parts(
        self, identity: Identity, with_failures: bool = False
    ) -> list[tuple[int, int]]:
        """(first row, rows) of the parts that are absent, damaged or hold other rows.

        Parameters
        ----------
        with_failures : also those in which a run failed
        """
        found = (
            (first, n, self.failures_in(identity, first, n))
            for first, n in parts(identity.study.n_rows, identity.kind)
        )
        return [
            (first, n)
            for first, n, failures in found
            if failures is None or (with_failures and failures)
        ]

    def failures_in(
        self, identity: Identity, first_row: int, n_rows: int
    ) -> tuple[Failure, ...] | None:
        """The runs of a part that failed; None where the part is absent, damaged or holds other
        rows.
        """
        about = sealed_metadata(self.part_file(first_row))
        if about is None or about.get(IDENTITY) != identity.part(first_row, n_rows).encode():
            return None
        return failures_of(about.get(FAILURES, b"[]"), identity.study)

    def read_part(self, first_row: int, schema: pa.Schema, columns: Sequence[str]) -> pa.Table:
        """Columns of a part, which must have the schema given.

        Raises
        ------
        ResultsError
            If it has another, or cannot be read.
        """
        import pyarrow as pa
        import pyarrow.parquet as pq

        file = self.part_file(first_row)
        try:
            with pq.ParquetFile(file) as part:
                if part.schema_arrow.equals(schema):
                    return part.read(columns=list(columns))
            reason = "other columns than its record says"
        except (OSError, pa.ArrowException) as error:
            reason = " ".join(str(error).split())
        raise ResultsError(
            f"{file}: cannot be read ({reason}); delete it and run the same command again to mend it"
        )

    def write_part(
        self,
        identity: Identity,
        first_row: int,
        n_rows: int,
        table: pa.Table,
        failures: Sequence[Failure] = (),
    ) -> None:
        """Write a part with its identity and the runs it lacks because they failed.

        Raises
        ------
        ResultsError
            If the disk refuses.
        """
        metadata = {IDENTITY: identity.part(first_row, n_rows).encode()}
        if failures:
            metadata[FAILURES] = json.dumps([astuple(one) for one in failures]).encode()
        write_whole(self.part_file(first_row), sealed_parquet(table, metadata))

    def write_table(self, name: str, table: pa.Table) -> None:
        """Write a small table beside the runs, unless it is there already."""
        data, file = sealed_parquet(table), self.path / name
        try:
            known = file.read_bytes()
        except OSError:  # absent, or what cannot be read is written again
            known = b""
        if known != data:
            write_whole(file, data)

    def write_text(self, name: str, text: str) -> None:
        write_whole(self.path / name, text.encode())

    def tidy(self) -> None:
        """Remove what interrupted writers left; only once every part is there, so that nobody's
        work is lost.
        """
        for folder in (self.path, self.runs):
            for file in [file for file in folder.iterdir() if is_temporary(file.name)]:
                forget(file)


def failures_of(text: bytes, study: Study) -> tuple[Failure, ...] | None:
    """Failures as a part stores them; None where they cannot be of this study."""
    try:
        found = tuple(Failure(*one) for one in json.loads(text))
        fit = all(
            0 <= one.cell < len(study.cells)
            and 0 <= one.first_run < one.first_run + one.n_runs <= study.runs
            and isinstance(one.reason, str)
            for one in found
        )
    except (ValueError, TypeError, RecursionError):
        return None
    return found if fit else None
