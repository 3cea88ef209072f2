"""Result folders: continued, extended, mended, and refused where they belong to something else."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pandas as pd
import pytest

from negotiation_sim.errors import ResultsError
from negotiation_sim.experiments import NamedScenario, Results, Study, order, run_study
from negotiation_sim.experiments.identity import first_difference
from negotiation_sim.experiments.store import Folder

NAMED = {name: NamedScenario.load(name) for name in ("1956", "2018")}


def study(runs=40, **details):
    return Study(
        (NAMED["1956"], NAMED["2018"]), arms=("baseline", "no_threat"), runs=runs, **details
    )


@pytest.fixture
def small_parts(monkeypatch):
    """Parts and blocks so small that a few runs fill several."""
    monkeypatch.setattr(order, "PART_ROWS", 64)
    monkeypatch.setattr(order, "BLOCK", 8)


def contents(folder):
    return {file.name: file.read_bytes() for file in sorted((folder / "runs").iterdir())}


def counted(one, folder):
    """Run a study, and how many rows had to be found or played in each report of progress."""
    told = []
    run_study(one, folder, progress=told.append)
    return told


def test_a_folder_holds_record_and_rows(tmp_path):
    run_study(study(), tmp_path / "out", command="negotiation-sim run 1956 2018")
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        "points.parquet",
        "record.json",
        "runs",
    ]
    record = json.loads((tmp_path / "out" / "record.json").read_text(encoding="utf-8"))
    assert record["runs"] == 40
    assert record["command"] == "negotiation-sim run 1956 2018"
    assert record["inputs"]["seed"] == 1
    assert {"numpy", "numba", "mesa", "negotiation-sim"} <= set(record["versions"])


def test_running_again_plays_nothing_and_changes_nothing(tmp_path, small_parts):
    run_study(study(), tmp_path)
    before = contents(tmp_path)
    told = counted(study(), tmp_path)
    assert told[0] == sum(told) == study().n_rows, "all of it was there"
    assert contents(tmp_path) == before


def test_an_interrupted_study_is_continued_with_what_is_missing(tmp_path, small_parts):
    run_study(study(), tmp_path / "whole")

    def stop(n):
        stop.left -= n
        if stop.left < 0:
            raise KeyboardInterrupt

    stop.left = 70
    with pytest.raises(KeyboardInterrupt):
        run_study(study(), tmp_path / "cut", progress=stop)
    assert 0 < len(list((tmp_path / "cut" / "runs").iterdir())) < len(contents(tmp_path / "whole"))
    half = Results.open(tmp_path / "cut")
    assert half.stored_row(0) == Results.open(tmp_path / "whole").stored_row(0)
    for read in (half.frame, lambda: half.stored_row(half.study.n_rows - 1)):
        with pytest.raises(
            ResultsError,
            match="1 of 3 parts are there: the batch was interrupted or still goes on; run the same command",
        ):
            read()
    told = counted(study(), tmp_path / "cut")
    assert told[0] == 64, "the finished part was found"
    assert contents(tmp_path / "cut") == contents(tmp_path / "whole")


@pytest.mark.parametrize("runs", [4, 16, 27])
def test_an_extended_folder_is_the_larger_one_to_the_byte(tmp_path, small_parts, runs):
    run_study(study(runs), tmp_path / "grown")
    run_study(study(40), tmp_path / "grown")
    run_study(study(40), tmp_path / "whole")
    assert contents(tmp_path / "grown") == contents(tmp_path / "whole")
    assert Results.open(tmp_path / "grown").study.runs == 40


def test_extending_keeps_the_parts_that_are_already_right(tmp_path, small_parts):
    run_study(study(32), tmp_path)
    assert counted(study(48), tmp_path)[0] == 128


def test_fewer_runs_than_there_are_is_refused(tmp_path):
    run_study(study(10), tmp_path)
    with pytest.raises(
        ResultsError,
        match="holds 10 runs per cell, more than the 5 asked for; choose another folder",
    ):
        run_study(study(5), tmp_path)


@pytest.mark.parametrize(
    ("details", "difference"),
    [
        ({"seed": 2}, "seed is 1 there and 2 here"),
        ({"settings": ("japan.norm=3",)}, "settings has 0 entries there and 1 here"),
        ({"dropped": ("ldp_merger",)}, "dropped has 0 entries there and 1 here"),
        ({"points": ({"japan.norm": 3},)}, r"points\.0\.japan\.norm is only here"),
    ],
)
def test_other_inputs_are_refused_naming_the_first_difference(tmp_path, details, difference):
    run_study(study(4), tmp_path)
    before = contents(tmp_path)
    with pytest.raises(
        ResultsError, match=f"belongs to other inputs: {difference}; choose another folder"
    ):
        run_study(study(4, **details), tmp_path)
    assert contents(tmp_path) == before


def test_an_edited_scenario_is_other_inputs(tmp_path):
    run_study(study(4), tmp_path)
    data = json.loads(json.dumps(dict(NAMED["1956"].resolved)))
    data["params"]["japan.norm"]["value"] = [35, 54, 74]
    from negotiation_sim.scenarios import build_scenario

    edited = NamedScenario("1956", data, build_scenario(data))
    with pytest.raises(
        ResultsError,
        match=r"scenarios\.1956\.params\.japan\.norm\.value\.2 is 73 there and 74 here",
    ):
        run_study(Study((edited, NAMED["2018"]), arms=("baseline", "no_threat"), runs=4), tmp_path)


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(file.read_bytes()[:200]),
        lambda file: file.unlink(),
        lambda file: file.write_bytes(b""),
    ],
    ids=["cut off", "lost", "emptied"],
)
def test_a_damaged_part_is_made_again(tmp_path, small_parts, damage):
    run_study(study(), tmp_path)
    before = contents(tmp_path)
    part = sorted((tmp_path / "runs").iterdir())[1]
    damage(part)
    with pytest.raises(
        ResultsError, match="missing, damaged or incomplete; run the same command again to mend it"
    ):
        Results.open(tmp_path).frame()
    told = counted(study(), tmp_path)
    assert told[0] == study().n_rows - 64
    assert contents(tmp_path) == before


def test_a_part_of_other_rows_under_the_right_name_is_made_again(tmp_path, small_parts):
    run_study(study(), tmp_path)
    before = contents(tmp_path)
    first, second, *_ = sorted((tmp_path / "runs").iterdir())
    second.write_bytes(first.read_bytes())
    run_study(study(), tmp_path)
    assert contents(tmp_path) == before


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("chapter one")
    with pytest.raises(ResultsError, match=r"no record\.json, expected a new"):
        run_study(study(4), tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "out").write_text("")
    for folder in ("out", "out/sub", "out/sub/deeper"):
        with pytest.raises(
            ResultsError, match=r"/out: is a file, expected a new folder or a result folder"
        ):
            run_study(study(4), tmp_path / folder)


def test_a_record_that_cannot_be_read_is_refused(tmp_path):
    run_study(study(4), tmp_path)
    (tmp_path / "record.json").write_text("{")
    with pytest.raises(
        ResultsError, match=r"record\.json: cannot be read .*; restore it or choose another folder"
    ):
        run_study(study(4), tmp_path)


def test_a_disk_that_refuses_is_one_clear_error_and_leaves_no_rubbish(tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(
        ResultsError,
        match=r"cannot be written \(No space left on device\); what was finished is untouched",
    ):
        run_study(study(4), tmp_path / "out")
    assert not [file for file in (tmp_path / "out").rglob("*") if file.is_file()]


@pytest.mark.parametrize("naming", ["link", "replace"])
def test_a_file_swept_up_by_another_job_before_it_has_its_name_is_written_again(
    tmp_path, monkeypatch, naming
):
    owner = {"link": os, "replace": Path}[naming]
    really, swept = getattr(owner, naming), []

    def sweep_first(temporary, target):
        if not swept:
            swept.append(temporary)
            temporary.unlink()
        return really(temporary, target)

    monkeypatch.setattr(owner, naming, sweep_first)
    run_study(study(4), tmp_path)
    assert swept
    assert Results.open(tmp_path).is_complete


def test_nothing_temporary_is_left_behind(tmp_path):
    run_study(study(4), tmp_path)
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ({"a": 1}, {"a": 1}, ""),
        ({"a": 1}, {"a": 2}, "a is 1 there and 2 here"),
        ({"a": {"b": [1, 2]}}, {"a": {"b": [1, 3]}}, "a.b.1 is 2 there and 3 here"),
        ({"a": [1]}, {"a": [1, 2]}, "a has 1 entries there and 2 here"),
        ({"a": 1, "b": 2}, {"a": 1}, "b is only there"),
        ({"a": 1}, {"a": 1, "b": 2}, "b is only here"),
        ({"a": "é"}, {"a": None}, 'a is "é" there and null here'),
        ({"a": [1]}, {"a": {"b": 1}}, 'a is [1] there and {"b": 1} here'),
    ],
)
def test_first_difference_in_words(old, new, words):
    assert first_difference(old, new) == words


def test_parts_say_where_they_begin(tmp_path):
    assert Folder(tmp_path).part_file(262144).name == "part-000000262144.parquet"


def test_rows_come_back_in_the_order_of_the_study(tmp_path, small_parts):
    one = study()
    run_study(one, tmp_path)
    frame = Results.open(tmp_path).frame(["scenario", "intervention", "run"])
    for number in (0, 7, 8, 63, 64, one.n_rows - 1):
        cell, run = Results.open(tmp_path).row(number)
        row = frame.iloc[number]
        assert (row.scenario, row.intervention, row.run) == (
            one.scenarios[cell.scenario].name,
            one.arms[cell.arm],
            run,
        )
    assert isinstance(frame, pd.DataFrame)
