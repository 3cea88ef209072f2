"""``negotiation-sim demo``."""

from __future__ import annotations

import pytest

from negotiation_sim.cli import demo
from negotiation_sim.cli.main import main
from negotiation_sim.experiments import Results
from negotiation_sim.plots import files


@pytest.fixture(autouse=True)
def no_chromium(monkeypatch):
    """As on a machine without it: the demo must do without and say so."""
    monkeypatch.setattr(files, "why_no_images", lambda: "Chromium was not found")


def test_it_runs_tells_and_draws_the_three_episodes(tmp_path, capsys):
    out = tmp_path / "demo"
    assert main(["demo", "--runs", "60", "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    for word in (
        "1956",
        "2018",
        "2022",
        "DECLARATION",
        "SUSPENSION",
        "what happened",
        "run 0 of seed 1",
    ):
        assert word in printed
    assert len(Results.open(out).frame()) == 180
    assert (out / "figures" / "outcomes.html").exists()
    assert "Chromium was not found" in printed


def test_it_can_be_run_twice_in_the_same_place(tmp_path, capsys):
    tables = []
    for _ in range(2):
        assert main(["demo", "--runs", "20", "--out", str(tmp_path / "demo")]) == 0
        tables.append(capsys.readouterr().out)
    assert tables[0] == tables[1]


def test_by_default_it_makes_one_folder_here(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["demo", "--runs", "5"]) == 0
    assert [file.name for file in tmp_path.iterdir()] == ["negotiation-demo"]


def test_every_episode_of_it_is_shipped():
    from negotiation_sim.scenarios import shipped_scenarios

    assert set(demo.EPISODES) <= {one.name for one in shipped_scenarios()}
