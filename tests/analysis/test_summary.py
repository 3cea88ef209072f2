from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from negotiation_sim.analysis.summary import (
    modal_classes,
    settled_share,
    shares,
    summarise,
    tally,
    wilson_interval,
    write_summary,
)

CLASSES = ["TREATY_TWO", "DECLARATION", "STALEMATE", "SUSPENSION"]


def runs(*groups: tuple[str, str, int, list[str]]) -> pd.DataFrame:
    """Rows of runs: (scenario, intervention, point, classes of its runs)."""
    table = pd.DataFrame(
        [(s, i, p, run, end) for s, i, p, ends in groups for run, end in enumerate(ends)],
        columns=["scenario", "intervention", "point", "run", "outcome_class"],
    )
    interventions = list(dict.fromkeys(table["intervention"]))
    return table.assign(
        intervention=pd.Categorical(table["intervention"], interventions),
        outcome_class=pd.Categorical(table["outcome_class"], CLASSES),
    )


@given(n=st.integers(1, 10_000), part=st.floats(0, 1), confidence=st.floats(0.5, 0.999))
def test_wilson_interval_is_that_of_scipy(n, part, confidence):
    count = round(part * n)
    low, high = wilson_interval(count, n, confidence)
    expected = binomtest(count, n).proportion_ci(confidence, method="wilson")
    assert (float(low), float(high)) == pytest.approx((expected.low, expected.high), abs=1e-12)


@given(n=st.integers(0, 1000), part=st.floats(0, 1))
def test_wilson_interval_holds_the_share_and_stays_a_share(n, part):
    count = round(part * n)
    low, high = wilson_interval(count, n)
    assert 0.0 <= low <= count / max(n, 1) <= high <= 1.0


def test_without_runs_nothing_is_known():
    low, high = wilson_interval([0, 0], [0, 10])
    assert (low[0], high[0]) == (0.0, 1.0)
    assert high[1] < 0.3


def test_impossible_counts_and_confidences_are_refused():
    with pytest.raises(ValueError, match="count must lie between 0 and n"):
        wilson_interval(3, 2)
    with pytest.raises(ValueError, match="confidence is 95, expected a number between 0 and 1"):
        wilson_interval(1, 2, confidence=95)


def test_every_group_has_every_class_in_class_order():
    table = summarise(
        runs(("1956", "", 0, ["DECLARATION"] * 3), ("2022", "", 0, ["SUSPENSION", "STALEMATE"]))
    )
    assert list(table["outcome_class"]) == CLASSES * 2
    assert list(table["count"]) == [0, 3, 0, 0, 0, 0, 1, 1]
    assert list(table["outcome_class"].cat.categories) == CLASSES


def test_counts_shares_and_errors_add_up():
    table = summarise(runs(("1956", "", 0, ["DECLARATION"] * 30 + ["STALEMATE"] * 10)))
    assert (table["n"] == 40).all()
    assert table["share"].sum() == pytest.approx(1.0)
    declaration = table.set_index("outcome_class").loc["DECLARATION"]
    assert declaration["share"] == 0.75
    assert declaration["mcse"] == pytest.approx(np.sqrt(0.75 * 0.25 / 40))
    assert declaration["low"] < 0.75 < declaration["high"]


def test_interventions_and_points_are_told_apart_and_keep_their_order():
    table = summarise(
        runs(
            ("1956", "no_threat", 1, ["TREATY_TWO"]),
            ("1956", "no_threat", 0, ["STALEMATE"]),
            ("1956", "binding_guarantee", 0, ["TREATY_TWO"]),
        )
    )
    groups = table[["intervention", "point"]].drop_duplicates().to_numpy().tolist()
    assert groups == [["no_threat", 0], ["no_threat", 1], ["binding_guarantee", 0]]


def test_points_are_pooled_when_left_out():
    table = summarise(
        runs(("1956", "", 0, ["TREATY_TWO"]), ("1956", "", 1, ["STALEMATE"])),
        by=["scenario", "intervention"],
    )
    assert "point" not in table.columns
    assert (table["n"] == 2).all()


def test_groups_that_did_not_run_are_absent():
    rows = runs(("1956", "", 0, ["DECLARATION"]), ("2018", "no_threat", 0, ["STALEMATE"]))
    assert len(summarise(rows)) == 2 * len(CLASSES)


def test_classes_as_plain_text_are_those_that_occur():
    rows = runs(("1956", "", 0, ["STALEMATE", "DECLARATION"])).astype({"outcome_class": str})
    assert list(summarise(rows)["outcome_class"]) == ["DECLARATION", "STALEMATE"]


def test_tallies_of_parts_sum_to_the_tally_of_the_whole():
    rows = runs(("1956", "", 0, ["DECLARATION", "STALEMATE", "DECLARATION"]))
    keys = ["scenario", "intervention", "point", "outcome_class"]
    parts = (
        pd.concat([tally(rows.iloc[:1]), tally(rows.iloc[1:])])
        .groupby(keys, observed=True, as_index=False)["count"]
        .sum()
    )
    pd.testing.assert_frame_equal(shares(parts), summarise(rows))


def test_no_runs_make_an_empty_table():
    table = summarise(runs(("1956", "", 0, ["DECLARATION"])).iloc[:0])
    assert table.empty
    assert list(table.columns) == [
        "scenario",
        "intervention",
        "point",
        "outcome_class",
        "count",
        "n",
        "share",
        "low",
        "high",
        "mcse",
    ]


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="rows have no column point; columns: scenario, "):
        summarise(runs(("1956", "", 0, ["DECLARATION"])).drop(columns="point"))


def test_modal_class_goes_to_the_first_in_class_order_on_a_tie():
    rows = runs(("1956", "", 0, ["STALEMATE", "DECLARATION"]), ("2022", "", 0, ["SUSPENSION"]))
    modal = modal_classes(summarise(rows))
    assert list(modal["outcome_class"]) == ["DECLARATION", "SUSPENSION"]
    assert list(modal["share"]) == [0.5, 1.0]


def test_settled_share_counts_the_runs_that_settle_per_group():
    rows = runs(
        ("1956", "", 0, ["TREATY_TWO"] * 3 + ["STALEMATE"]),
        ("1956", "no_threat", 0, ["TREATY_TWO"] * 2),
    )
    table = settled_share(rows.assign(settled=rows["outcome_class"] == "TREATY_TWO"))
    assert list(table["intervention"]) == ["", "no_threat"]
    assert list(table["count"]) == [3, 2]
    assert list(table["share"]) == [0.75, 1.0]
    assert list(table["mcse"]) == pytest.approx([np.sqrt(0.75 * 0.25 / 4), 0.0])
    assert (table["low"] < table["share"]).all()


class FakeResults:
    """A result folder of one part, in memory."""

    kind = "rows"

    def __init__(self, rows: pd.DataFrame) -> None:
        self.rows, self.written = rows, {}

    def frames(self, columns: list[str]) -> list[pd.DataFrame]:
        return [self.rows[columns]]

    def write_text(self, name: str, text: str) -> None:
        self.written[name] = text


def test_a_result_folder_is_summarised_into_its_summary_csv():
    results = FakeResults(runs(("1956", "", 0, ["DECLARATION", "STALEMATE"])))
    table = write_summary(results)
    assert len(table) == len(CLASSES)
    header, first, *_ = results.written["summary.csv"].splitlines()
    assert header == "scenario,intervention,point,outcome_class,count,n,share,low,high,mcse"
    assert first.startswith("1956,,0,TREATY_TWO,0,2,0.0,0.0,")
