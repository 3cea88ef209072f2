"""``negotiation-sim plot``."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace

import pytest

from negotiation_sim.cli.main import main
from negotiation_sim.experiments import NamedScenario, Study, run_study
from negotiation_sim.plots import catalogue


@pytest.fixture
def folder(tmp_path):
    run_study(
        Study((NamedScenario.load("1956"),), arms=("baseline", "no_threat"), runs=20),
        tmp_path / "results",
    )
    return tmp_path / "results"


def test_a_page_is_drawn_beside_the_rows(folder, capsys):
    assert main(["plot", str(folder)]) == 0
    assert capsys.readouterr().out.strip() == str(folder / "figures" / "outcomes.html")
    assert "declaration with the promise of two" in (
        folder / "figures" / "outcomes.html"
    ).read_text(encoding="utf-8")


def test_it_goes_where_one_says(folder, tmp_path, capsys):
    assert main(["plot", str(folder), "--out", str(tmp_path / "elsewhere")]) == 0
    assert [file.name for file in (tmp_path / "elsewhere").iterdir()] == ["outcomes.html"]
    assert not (folder / "figures").exists()


@pytest.mark.chromium
def test_several_formats_are_several_files(folder, capsys):
    assert main(["plot", str(folder), "--format", "png", "--format", "html"]) == 0
    assert {file.suffix for file in (folder / "figures").iterdir()} == {".png", ".html"}


def test_no_folder_no_figure(tmp_path, capsys):
    assert main(["plot", str(tmp_path / "nowhere")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "no such folder" in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_folder_says_how_to_mend_it(folder, capsys):
    next((folder / "runs").iterdir()).write_bytes(b"PAR1")
    assert main(["plot", str(folder)]) == 2
    assert "run the same command again to mend it" in capsys.readouterr().err
    assert not (folder / "figures").exists()


def test_an_unknown_format_is_refused(folder, capsys):
    assert main(["plot", str(folder), "--format", "bmp"]) == 2
    assert "bmp" in capsys.readouterr().err


def test_every_figure_a_folder_can_give(folder, capsys):
    assert main(["plot", str(folder), "--figure", "all"]) == 0
    names = [
        "outcomes",
        "what_ifs",
        "effects",
        "ridge",
        "timing",
        "over_time",
        "record",
        "map",
        "trace",
        "path",
    ]
    assert [line.rsplit("/", 1)[1] for line in capsys.readouterr().out.split()] == [
        f"{name}.html" for name in names
    ]


def test_a_figure_with_nothing_to_draw_does_not_stop_the_others(folder, capsys, monkeypatch):
    def nothing(_folder, _choice):
        raise ValueError("no run ends before its horizon, so there is nothing to draw")

    entry = replace(catalogue.CATALOGUE["timing"], draw=nothing)
    monkeypatch.setattr(catalogue, "CATALOGUE", {**catalogue.CATALOGUE, "timing": entry})
    assert main(["plot", str(folder), "--figure", "all"]) == 0
    out, err = capsys.readouterr()
    assert "trace.html" in out
    assert err.startswith("left out: ")
    assert main(["plot", str(folder), "--figure", "timing"]) == 2


def test_an_unknown_figure_is_refused_before_any_is_drawn(folder, capsys):
    assert main(["plot", str(folder), "--figure", "effects", "--figure", "outcme"]) == 2
    assert "'outcme' is not a figure; did you mean 'outcomes'?" in capsys.readouterr().err
    assert not (folder / "figures").exists()


def test_the_list_says_what_each_shows_and_why_a_folder_cannot_give_it(folder, capsys):
    assert main(["plot", "--list"]) == 0
    everything = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in everything][:3] == ["outcomes", "what_ifs", "levels"]
    assert not any("(needs" in line for line in everything)
    assert main(["plot", "--list", str(folder)]) == 0
    unable = [line.split()[0] for line in capsys.readouterr().out.splitlines() if "(needs" in line]
    assert unable[:2] == ["levels", "heat_map"]


def test_the_print_theme_has_black_ink(folder, capsys):
    assert main(["plot", str(folder), "--theme", "print"]) == 0
    assert '"color":"#000000"' in (folder / "figures" / "outcomes.html").read_text(encoding="utf-8")


def test_a_folder_with_nothing_to_draw_and_no_folder_at_all_are_said(tmp_path, capsys):
    assert main(["plot", str(tmp_path)]) == 2
    assert "holds nothing to draw" in capsys.readouterr().err
    assert main(["plot"]) == 2
    assert "Missing argument 'FOLDER'" in capsys.readouterr().err


def test_what_is_shown_can_be_chosen(folder, capsys):
    chosen = ["--scenario", "1956", "--intervention", "no_threat", "--run", "3", "--title"]
    assert main(["plot", str(folder), "--figure", "trace", *chosen, "How it went"]) == 0
    page = (folder / "figures" / "trace.html").read_text("utf-8")
    assert "<title>How it went</title>" in page
    assert "run 3 of seed 1, Washington never presses Tokyo" in page


def test_a_choice_that_the_figure_does_not_read_is_refused(folder, capsys):
    assert main(["plot", str(folder), "--x", "months"]) == 2
    err = capsys.readouterr().err
    assert "figure outcomes does not read --x; figures that do: heat_map, scatter" in err
    assert not (folder / "figures").exists()


def test_of_all_figures_each_reads_its_part(folder, capsys):
    assert main(["plot", str(folder), "--figure", "all", "--x", "months"]) == 0
    assert "Median months played" in (folder / "figures" / "ridge.html").read_text("utf-8")


@pytest.mark.chromium
def test_an_image_for_a_telephone_is_reflowed(folder, capsys):
    assert main(["plot", str(folder), "--format", "png", "--width", "390"]) == 0
    head = (folder / "figures" / "outcomes.png").read_bytes()[16:20]
    assert int.from_bytes(head, "big") == 780


def test_all_figures_show_how_far_they_are(folder, capsys, monkeypatch):
    told = []

    @contextmanager
    def progress_over(total, unit):
        told.append((total, unit))
        yield told.append

    monkeypatch.setattr("negotiation_sim.cli.plot.progress_over", progress_over)
    assert main(["plot", str(folder), "--figure", "outcomes", "--figure", "what_ifs"]) == 0
    assert told == [(2, "figures"), 1, 1]
