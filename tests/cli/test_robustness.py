"""``negotiation-sim robustness``."""

from __future__ import annotations

import json
import re

import pandas as pd

from negotiation_sim.analysis import rules
from negotiation_sim.cli.main import main

SMALL = ["--points", "20", "--runs", "20"]


def test_conclusions_rules_and_history_are_told(tmp_path, capsys):
    assert main(["robustness", "plausible_box", *SMALL, "--out", str(tmp_path / "box")]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Of 10 conclusions ")
    assert "1956: without the threat a treaty is likelier" in out
    assert "in all at once" in out
    assert "3 recorded outcomes carry at most 12 bits" in out
    assert "Nothing here is an estimate or a prediction." in out
    assert "conclusions.csv" in err
    assert len(pd.read_csv(tmp_path / "box" / "robustness" / "conclusions.csv")) == 20
    about = json.loads((tmp_path / "box" / "robustness" / "about.json").read_text(encoding="utf-8"))
    assert about["bits"].startswith("3 recorded outcomes carry at most 12 bits")
    assert (about["experiment"], about["points"], about["n"], about["seed"]) == (
        "plausible_box",
        20,
        20,
        1,
    )
    assert {"command", "version"} <= set(about)


def test_a_folder_is_continued(tmp_path, capsys):
    for _ in range(2):
        assert (
            main(["robustness", "plausible_box", *SMALL, "--out", str(tmp_path / "box"), "--json"])
            == 0
        )
    first, second = capsys.readouterr().out.splitlines()
    assert first == second
    assert json.loads(first)["points"] == 20


def test_what_is_told_of_history_and_models_comes_with_its_error(capsys):
    assert main(["robustness", "rival_models", *SMALL]) == 0
    out = capsys.readouterr().out
    assert out.startswith("History speaks against ")
    assert re.search(r"in all at once +0\.\d\d +0\.\d\d–0\.\d\d", out)
    assert len(re.findall(r"0\.\d\d +0\.\d\d +[+-]0\.\d{3} ± 0\.\d{3}", out)) == 3
    assert re.search(r"us only +-\d\.\d\d ± \d\.\d\d +\d+\.\d +\d+\.\d to \d+\.\d.*us_only", out)
    assert "A model whose interval covers 1 cannot be told from the first" in out


def test_models_are_weighed(capsys):
    assert main(["robustness", "rival_models", *SMALL, "--json"]) == 0
    models = json.loads(capsys.readouterr().out)["models"]
    assert [row["model"] for row in models][:2] == ["full model", "no_us_lever"]


def test_without_scikit_learn_only_the_rules_are_missing(capsys, monkeypatch):
    monkeypatch.setattr(rules, "find_spec", lambda _name: None)
    assert main(["robustness", "plausible_box", *SMALL]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "No rules: rules need scikit-learn: pip install 'negotiation-sim[analysis]'" in said
    assert "short rules" not in said


def test_what_has_no_box_or_nothing_to_judge_is_refused(tmp_path, capsys):
    assert main(["robustness", "history"]) == 2
    assert (
        "history: samples no box, expected an experiment with vary.latin_hypercube or vary.sobol"
        in capsys.readouterr().err
    )
    path = tmp_path / "silent.yaml"
    path.write_text(
        "title: T\nscenarios: [1956]\nruns: 1\nseed: 1\nvary: {latin_hypercube: {points: 20, seed: 1, parameters: {us.threat: [0, 60]}}}\n"
    )
    assert main(["robustness", str(path)]) == 2
    assert "declares neither conclusions nor models" in capsys.readouterr().err
