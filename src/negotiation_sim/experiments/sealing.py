"""Parquet files that carry a digest of their own bytes, so that a bit that turned is seen.

The digest is the SHA-256 of the file with the digest's place filled with zeros. It lies among the
metadata at the end of the file, where any other reader of Parquet passes it by.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["is_whole", "sealed_metadata", "sealed_parquet"]

KEY, MARK, ZEROS = b"negotiation_sim.digest", b"sha256:", b"0" * 64

MOST_BYTES = 2**30
"""Bytes of a part; the largest scenarios need a tenth of it."""


def sealed_parquet(table: pa.Table, metadata: Mapping[bytes, bytes] | None = None) -> memoryview:
    """A table as the bytes of a Parquet file with its digest; the same table and metadata give the
    same bytes.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = table.replace_schema_metadata({**(metadata or {}), KEY: MARK + ZEROS})
    words = [field.name for field in table.schema if pa.types.is_dictionary(field.type)]
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", use_dictionary=words, store_schema=True)
    data = bytearray(sink.getvalue())
    at = data.rfind(MARK) + len(MARK)
    data[at : at + len(ZEROS)] = _digest(data, at)
    return memoryview(data)


def is_whole(data: bytes) -> bool:
    """Whether the bytes of a sealed file are those that were written.

    Examples
    --------
    >>> import pyarrow as pa
    >>> data = bytes(sealed_parquet(pa.table({"run": [0, 1]})))
    >>> is_whole(data), is_whole(data.replace(b"run", b"sun", 1)), is_whole(b"")
    (True, False, False)
    """
    at = data.rfind(MARK) + len(MARK)
    return at >= len(MARK) and data[at : at + len(ZEROS)] == _digest(data, at)


def _digest(data: bytes | bytearray, at: int) -> bytes:
    text, view = sha256(), memoryview(data)
    for piece in (view[:at], ZEROS, view[at + len(ZEROS) :]):
        text.update(piece)
    return text.hexdigest().encode()


def sealed_metadata(file: Path) -> Mapping[bytes, bytes] | None:
    """Metadata of a sealed file; None if it is absent, damaged or something else.

    A file that has not changed since is read once per process.
    """
    try:
        found = file.stat()
    except (OSError, ValueError):
        return None
    if not S_ISREG(found.st_mode) or found.st_size > MOST_BYTES:
        return None
    return _read(file, found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=2**17)
def _read(file: Path, *_stamp: int) -> Mapping[bytes, bytes] | None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        data = file.read_bytes()
        if not is_whole(data):
            return None
        return dict(pq.read_schema(pa.BufferReader(data)).metadata or {})
    except (OSError, pa.ArrowException, ValueError):
        return None
