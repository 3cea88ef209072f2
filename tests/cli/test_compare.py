"""``negotiation-sim compare``."""

from __future__ import annotations

import json

import pytest

from negotiation_sim.cli.main import main


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("results")
    (path / "design.yaml").write_text(
        "title: T\nscenarios: [1956]\nruns: 200\nseed: 1\ninterventions: [no_threat]\nvary: {grid: {us.threat: [10, 60]}}\n"
    )
    assert main(["run", str(path / "design.yaml"), "--out", str(path / "design")]) == 0
    assert (
        main(
            [
                "run",
                "1956",
                "2022",
                "--runs",
                "200",
                "--intervention",
                "no_threat",
                "--out",
                str(path / "plain"),
            ]
        )
        == 0
    )
    return path


def test_every_intervention_has_a_line_and_the_terms_are_explained(folder, capsys):
    assert main(["compare", str(folder / "plain")]) == 0
    told = capsys.readouterr().out
    assert told.startswith(
        "1956: under “Washington never presses Tokyo”, treaty with islands comes"
    )
    assert "2022: no effect on treaty with islands can be told from luck." in told
    assert len([line for line in told.splitlines() if line.endswith("  no_threat")]) == 2
    assert "A share so close to 0 says little: the median gap to a settlement changes" in told
    assert "none of it is an estimate or a prediction" in told


def test_no_box_is_played_unless_it_is_asked_for(folder, capsys, monkeypatch):
    from negotiation_sim.analysis import effects_in_box

    def play(*_):
        raise AssertionError("a box is played")

    with monkeypatch.context() as patch:
        patch.setattr(effects_in_box, "effects_in_box", play)
        assert main(["compare", str(folder / "plain")]) == 0
    capsys.readouterr()
    asked = ["--box", "plausible_box", "--box-points", "2"]
    assert main(["compare", str(folder / "plain"), *asked, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["box_points"] == 2


def test_a_box_that_does_not_fit_is_told(folder, capsys):
    assert main(["compare", str(folder / "design"), "--box", "plausible_box"]) == 0
    assert "plausible_box is not shown" in capsys.readouterr().err


def test_a_class_can_be_asked_for(folder, capsys):
    assert main(["compare", str(folder / "plain"), "--on", "DECLARATION"]) == 0
    assert "1956: effects on declaration with the promise of two" in capsys.readouterr().out
    assert main(["compare", str(folder / "plain"), "--on", "DECLARATOIN"]) == 2
    assert "did you mean 'DECLARATION'" in capsys.readouterr().err


def test_at_the_edge_of_a_class_no_gap_to_another_event_is_shown(folder, capsys):
    assert main(["compare", str(folder / "plain"), "--on", "TREATY_FOUR"]) == 0
    told = capsys.readouterr().out
    assert "A share so close to 0 says little.\n" in told
    assert "gap" not in told


def test_a_design_is_told_as_a_range_or_point_by_point(folder, capsys):
    assert main(["compare", str(folder / "design")]) == 0
    assert "2 points of 200 runs each" in capsys.readouterr().out
    assert main(["compare", str(folder / "design"), "--points"]) == 0
    told = capsys.readouterr().out
    assert "point 0 (US threat, stake times credibility times hold on Tokyo: 10)" in told
    assert "point 1" in told


def test_the_table_can_be_read_by_a_machine(folder, capsys):
    assert main(["compare", str(folder / "design"), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["intervention"], row["point"], row["n"]) for row in rows] == [
        ("no_threat", 0, 200),
        ("no_threat", 1, 200),
    ]
    assert {
        "effect",
        "effect_low",
        "effect_high",
        "pn",
        "ps",
        "pn_event",
        "ps_event",
        "edge",
    } <= set(rows[0])
