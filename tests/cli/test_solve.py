"""``negotiation-sim solve``."""

from __future__ import annotations

import json
import re

import pandas as pd
import pytest
from tests.first import FIRST
from tests.model.small import mapping

from negotiation_sim.cli.main import main
from negotiation_sim.plots.catalogue import figure_of
from negotiation_sim.plots.folders import FigureFolder
from negotiation_sim.scenarios import as_yaml

FEW = ["--runs", "20"]


def test_every_table_names_the_disagreement_point(capsys):
    assert main(["solve", "1956", "--at", "1956-08", *FEW]) == 0
    told = capsys.readouterr().out
    assert "Aug 1956" in told
    answer = " ".join(told.partition("\n\n")[0].split())
    assert re.search(r"treaty with islands falls \d+\.\d points short \(Japan: \w+\)", answer)
    assert "2 of 9 texts that can be signed leave nobody worse off than going on." in answer
    assert "Going on with talks is worth Japan 4.0, USSR 4.0 against a final text" in answer
    assert "rescaling one party's utilities moves it" in " ".join(told.split())
    assert "Japan and USSR accept, United States does not" in told
    assert "the order japan accepts, russia accepts, us.threat, us.consent" in " ".join(
        told.split()
    )


def test_the_text_that_all_concepts_pick_is_named(capsys):
    assert main(["solve", FIRST["1956"], "--at", "1956-08", *FEW]) == 0
    answer = " ".join(capsys.readouterr().out.partition("\n\n")[0].split())
    assert "treaty with islands falls 32.6 points short (Japan: ratification)" in answer
    assert "1 of 6 texts that can be signed leaves nobody worse off than going on." in answer
    assert "All 6 concepts pick “a joint declaration that restores relations”." in answer


def test_without_a_zone_nothing_is_picked(capsys):
    assert main(["solve", "2022", *FEW]) == 0
    told = capsys.readouterr().out
    assert " texts that can be signed leave nobody worse off" in " ".join(told.split())
    assert [line.split()[-2:] for line in told.splitlines() if line.startswith("  Nash:")] == [
        ["1.00", "–"]
    ]


def test_tables_for_a_machine(tmp_path, capsys):
    assert (
        main(
            [
                "solve",
                "2018",
                "--set",
                "base.consent=0",
                *FEW,
                "--json",
                "--out",
                str(tmp_path / "solved"),
            ]
        )
        == 0
    )
    found = json.loads(capsys.readouterr().out)
    assert {"nash", "spe", "kalai_smorodinsky", "egalitarian", "utilitarian", "zeuthen"} == {
        row["concept"] for row in found["concepts"]
    }
    assert found["disagreement"] == {"japan": 4, "russia": 4}
    assert len(pd.read_csv(tmp_path / "solved" / "outcomes.csv")) == len(found["outcomes"])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["2018", "--at", "2025-01"],
            "--at 2025-01: is outside the calendar, expected YYYY-MM or YYYY-MM-DD from 2018-09 to 2020-12",
        ),
        (["2018", "--at", "soon"], "--at soon: is no date"),
        (["2017"], "did you mean '2018'"),
    ],
)
def test_what_does_not_fit_is_one_line(words, message, capsys):
    assert main(["solve", *words, *FEW]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err


@pytest.fixture
def well(tmp_path):
    """Writes the starter's dispute with some sections laid over it."""

    def written(**sections):
        data = mapping({"one": {"a": 3, "b": 1}, "two": {"a": 1, "b": 3}}, **sections)
        path = tmp_path / "well.yaml"
        path.write_text(as_yaml(data), encoding="utf-8")
        return str(path)

    return written


def test_a_dispute_without_a_final_text_is_solved_on_interim_ones(well, capsys):
    data = mapping({"one": {"a": 3, "b": 1}}, kinds={"one": "interim"})
    data["classes"] = [{"class": "INTERIM", "kind": "interim"}, {"class": "OPEN"}]
    assert (
        main(
            [
                "solve",
                well(kinds={"one": "interim", "two": "interim"}, classes=data["classes"]),
                *FEW,
            ]
        )
        == 0
    )
    assert "2 of 2 texts that can be signed leave nobody" in " ".join(
        capsys.readouterr().out.split()
    )


def refusing(points):
    return {
        "thirds": ["c"],
        "levers": {"c.sign": {"type": "consent", "by": "c", "when": {"deal": ["one", "two"]}}},
        "scores": {"c": {"deal": {"one": points, "two": points}}},
    }


def test_where_everything_is_refused_nothing_is_signed(well, tmp_path, capsys):
    assert main(["solve", well(**refusing(-9)), *FEW, "--out", str(tmp_path / "out")]) == 0
    told = capsys.readouterr().out
    assert "0 of 0 texts that can be signed" in " ".join(told.split())
    (line,) = (line for line in told.splitlines() if line.endswith("NNN"))
    assert " ".join(line.split()) == "A and B insist, C does not sign ✓ ✓ ✓ ✓ nothing NNN"


def test_no_state_signs_a_text_without_the_signature_it_needs(well, tmp_path):
    assert main(["solve", well(**refusing(0)), *FEW, "--out", str(tmp_path / "out")]) == 0
    states = pd.read_csv(tmp_path / "out" / "states.csv").set_index("state")
    assert states.loc["YYN", "label"] == "nothing is signed"
    assert states.loc["YYY", "label"] != "nothing is signed"


def test_texts_that_tie_are_all_marked_and_figures_are_written(well, tmp_path, capsys):
    assert main(["solve", well(), *FEW, "--out", str(tmp_path / "out")]) == 0
    outcomes = pd.read_csv(tmp_path / "out" / "outcomes.csv")
    assert outcomes["marks"].str.contains("nash").tolist() == [True, True]
    assert {"disagreement_a", "disagreement_b"} <= set(outcomes.columns)
    assert sorted(path.name for path in (tmp_path / "out" / "figures").iterdir()) == [
        "solutions.html",
        "states.html",
    ]


def test_a_text_has_one_letter_in_the_tables_and_in_both_figures(tmp_path, capsys):
    assert main(["solve", "1956", *FEW, "--out", str(tmp_path / "so")]) == 0
    told = capsys.readouterr().out
    texts, states = (
        told.partition(head)[2] for head in ("Texts at the most", "States in which the talks")
    )
    assert re.search(r"✓ +D a peace treaty, Shikotan and Habomai, US", states)
    folder = FigureFolder(tmp_path / "so")
    for name in ("solutions", "states"):
        notes = next(
            note.text for note in figure_of(folder, name).layout.annotations if note.name == "notes"
        )
        lettered = re.findall(r"^([A-Z])  (.{30})", notes.replace("<br>", "\n"), re.MULTILINE)
        assert len(lettered) > 1
        for letter, text in lettered:
            assert f"\n  {letter} {text}" in texts


def test_the_states_that_the_table_leaves_out_are_counted(tmp_path, capsys):
    assert main(["solve", "2018", "--at", "2018-11", *FEW, "--out", str(tmp_path / "so")]) == 0
    listed = capsys.readouterr().out.partition("States in which the talks can rest")[2]
    lines = [line for line in listed.splitlines() if re.search(r" [YN]{4}$", line)]
    nash = sum(line.rstrip().endswith(("NNNN", "NNNY")) for line in lines)
    assert (len(lines), nash) == (4, 2)
    assert "Left out: 8 more states" in listed
    assert "(Nash 3, GMR 8, SMR 8, SEQ 4)" in listed
    assert int(pd.read_csv(tmp_path / "so" / "states.csv")["Nash"].sum()) == nash + 3
