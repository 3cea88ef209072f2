"""A writer per format of an exported table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from negotiation_sim.experiments.results import Results
from negotiation_sim.export.stata import write_stata
from negotiation_sim.export.variables import Variable

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["table_writer"]


def table_writer(
    format: str, path: Path, schema: pa.Schema, variables: Sequence[Variable], results: Results
) -> Any:
    """Something with ``write_table`` that finishes its file on exit."""
    if format == "csv":
        import pyarrow.csv as csv

        return csv.CSVWriter(path, schema)
    if format == "parquet":
        import pyarrow.parquet as pq

        words = [variable.name for variable in variables if variable.kind in ("category", "text")]
        return pq.ParquetWriter(path, schema, compression="zstd", use_dictionary=words)
    if format == "feather":
        import pyarrow.ipc as ipc

        return ipc.new_file(path, schema, options=ipc.IpcWriteOptions(compression="lz4"))
    return StataWriter(path, variables, results)


class StataWriter:
    """Keeps all tables and writes them when done: a Stata file needs to know its largest values
    first.
    """

    def __init__(self, path: Path, variables: Sequence[Variable], results: Results) -> None:
        self.path, self.variables, self.record = path, variables, results.record
        self.label = (
            f"negotiation-sim, {results.kind} of seed {results.study.seed}; see the codebook"
        )
        self.tables: list[pa.Table] = []

    def __enter__(self) -> StataWriter:
        return self

    def write_table(self, table: pa.Table) -> None:
        self.tables.append(table)

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        import pyarrow as pa

        if failure is None:
            whole = pa.concat_tables(self.tables)
            self.tables.clear()
            made = datetime.fromisoformat(self.record.get("finished", self.record["started"]))
            write_stata(
                whole.to_pandas(split_blocks=True, self_destruct=True),
                self.path,
                self.variables,
                self.label,
                made,
            )
