"""``negotiation-sim solve``."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from negotiation_sim.cli.main import main

FEW = ["--runs", "20"]


def test_every_table_names_the_disagreement_point(capsys):
    assert main(["solve", "1956", "--at", "1956-08", *FEW]) == 0
    told = capsys.readouterr().out
    assert "Aug 1956" in told
    assert "Disagreement point: going on with talks, worth Japan 4.0, USSR 4.0" in told
    assert "Zone of agreement: 1 of" in told
    assert "a joint declaration that restores relations  ← every concept" in told
    assert "rescaling one party's utilities moves it" in told
    assert "Options: japan accepts, russia accepts, us.threat, us.consent" in told


def test_without_a_zone_nothing_is_picked(capsys):
    assert main(["solve", "2022", *FEW]) == 0
    told = capsys.readouterr().out
    assert "Zone of agreement: 0 of" in told
    assert "1.00   –" in told


def test_tables_for_a_machine(tmp_path, capsys):
    assert main(["solve", "2018", "--set", "base.consent=0", *FEW, "--json", "--out", str(tmp_path / "solved")]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {"nash", "spe", "kalai_smorodinsky", "egalitarian", "utilitarian", "zeuthen"} == {row["concept"] for row in found["concepts"]}
    assert found["disagreement"] == {"japan": 4, "russia": 4}
    assert len(pd.read_csv(tmp_path / "solved" / "outcomes.csv")) == len(found["outcomes"])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["2018", "--at", "2025-01"], "--at 2025-01: is outside the calendar, expected YYYY-MM or YYYY-MM-DD from 2018-09 to 2020-12"),
        (["2018", "--at", "soon"], "--at soon: is no date"),
        (["2017"], "did you mean '2018'"),
    ],
)
def test_what_does_not_fit_is_one_line(words, message, capsys):
    assert main(["solve", *words, *FEW]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
