"""A result folder: ``record.json``, ``points.parquet``, ``runs/part-*.parquet`` and
``summary.csv``.

Every file is written under a temporary name, synced and renamed, so a folder never holds half a
file under a real name. A part carries the identity of the rows it must hold; one that does not
match is made again. Several processes may write the same folder: whatever two of them write under
one name is the same.
"""

from __future__ import annotations

import errno
import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from negotiation_sim.errors import ResultsError
from negotiation_sim.experiments.identity import Identity
from negotiation_sim.experiments.order import parts
from negotiation_sim.experiments.tasks import Failure

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Folder", "Head"]

IDENTITY, FAILURES = b"negotiation_sim.part", b"negotiation_sim.failures"
FORMAT = 2


@dataclass(frozen=True, slots=True)
class Head:
    """What a part says about itself."""

    identity: str
    failures: tuple[Failure, ...]


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

    def record(self) -> dict[str, Any] | None:
        """What the folder was made from; None where there is nothing yet.

        Raises
        ------
        ResultsError
            If the record cannot be read, or the folder is not empty and holds none.
        """
        file = self.path / "record.json"
        try:
            found: Any = json.loads(file.read_bytes())
        except FileNotFoundError:
            self._refuse_foreign_folder()
            return None
        except NotADirectoryError:
            file = next((path for path in self.path.parents if path.is_file()), self.path)
            raise ResultsError(
                f"{file}: is a file, expected a new folder or a result folder"
            ) from None
        except (OSError, ValueError) as error:
            raise ResultsError(
                f"{file}: cannot be read ({_reason(error)}); restore it or choose another folder"
            ) from None
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise ResultsError(
                f"{file}: is not a record of format {FORMAT}, the one this version writes; choose another folder"
            )
        return found

    def _refuse_foreign_folder(self) -> None:
        try:
            inside = (
                sorted(entry.name for entry in self.path.iterdir()) if self.path.exists() else []
            )
        except OSError as error:
            raise ResultsError(
                f"{self.path}: cannot be read ({_reason(error)}); choose another folder"
            ) from None
        foreign = [name for name in inside if not _is_temporary(name)]
        if (
            foreign and not (self.path / "record.json").exists()
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
            self._write(self.path / "record.json", _record_text(record), exclusive=True)
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
        self._write(self.path / "record.json", _record_text(record))

    def _refuse_foreign_parts(self, identity: Identity) -> None:
        ours = {
            self.part_file(first).name for first, _ in parts(identity.study.n_rows, identity.kind)
        }
        try:
            inside = sorted(self.runs.iterdir()) if self.runs.is_dir() else []
        except OSError as error:
            raise ResultsError(
                f"{self.runs}: cannot be read ({_reason(error)}); what was finished is untouched"
            ) from None
        for entry in inside:
            if entry.name not in ours and not _is_temporary(entry.name):
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
            (first, n, self.head(first)) for first, n in parts(identity.study.n_rows, identity.kind)
        )
        return [
            (first, n)
            for first, n, head in found
            if head is None
            or head.identity != identity.part(first, n)
            or (with_failures and head.failures)
        ]

    def head(self, first_row: int) -> Head | None:
        """What a part says about itself; None if it is absent or damaged."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            metadata = pq.read_schema(self.part_file(first_row)).metadata or {}
            failures = json.loads(metadata.get(FAILURES, b"[]"))
            return Head(
                bytes(metadata.get(IDENTITY, b"")).decode(),
                tuple(Failure(*one) for one in failures),
            )
        except (OSError, pa.ArrowException, ValueError, TypeError):
            return None

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
        self._write(
            self.part_file(first_row), parquet_bytes(table.replace_schema_metadata(metadata))
        )

    def write_table(self, name: str, table: pa.Table) -> None:
        """Write a small table beside the runs, unless it is there already."""
        data, file = parquet_bytes(table), self.path / name
        try:
            known = file.read_bytes()
        except OSError:  # absent, or what cannot be read is written again
            known = b""
        if known != data:
            self._write(file, data)

    def write_text(self, name: str, text: str) -> None:
        self._write(self.path / name, text.encode())

    def tidy(self) -> None:
        """Remove what interrupted writers left; only once every part is there, so that nobody's
        work is lost.
        """
        for folder in (self.path, self.runs):
            for file in [file for file in folder.iterdir() if _is_temporary(file.name)]:
                _forget(file)

    # ------------------------------------------------------------------ writing

    @cached_property
    def _mine(self) -> str:
        return f"{platform.node() or 'host'}-{os.getpid()}"

    def _write(self, target: Path, data: bytes | memoryview, exclusive: bool = False) -> None:
        """Write under a temporary name, sync, rename; an exclusive write leaves a file that is
        there already alone.
        """
        temporary = target.with_name(f".{target.name}.{self._mine}.tmp")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            while not _put(data, temporary, target, exclusive):
                continue  # swept up by another process before it had its name
            _sync(target.parent)
            for left in target.parent.glob(f".{target.name}.*.tmp"):
                _forget(left)
        except OSError as error:
            _forget(temporary)
            raise ResultsError(
                f"{target}: cannot be written ({_reason(error)}); what was finished is untouched"
            ) from None


def parquet_bytes(table: pa.Table) -> memoryview:
    """A table as the bytes of a Parquet file; the same table gives the same bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    words = [field.name for field in table.schema if pa.types.is_dictionary(field.type)]
    pq.write_table(table, sink, compression="zstd", use_dictionary=words, store_schema=True)
    return memoryview(sink.getvalue())


def _record_text(record: Mapping[str, Any]) -> bytes:
    return (json.dumps({"format": FORMAT, **record}, indent=1, ensure_ascii=False) + "\n").encode()


def _put(data: bytes | memoryview, temporary: Path, target: Path, exclusive: bool) -> bool:
    """Write a file in full, then give it its real name; whether it is there."""
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    try:
        if not (exclusive and _linked(temporary, target)):
            temporary.replace(target)
    except (
        FileNotFoundError
    ):  # another process wrote the same file, or finished the batch, and swept up
        return target.exists()
    return True


def _linked(temporary: Path, target: Path) -> bool:
    """Name a file unless the name is taken; False where files cannot have two names."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        pass
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK):
            raise
        return False
    temporary.unlink(missing_ok=True)
    return True


def _forget(temporary: Path) -> None:
    try:
        temporary.unlink(missing_ok=True)
    except OSError:  # somebody else's, or nothing can be removed and the error being told says why
        return


def _is_temporary(name: str) -> bool:
    return name.startswith(".") and name.endswith(".tmp")


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)


def _sync(folder: Path) -> None:
    """Make a rename last; folders cannot be opened on every system."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
