from __future__ import annotations

import json

import pandas as pd
import pytest

from negotiation_sim.analysis.summary import settled_share, summarise
from negotiation_sim.analysis.words import Words
from negotiation_sim.experiments.batch import run_study
from negotiation_sim.experiments.study import NamedScenario, Study
from negotiation_sim.export.codebook import HONESTY
from negotiation_sim.export.listing import as_text
from negotiation_sim.report.tables import outcome_listings, result_table

WORDS = Words(
    {"TREATY": "treaty with all", "TALKS": "more talks", "NEVER": "never"},
    events={"1956": "treaty with islands"},
)


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
    of = settled_share(rows).assign(gap_start=start, gap_end=end)
    (listing,) = outcome_listings(summarise(rows), of, {"1956": "TREATY"}, WORDS, points)
    return as_text(listing).splitlines()


def test_most_frequent_class_comes_first_and_empty_ones_not_at_all():
    lines = table_of(
        pd.Categorical(["TREATY"] + ["TALKS"] * 3, ["TREATY", "TALKS", "NEVER"]),
        [True, False, False, False],
    )
    assert [line.split()[:2] for line in lines[3:]] == [
        ["more", "talks"],
        ["treaty", "with"],
        ["settled:", "treaty"],
    ]


def test_endings_have_labels_and_their_codes_in_the_last_column():
    lines = table_of(["TREATY", "TALKS"], [True, False])
    assert {tuple(line.split())[:: len(line.split()) - 1] for line in lines[3:5]} == {
        ("treaty", "TREATY"),
        ("more", "TALKS"),
    }


def test_what_happened_is_marked_and_what_counts_as_settled_is_named():
    lines = table_of(["TREATY", "TALKS"], [True, False])
    assert [line for line in lines[1:] if "◆" in line] == [
        line for line in lines if "treaty with all ◆" in line
    ]
    assert "◆ what happened" in lines[0]
    assert lines[-1].startswith("    settled: treaty with islands")


@pytest.mark.parametrize(("settled", "edge"), [(0, 0), (200, 1)])
def test_a_share_at_an_edge_sends_the_reader_to_the_gap(settled, edge):
    lines = table_of(["TALKS"] * 200, [True] * settled + [False] * (200 - settled))
    assert lines[-1].strip() == (
        f"So close to {edge} a share says little: the median gap is -8.9 points at the start and +3.1 at the end."
    )


def test_a_share_inside_the_edges_has_no_warning():
    assert "gap" not in table_of(["TALKS"] * 10, [True] + [False] * 9)[-1]


def test_a_rare_class_is_not_shown_as_none():
    assert "<0.01" in "\n".join(table_of(["TALKS"] * 999 + ["TREATY"], [False] * 1000))


def test_points_of_a_design_are_told_apart():
    lines = table_of(
        ["TALKS"] * 4, [False] * 4, points=({"us.threat": "10"}, {}), point=[0, 0, 1, 1]
    )
    titles = [line.strip() for line in lines if "nothing is changed" in line]
    assert titles == [
        "baseline: nothing is changed, point 0 (us.threat: 10)",
        "baseline: nothing is changed, point 1",
    ]


def test_a_large_design_is_told_as_ranges(monkeypatch, tmp_path):
    monkeypatch.setattr("negotiation_sim.report.tables.MOST_POINTS", 1)
    points = ({"us.threat": "0"}, {"us.threat": "60"})
    text = result_table(
        run_study(Study((NamedScenario.load("1956"),), points=points, runs=30), tmp_path)
    )
    assert "1956: 2 points of 30 runs each" in text
    assert "average of 2 points of equal weight" in " ".join(text.split())
    assert "declaration with the promise of two ◆" in text
    assert "settled: treaty with islands" in text
    assert "Intervals" not in text
    assert text.endswith("not estimates or predictions.\nThe numbers behind them are judgement.")


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
    headings = ["baseline: nothing is changed", "Washington never presses Tokyo"]
    assert [line.strip() for line in text.splitlines() if line.strip() in headings] == 2 * headings
    assert "no_threat" not in text


def test_the_answer_comes_before_the_tables(results):
    first, second = result_table(results).partition("\n\n")[0].split("\n2022: ")
    assert first.startswith("1956: the most frequent ending is declaration with the promise of two")
    assert "as in history. Treaty with islands: " in " ".join(first.split())
    assert "as things are; " in " ".join(second.split())
    assert "under “Washington never presses Tokyo”" in " ".join(second.split())


def test_result_table_as_json_holds_every_share_with_its_error(results):
    data = json.loads(result_table(results, as_json=True))
    assert set(data) == {"outcomes", "settled"}
    assert all(
        {"share", "low", "high", "mcse", "n"} <= set(row)
        for row in data["outcomes"] + data["settled"]
    )
