"""``negotiation-sim experiments`` and ``run EXPERIMENT``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from negotiation_sim.cli.main import main
from negotiation_sim.experiments import Results
from negotiation_sim.scenarios import shipped_experiments

WRONG = Path(__file__).parents[1] / "scenarios" / "wrong_experiments"


def test_the_list_names_title_and_question(capsys):
    assert main(["experiments"]) == 0
    assert "history – Three episodes – How often" in capsys.readouterr().out
    assert main(["experiments", "list", "--json"]) == 0
    assert {row["name"] for row in json.loads(capsys.readouterr().out)} == {
        one.name for one in shipped_experiments()
    }


def test_faults_are_told_with_their_place(capsys):
    assert main(["experiments", "check", "history", str(WRONG / "two_designs.yaml")]) == 2
    out, err = capsys.readouterr()
    assert out == "history: ok\n"
    assert "two_designs.yaml:7:3: vary.sobol: a second design beside grid, expected one" in err


def test_points_can_be_printed_and_used_again(tmp_path, capsys):
    assert main(["experiments", "points", "pressure_by_guarantee"]) == 0
    (tmp_path / "points.csv").write_text(capsys.readouterr().out)
    again = tmp_path / "again.yaml"
    again.write_text("title: T\nscenarios: [1956]\nruns: 1\nseed: 1\nvary: {table: points.csv}\n")
    for name in ("pressure_by_guarantee", str(again)):
        assert main(["experiments", "points", name, "--json"]) == 0
    first, second = capsys.readouterr().out.split("]\n[")
    assert json.loads(f"{first}]") == json.loads(f"[{second}")


def test_the_schema_is_json(capsys):
    assert main(["experiments", "schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "negotiation_sim experiment"


@pytest.mark.parametrize("one", shipped_experiments(), ids=lambda one: one.name)
def test_every_shipped_experiment_can_be_tried_without_writing_anything(
    one, tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(
        "negotiation_sim.experiments.estimate.SAMPLE_ROWS", {"ensemble": 400, "mesa": 4}
    )
    monkeypatch.chdir(tmp_path)
    assert main(["run", one.name, "--dry-run", "--out", "results"]) == 0
    told = capsys.readouterr().out
    assert "points" in told
    assert "rows" in told
    assert "about" in told
    assert "Nothing was written" in told
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_counts_cells_and_rows(monkeypatch, capsys):
    monkeypatch.setattr(
        "negotiation_sim.experiments.estimate.SAMPLE_ROWS", {"ensemble": 400, "mesa": 4}
    )
    assert (
        main(
            ["run", "counterfactuals", "--dry-run", "--json", "--runs", "1000", "--engine", "mesa"]
        )
        == 0
    )
    plan = json.loads(capsys.readouterr().out)
    assert (plan["points"], plan["cells"], plan["rows"], plan["engine"]) == (1, 43, 43_000, "mesa")
    assert plan["seconds"] > 0
    assert plan["megabytes"] > 0


def test_an_experiment_that_varies_nothing_says_so(capsys):
    assert main(["experiments", "points", "history"]) == 0
    assert capsys.readouterr() == (
        "",
        "Nothing is varied: the only point is the scenarios themselves.\n",
    )


@pytest.mark.parametrize(
    "command",
    [["run"], ["experiments", "points"], ["experiments", "check"], ["scenarios", "check"]],
)
def test_a_folder_in_the_place_of_a_file_is_named_as_one(command, tmp_path, monkeypatch, capsys):
    (tmp_path / "scn").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main([*command, "scn"]) == 2
    assert (
        "scn: is a folder, expected a file or the name of something shipped"
        in capsys.readouterr().err
    )


def plan(capsys, *words):
    assert main(["run", "1956", "--dry-run", "--json", *words]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def small_sample(monkeypatch):
    monkeypatch.setattr(
        "negotiation_sim.experiments.estimate.SAMPLE_ROWS", {"ensemble": 4000, "mesa": 4}
    )


def test_a_dry_run_tells_the_share_of_a_part(small_sample, tmp_path, capsys):
    out = ["--out", str(tmp_path / "out")]
    whole, part = (
        plan(capsys, "--runs", "600000"),
        plan(capsys, "--runs", "600000", "--part", "3/3", *out),
    )
    assert (whole["rows_of_part"], part["rows_of_part"], part["part"]) == (
        600_000,
        600_000 - 2 * 2**18,
        "3/3",
    )
    assert part["megabytes"] < 0.3 * whole["megabytes"]
    assert (
        main(
            [
                "run",
                "1956",
                "--dry-run",
                "--runs",
                "600000",
                "--part",
                "3/3",
                "--workers",
                "2",
                *out,
            ]
        )
        == 0
    )
    told = capsys.readouterr().out
    assert "in part 3/3, which time and size below are of" in told
    assert "runs without --workers\n" in told
    assert not (tmp_path / "out").exists()


def test_a_dry_run_knows_that_tallies_are_small(small_sample, capsys):
    rows, tallies = (
        plan(capsys, "--runs", "1000000"),
        plan(capsys, "--runs", "1000000", "--tallies"),
    )
    assert (rows["keeps"], tallies["keeps"]) == ("rows", "tallies")
    assert tallies["megabytes"] < 0.01 * rows["megabytes"]


def test_a_dry_run_expects_the_same_size_of_both_engines(small_sample, capsys):
    sizes = [
        plan(capsys, "--runs", "1000000", "--engine", engine)["megabytes"]
        for engine in ("ensemble", "mesa")
    ]
    assert sizes[0] == sizes[1]


def test_a_dry_run_refuses_the_folder_that_the_run_would_refuse(small_sample, tmp_path, capsys):
    assert main(["run", "1956", "--runs", "5", "--out", str(tmp_path)]) == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    capsys.readouterr()
    for words in (["--dry-run"], []):
        assert (
            main(["run", "1956", "--runs", "5", "--seed", "2", "--out", str(tmp_path), *words]) == 2
        )
        assert "belongs to other inputs: seed is 1 there and 2 here" in capsys.readouterr().err
    assert main(["run", "1956", "--runs", "9", "--dry-run", "--out", str(tmp_path)]) == 0
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_the_command_line_adds_to_an_experiment_and_replaces_its_numbers(tmp_path, capsys):
    out = tmp_path / "out"
    words = [
        "--runs",
        "5",
        "--seed",
        "3",
        "--intervention",
        "no_threat",
        "--set",
        "us.noise=4",
        "--drop",
        "inf_exit",
    ]
    assert main(["run", "sofa_presumption", *words, "--out", str(out)]) == 0
    study = Results.open(out).study
    assert (study.runs, study.seed, study.arms) == (5, 3, ("baseline", "no_threat"))
    assert (study.settings, study.dropped, len(study.points)) == (("us.noise=4",), ("inf_exit",), 6)


def test_an_experiment_says_its_engine(tmp_path, capsys):
    path = tmp_path / "slow.yaml"
    path.write_text("title: T\nscenarios: [2018]\nruns: 3\nseed: 1\nengine: mesa\n")
    out = tmp_path / "out"
    assert main(["run", str(path), "--out", str(out)]) == 0
    assert Results.open(out).record["engine"] == "mesa"


def test_an_experiment_is_run_alone(capsys):
    assert main(["run", "1956", "history"]) == 2
    assert (
        "history is an experiment, expected it alone or scenarios only" in capsys.readouterr().err
    )
