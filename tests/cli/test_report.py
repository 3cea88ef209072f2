"""``negotiation-sim report``."""

from __future__ import annotations

import pytest

from negotiation_sim.cli.main import main
from negotiation_sim.experiments import NamedScenario, Study, run_study
from negotiation_sim.report.page import findings


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(findings, "RUNS", 100)
    run_study(
        Study((NamedScenario.load("1956"),), arms=("baseline", "no_threat"), runs=20),
        tmp_path / "results",
    )
    return tmp_path / "results"


def test_the_page_lies_in_the_folder_and_its_size_is_told(folder, capsys):
    assert main(["report", str(folder)]) == 0
    out = capsys.readouterr().out
    page = folder / "report.html"
    assert out == f"{page} ({page.stat().st_size / 1e6:.1f} MB)\n"
    assert "DECLARATION" in page.read_text(encoding="utf-8")


def test_it_goes_where_one_says_and_tells_the_run_one_asks_for(folder, tmp_path, capsys):
    page = tmp_path / "new" / "page.html"
    assert main(["report", str(folder), "--out", str(page), "--run", "7"]) == 0
    assert "run 7 of seed 1" in page.read_text(encoding="utf-8")
    assert not (folder / "report.html").exists()


def test_making_it_again_replaces_it(folder, capsys):
    assert main(["report", str(folder)]) == main(["report", str(folder)]) == 0


def test_a_folder_still_is_its_batch_with_a_report_in_it(folder, capsys):
    assert main(["report", str(folder)]) == 0
    assert (
        main(
            [
                "run",
                "1956",
                "--intervention",
                "no_threat",
                "--runs",
                "20",
                "--seed",
                "1",
                "--out",
                str(folder),
            ]
        )
        == 0
    )
    assert (folder / "report.html").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["nowhere"], "no such folder"), (["--run", "20"], "has runs 0 to 19, asked for run 20")],
)
def test_what_cannot_be_told_is_one_line(arguments, said, folder, capsys):
    given = arguments if arguments == ["nowhere"] else [str(folder), *arguments]
    assert main(["report", *given]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_a_damaged_folder_says_how_to_mend_it_and_gets_no_page(folder, capsys):
    next((folder / "runs").iterdir()).write_bytes(b"PAR1")
    assert main(["report", str(folder)]) == 2
    assert "run the same command again to mend it" in capsys.readouterr().err
    assert not (folder / "report.html").exists()


def test_a_folder_in_the_way_is_one_line(folder, tmp_path, capsys):
    (folder / "report.html").mkdir()
    assert main(["report", str(folder)]) == 2
    assert "is a folder, expected a file or nothing" in capsys.readouterr().err
