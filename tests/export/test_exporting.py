"""The exported table equals the folder's, whatever the format; nothing is left half written."""

from __future__ import annotations

import json

import pandas as pd
import pyarrow as pa
import pyarrow.csv as csv
import pyarrow.feather as feather
import pyarrow.parquet as pq
import pytest
from tests.export.exports import CLAUSE, THREAT, study, unlike

from negotiation_sim.errors import FailedRunsWarning, InputError, ResultsError, UnknownNameError
from negotiation_sim.experiments import Results, run_study
from negotiation_sim.experiments.executors import Execution
from negotiation_sim.experiments.failures import Failure
from negotiation_sim.export.codebook import variables_of
from negotiation_sim.export.exporting import ENDINGS, export_results
from negotiation_sim.export.stata import stata_names


def read_csv(path):
    words = csv.ConvertOptions(
        column_types={"scenario": pa.string()},
        strings_can_be_null=True,
        quoted_strings_can_be_null=False,
    )
    return csv.read_csv(path, convert_options=words).to_pandas()


READERS = {
    "csv": read_csv,
    "parquet": lambda path: pq.read_table(path).to_pandas(),
    "feather": lambda path: feather.read_table(path).to_pandas(),
    "stata": pd.read_stata,
}
every_format = pytest.mark.parametrize("format", READERS)


def plain(frame, results):
    """The frame with text, truths and numbers as plain objects, None where something is missing."""
    variables = variables_of(results)
    read = {
        "true/false": lambda value: {"yes": True, "no": False}.get(value, value),
        "text": lambda value: value or None,
    }
    columns = {}
    for name in frame.columns:
        kind = variables[name].kind
        cleaned = [
            None if pd.isna(value) else read.get(kind, lambda value: value)(value)
            for value in frame[name].tolist()
        ]
        columns[name] = [
            str(value) if kind == "category" and value is not None else value for value in cleaned
        ]
    return columns


def read_back(path, format, names):
    frame = READERS[format](path)
    return (
        frame.rename(columns={short: name for name, short in stata_names(names).items()})
        if format == "stata"
        else frame
    )


@every_format
def test_rows_read_back_as_they_are_stored(format, row_folder, tmp_path):
    done = export_results(row_folder, [format], tmp_path)
    frame = row_folder.frame()
    assert (done.rows, done.columns, done.failed) == (480, 27, 0)
    assert done.files[0].name == f"runs{ENDINGS[format]}"
    assert plain(read_back(done.files[0], format, frame.columns), row_folder) == plain(
        frame, row_folder
    )


@every_format
def test_tallies_read_back_as_they_are_stored(format, tally_folder, tmp_path):
    done = export_results(tally_folder, [format], tmp_path)
    frame = tally_folder.tallies().merge(tally_folder.points, on="point")
    assert done.files[0].name == f"tallies{ENDINGS[format]}"
    assert plain(read_back(done.files[0], format, frame.columns), tally_folder) == plain(
        frame, tally_folder
    )


@every_format
def test_what_a_scenario_lacks_reads_back_as_missing(format, tmp_path):
    rows, tallies = (
        run_study(unlike(), tmp_path / "rows"),
        run_study(unlike(), tmp_path / "tallies", how=Execution(tallies=True)),
    )
    for results, frame in ((rows, rows.frame()), (tallies, tallies.tallies())):
        (path, *_) = export_results(results, [format]).files
        read = plain(read_back(path, format, frame.columns), results)
        assert read == plain(frame, results)
        assert None in (read["points_un"] if results is rows else read["count_REFUSED"])


@every_format
def test_chosen_columns_of_one_scenario_in_the_order_asked_for(format, row_folder, tmp_path):
    wanted = ["run", CLAUSE, "outcome_class", THREAT]
    (path, *_) = export_results(row_folder, [format], tmp_path, wanted, "2018").files
    frame = row_folder.frame(wanted, "2018")
    read = read_back(path, format, wanted)
    assert list(read.columns) == wanted
    assert plain(read, row_folder) == plain(frame, row_folder)


def test_tallies_of_one_scenario(tally_folder, tmp_path):
    (path, *_) = export_results(
        tally_folder, ["parquet"], tmp_path, ["n", "count_STALEMATE"], "2018"
    ).files
    frame = tally_folder.tallies()
    mine = frame.loc[frame.scenario == "2018", ["n", "count_STALEMATE"]]
    assert pq.read_table(path).to_pylist() == mine.to_dict("records")


def test_counts_that_are_missing_somewhere_stay_whole_numbers(tally_folder, tmp_path):
    (path, *_) = export_results(tally_folder, ["parquet"], tmp_path).files
    assert {
        str(field.type) for field in pq.read_schema(path) if field.name.startswith(("n", "count_"))
    } == {"int64"}


def test_parts_of_a_long_batch_become_one_file_in_every_format(row_folder, tmp_path, monkeypatch):
    parts = [row_folder.frame(scenario=name) for name in ("1956", "2018")]
    by_scenario = [next(row_folder.tables(scenario=name)) for name in ("1956", "2018")]
    monkeypatch.setattr(Results, "tables", lambda *_: iter(by_scenario))
    done = export_results(row_folder, list(ENDINGS), tmp_path)
    expected = {
        name: plain(parts[0], row_folder)[name] + plain(parts[1], row_folder)[name]
        for name in parts[0].columns
    }
    for format, path in zip(ENDINGS, done.files, strict=False):
        assert plain(read_back(path, format, parts[0].columns), row_folder) == expected


def test_a_part_that_lost_its_words_is_coded_as_the_others(row_folder, tmp_path, monkeypatch):
    table = next(row_folder.tables(["outcome_class"]))
    coded = pa.dictionary(pa.int8(), pa.string())
    short = table.set_column(
        0,
        "outcome_class",
        table["outcome_class"].cast("string").combine_chunks().dictionary_encode().cast(coded),
    )
    monkeypatch.setattr(Results, "tables", lambda *_: iter([table, short]))
    (path, *_) = export_results(row_folder, ["feather"], tmp_path, ["outcome_class"]).files
    read = feather.read_table(path).to_pandas().outcome_class
    assert read.tolist() == 2 * table["outcome_class"].to_pylist()
    assert list(read.cat.categories) == [
        level.name for level in variables_of(row_folder)["outcome_class"].levels
    ]


def test_the_same_export_twice_gives_the_same_bytes(row_folder, tmp_path):
    once, twice = (
        export_results(row_folder, list(ENDINGS), tmp_path / name).files for name in ("a", "b")
    )
    assert [path.read_bytes() for path in once] == [path.read_bytes() for path in twice]


# ------------------------------------------------------------------ where


def test_by_default_it_lies_in_the_result_folder_which_can_still_be_continued(tmp_path):
    results = run_study(study(runs=4), tmp_path / "results")
    assert {path.name for path in export_results(results).files} == {
        "runs.csv",
        "codebook.md",
        "codebook.json",
    }
    assert (tmp_path / "results" / "export" / "runs.csv").is_file()
    assert len(run_study(study(runs=5), tmp_path / "results").frame()) == 60


def test_a_file_says_its_format_by_its_ending(row_folder, tmp_path):
    done = export_results(row_folder, out=tmp_path / "mine.dta")
    assert [path.name for path in done.files] == [
        "mine.dta",
        "mine_codebook.md",
        "mine_codebook.json",
    ]
    assert len(pd.read_stata(tmp_path / "mine.dta")) == 480


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (
            {"formats": ["parquett"]},
            UnknownNameError,
            "'parquett' is not a format; did you mean 'parquet'",
        ),
        (
            {"columns": ["setled"]},
            UnknownNameError,
            "'setled' is not a column; did you mean 'settled'",
        ),
        ({"scenario": "1965"}, UnknownNameError, "'1965' is not a scenario; did you mean '1956'"),
        (
            {"out": "x.xlsx"},
            InputError,
            r"x\.xlsx: expected a folder, or a file that ends in \.csv, \.parquet, \.feather, \.dta",
        ),
        (
            {"out": "x.dta", "formats": ["csv"]},
            InputError,
            r"x\.dta: is a stata file, but --format says csv; give a folder",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_written(
    row_folder, tmp_path, monkeypatch, arguments, error, message
):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error, match=message):
        export_results(row_folder, **{"out": tmp_path / "new"} | arguments)
    assert list(tmp_path.iterdir()) == []


def test_the_stored_parts_are_kept_apart(row_folder):
    with pytest.raises(
        ResultsError, match="runs: holds the stored parts and nothing else; choose another --out"
    ):
        export_results(row_folder, out=row_folder.path / "runs")


def test_a_damaged_folder_is_refused_and_nothing_is_left(tmp_path):
    results = run_study(study(runs=4), tmp_path / "results")
    next((tmp_path / "results" / "runs").iterdir()).write_bytes(b"PAR1")
    with pytest.raises(
        ResultsError, match="missing, damaged or incomplete; run the same command again to mend it"
    ):
        export_results(results, out=tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_failure_halfway_leaves_nothing(row_folder, tmp_path, monkeypatch):
    def broken(*_):
        yield first
        raise ResultsError("part-7: cannot be read")

    first = next(row_folder.tables())
    monkeypatch.setattr(Results, "tables", broken)
    with pytest.raises(ResultsError, match="part-7: cannot be read"):
        export_results(row_folder, list(ENDINGS), tmp_path / "deep" / "new")
    assert list(tmp_path.iterdir()) == []


def test_runs_that_failed_are_told_and_counted_one_by_one(row_folder, tmp_path, monkeypatch):
    monkeypatch.setattr(Results, "failures", [Failure(0, 5, 2, "ValueError: broke")])
    with pytest.warns(FailedRunsWarning, match="runs 5 to 6: ValueError: broke"):
        done = export_results(row_folder, out=tmp_path)
    assert done.failed == 2
    told = "1956, baseline, point 0, runs 5 to 6: ValueError: broke"
    assert json.loads((tmp_path / "codebook.json").read_text(encoding="utf-8"))["failed"] == [told]
    assert f"- left out, its run failed: {told}" in (tmp_path / "codebook.md").read_text(
        encoding="utf-8"
    )
    assert export_results(row_folder, out=tmp_path, scenario="2018", force=True).failed == 0
