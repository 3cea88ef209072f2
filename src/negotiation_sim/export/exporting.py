"""A result folder's table as CSV, Parquet, Feather or Stata, with its codebook beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from os.path import realpath  # that of pathlib raises where a link leads to itself
from pathlib import Path
from typing import TYPE_CHECKING

from negotiation_sim.errors import InputError, ResultsError, UnknownNameError
from negotiation_sim.experiments.results import Results
from negotiation_sim.export.codebook import codebook_of, failures_of, variables_of
from negotiation_sim.export.codebook_text import as_json, as_markdown
from negotiation_sim.export.staging import refuse_existing, staged
from negotiation_sim.export.variables import Variable
from negotiation_sim.export.writers import table_writer

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ENDINGS", "Exported", "export_results"]

ENDINGS = {"csv": ".csv", "parquet": ".parquet", "feather": ".feather", "stata": ".dta"}
"""Formats, and how the names of their files end."""

MOST_LETTERS = 8
"""Longest ending of a name that is taken for a kind of file."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Parameters
    ----------
    failed : runs left out because they raised an error
    """

    files: tuple[Path, ...]
    rows: int
    columns: int
    failed: int


@dataclass(frozen=True, slots=True)
class _Places:
    """Where everything goes: a data file per format, and the two codebooks."""

    data: dict[str, Path]
    markdown: Path
    json: Path

    @property
    def files(self) -> tuple[Path, ...]:
        return (*self.data.values(), self.markdown, self.json)


def export_results(
    results: Results,
    formats: Sequence[str] = (),
    out: str | Path | None = None,
    columns: Sequence[str] = (),
    scenario: str | None = None,
    force: bool = False,
) -> Exported:
    """Write the rows, or tallies, of a folder and their codebook.

    Rows pass part by part, so memory stays flat, except for Stata, whose files are written whole.

    Parameters
    ----------
    formats : names in `ENDINGS`; none for what `out` ends in, else CSV
    out : a folder, or a file that ends as its format does; ``export`` in the result folder if None
    columns : which, in this order; none for all
    scenario : only this one's rows
    force : replace files that are there

    Raises
    ------
    UnknownNameError
        If there is no such format, column or scenario.
    InputError
        If `out` and `formats` disagree.
    ResultsError
        If the folder is incomplete, or files are in the way or cannot be written; nothing is left
        half written.
    """
    places = _places(results, formats, out)
    names = [named.name for named in results.study.scenarios]
    if scenario is not None and scenario not in names:
        raise UnknownNameError("scenario", scenario, names)
    tables, variables = _read(results, columns, scenario)
    refuse_existing(places.files, force)
    with staged(places.files) as waiting:
        files = {format: waiting[path] for format, path in places.data.items()}
        rows = _write(tables, variables, files, results)
        book = codebook_of(
            results, variables, scenario, rows, [path.name for path in places.data.values()]
        )
        waiting[places.markdown].write_text(as_markdown(book), encoding="utf-8")
        waiting[places.json].write_text(as_json(book), encoding="utf-8")
    return Exported(
        places.files,
        rows,
        len(variables),
        sum(failure.n_runs for failure in failures_of(results, scenario)),
    )


# ------------------------------------------------------------------ where


def _places(results: Results, formats: Sequence[str], out: str | Path | None) -> _Places:
    for format in formats:
        if format not in ENDINGS:
            raise UnknownNameError("format", format, ENDINGS)
    path = results.path / "export" if out is None else Path(out)
    by_ending = {ending: format for format, ending in ENDINGS.items()}
    ending = path.suffix.lower()
    if path.is_dir() or (ending not in by_ending and not _is_ending(ending)):
        stem = "runs" if results.kind == "rows" else results.kind
        places = _Places(
            {
                format: path / f"{stem}{ENDINGS[format]}"
                for format in dict.fromkeys(formats or ("csv",))
            },
            path / "codebook.md",
            path / "codebook.json",
        )
    else:
        _check_ending(path, formats, by_ending.get(ending))
        stem = f"{path.stem}_codebook"
        places = _Places(
            {by_ending[ending]: path}, path.with_name(f"{stem}.md"), path.with_name(f"{stem}.json")
        )
    folder = places.markdown.parent
    if realpath(folder) in {realpath(results.path / name) for name in ("runs", "tallies")}:
        raise ResultsError(
            f"{folder}: holds the stored parts and nothing else; choose another --out"
        )
    return places


def _is_ending(ending: str) -> bool:
    return ending[1:].isalpha() and len(ending) <= MOST_LETTERS + 1


def _check_ending(path: Path, formats: Sequence[str], format: str | None) -> None:
    """Refuse a file that is of no known format, or of another than was asked for."""
    if format is None:
        raise InputError(
            f"--out {path}: expected a folder, or a file that ends in {', '.join(ENDINGS.values())}"
        )
    others = [asked for asked in formats if asked != format]
    if others:
        raise InputError(
            f"--out {path}: is a {format} file, but --format says {', '.join(others)}; give a folder for several formats"
        )


# ------------------------------------------------------------------ what


def _read(
    results: Results, columns: Sequence[str], scenario: str | None
) -> tuple[Iterator[pa.Table], list[Variable]]:
    """The tables to write, one after the other, and an entry per column."""
    known = variables_of(results)
    for name in columns:
        if name not in known:
            raise UnknownNameError("column", name, known)
    variables = [known[name] for name in dict.fromkeys(columns or known)]
    names = [variable.name for variable in variables]
    tables = (
        results.tables(names, scenario)
        if results.kind == "rows"
        else iter([_tallies(results, known, names, scenario)])
    )
    return (_with_all_words(table, variables) for table in tables), variables


def _tallies(
    results: Results, known: dict[str, Variable], names: Sequence[str], scenario: str | None
) -> pa.Table:
    """Tallies as an Arrow table, with what differs between points; counts stay whole numbers where
    some are missing.
    """
    import pyarrow as pa

    frame = results.tallies().merge(results.points, on="point", how="left")
    if scenario is not None:
        frame = frame[frame["scenario"] == scenario]
    kinds = {
        "category": pa.string(),
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
    }
    arrays = [
        pa.array(frame[name], type=kinds[known[name].kind], from_pandas=True) for name in names
    ]
    return pa.table(dict(zip(names, arrays, strict=True)))


def _with_all_words(table: pa.Table, variables: Iterable[Variable]) -> pa.Table:
    """The table with every category coded by the order of its levels, whichever of them occur."""
    import pyarrow as pa
    import pyarrow.compute as pc

    for place, variable in enumerate(variables):
        if variable.kind != "category":
            continue
        column, words = (
            table[variable.name],
            pa.array([level.name for level in variable.levels], pa.string()),
        )
        kind = column.type.index_type if pa.types.is_dictionary(column.type) else pa.int16()
        if pa.types.is_dictionary(column.type) and all(
            chunk.dictionary.equals(words) for chunk in column.chunks
        ):
            continue
        text = column.cast(pa.string()).combine_chunks()
        coded = pa.DictionaryArray.from_arrays(pc.index_in(text, words).cast(kind), words)
        table = table.set_column(place, variable.name, coded)
    return table


# ------------------------------------------------------------------ how


def _write(
    tables: Iterator[pa.Table],
    variables: Sequence[Variable],
    files: dict[str, Path],
    results: Results,
) -> int:
    """Write every table into every file; how many rows that were."""
    first = next(tables)
    rows = 0
    with ExitStack() as stack:
        writers = [
            stack.enter_context(table_writer(format, path, first.schema, variables, results))
            for format, path in files.items()
        ]
        for table in _chained(first, tables):
            rows += table.num_rows
            for writer in writers:
                writer.write_table(table)
    return rows


def _chained(first: pa.Table, rest: Iterator[pa.Table]) -> Iterator[pa.Table]:
    yield first
    yield from rest
