from __future__ import annotations

import json

import pandas as pd
import pytest

from negotiation_sim.analysis.summary import settled_share, summarise
from negotiation_sim.experiments.batch import run_study
from negotiation_sim.experiments.study import NamedScenario, Study
from negotiation_sim.export.codebook import HONESTY
from negotiation_sim.report.tables import outcome_table, result_table


def table_of(classes, settled, gaps=(-8.94, 3.06), points=({},), **columns):
    rows = pd.DataFrame(
        {
            "scenario": "1956",
            "intervention": "baseline",
            "point": 0,
            "outcome_class": classes,
            "settled": settled,
            **columns,
        }
    )
    start, end = gaps
    return outcome_table(
        summarise(rows),
        settled_share(rows).assign(gap_start=start, gap_end=end),
        {"1956": "TREATY"},
        {"1956": "treaty with islands"},
        points,
    ).splitlines()


def test_most_frequent_class_comes_first_and_empty_ones_not_at_all():
    lines = table_of(
        pd.Categorical(["TREATY"] + ["TALKS"] * 3, ["TREATY", "TALKS", "NEVER"]),
        [True, False, False, False],
    )
    assert [line.split()[0] for line in lines[2:]] == ["TALKS", "TREATY", "="]


def test_what_happened_is_marked_and_what_counts_as_settled_is_named():
    lines = table_of(["TREATY", "TALKS"], [True, False])
    assert [line.endswith("◆ what happened") for line in lines] == [
        False,
        False,
        "TREATY" in lines[2],
        "TREATY" in lines[3],
        False,
    ]
    assert lines[-1].startswith("  = treaty with islands")


@pytest.mark.parametrize(("settled", "word"), [(0, "floor"), (200, "ceiling")])
def test_a_share_at_an_edge_sends_the_reader_to_the_gap(settled, word):
    lines = table_of(["TALKS"] * 200, [True] * settled + [False] * (200 - settled))
    assert lines[-1].endswith(
        f"{word}: see the median gap, -8.9 points at the start, +3.1 at the end"
    )


def test_a_share_inside_the_edges_has_no_warning():
    assert "gap" not in table_of(["TALKS"] * 10, [True] + [False] * 9)[-1]


def test_a_rare_class_is_not_shown_as_none():
    assert "<0.01" in "\n".join(table_of(["TALKS"] * 999 + ["TREATY"], [False] * 1000))


def test_points_of_a_design_are_told_apart():
    lines = table_of(
        ["TALKS"] * 4, [False] * 4, points=({"us.threat": "10"}, {}), point=[0, 0, 1, 1]
    )
    titles = [line for line in lines if "runs" in line]
    assert titles == [
        "1956 · baseline · point 0 (us.threat=10) · 2 runs",
        "1956 · baseline · point 1 · 2 runs",
    ]


def test_a_large_design_is_told_as_ranges(monkeypatch, tmp_path):
    monkeypatch.setattr("negotiation_sim.report.tables.MOST_POINTS", 1)
    points = ({"us.threat": "0"}, {"us.threat": "60"})
    text = result_table(
        run_study(Study((NamedScenario.load("1956"),), points=points, runs=30), tmp_path)
    )
    assert "1956 · baseline · 2 points of 30 runs" in text
    assert "DECLARATION" in text
    assert "= treaty with islands" in text
    assert text.endswith(HONESTY)


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    study = Study(
        (NamedScenario.load("1956"), NamedScenario.load("2022")),
        ("baseline", "no_threat"),
        runs=30,
        seed=3,
    )
    return run_study(study, tmp_path_factory.mktemp("results") / "folder")


def test_result_table_says_what_it_does_not_say(results):
    text = result_table(results)
    assert text.endswith(HONESTY)
    assert "not estimates or predictions" in text
    assert [line for line in text.splitlines() if line.endswith(" runs")] == [
        f"{scenario} · {arm} · 30 runs"
        for scenario in ("1956", "2022")
        for arm in ("baseline", "no_threat")
    ]


def test_result_table_as_json_holds_every_share_with_its_error(results):
    data = json.loads(result_table(results, as_json=True))
    assert set(data) == {"outcomes", "settled"}
    assert all(
        {"share", "low", "high", "mcse", "n"} <= set(row)
        for row in data["outcomes"] + data["settled"]
    )
