from __future__ import annotations

import pandas as pd
import pytest

from negotiation_sim.analysis.words import Words
from negotiation_sim.plots import outcome_stacks
from negotiation_sim.plots.theme import CLASS_COLOURS


def test_what_it_shows(make_summary, snapshot):
    snapshot(
        outcome_stacks(make_summary(interventions=("", "no_threat")).query("scenario != '2022'"))
    )


def test_every_bar_adds_up_and_keeps_class_order(make_summary):
    fig = outcome_stacks(make_summary())
    assert sum(bar.x[0] for bar in fig.data if bar.xaxis == "x") == pytest.approx(1)
    names = list(dict.fromkeys(bar.name for bar in fig.data))
    assert names == [name for name in CLASS_COLOURS if name in names]
    assert all(bar.marker.color == CLASS_COLOURS[bar.name] for bar in fig.data)


def test_rows_may_be_levels_of_a_number(make_summary):
    table = make_summary().query("scenario == '1956'")
    both = pd.concat([table.assign(level="1"), table.assign(level="0")])
    fig = outcome_stacks(
        both.assign(level=pd.Categorical(both["level"], ["0", "1"])), "level", "us.threat"
    )
    assert list(fig.layout.yaxis.categoryarray) == ["0", "1"]
    assert "by us.threat" in fig.layout.title.subtitle.text


def test_what_is_too_small_for_its_bar_is_listed_beneath_it(make_summary):
    fig = outcome_stacks(make_summary().query("scenario == '1956'"))
    listed = next(note.text for note in fig.layout.annotations if "■" in note.text)
    written = [text for bar in fig.data for text in bar.text if text]
    assert written == ["9%", "71%"] or written == ["71%", "9%"]
    for share in ("7%", "1%", "4%", "8%"):
        assert f"</span>{share}" in listed


def test_a_fifth_is_written_in_its_bar_among_three_panels_and_nothing_is_left_out(make_summary):
    summary = make_summary()
    rare = (summary["scenario"] == "2018") & (summary["outcome_class"] == "TREATY_TWO")
    summary.loc[rare, "share"] = 0.003
    fig = outcome_stacks(summary)
    assert "20%" in [text for bar in fig.data for text in bar.text]
    assert any(
        "</span>&lt;1%" in note.text or "</span><1%" in note.text for note in fig.layout.annotations
    )


def test_the_title_names_the_largest_change(make_summary):
    summary = make_summary(interventions=("", "no_threat"))
    moved = (summary["intervention"] == "no_threat") & (summary["outcome_class"] == "TREATY_TWO")
    summary.loc[moved & (summary["scenario"] == "1956"), "share"] = 0.4
    words = Words({"TREATY_TWO": "two islands"}, {"no_threat": "nobody presses"})
    title = outcome_stacks(summary, words=words).layout.title.text
    assert title == "1956: two islands goes from 7% to 40% if nobody presses"


def test_a_what_if_a_scenario_does_not_know_is_said(make_summary):
    summary = make_summary(interventions=("", "no_threat"))
    partial = summary[~((summary["scenario"] == "2022") & (summary["intervention"] == "no_threat"))]
    assert "does not know" in outcome_stacks(partial).layout.title.subtitle.text
    assert "does not know" not in outcome_stacks(summary).layout.title.subtitle.text


def test_several_points_and_no_rows_are_refused(make_summary):
    with pytest.raises(ValueError, match="several points"):
        outcome_stacks(pd.concat([make_summary(), make_summary()]))
    with pytest.raises(ValueError, match="no rows"):
        outcome_stacks(make_summary().iloc[:0])
