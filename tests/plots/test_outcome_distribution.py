from __future__ import annotations

import pandas as pd
import pytest

from negotiation_sim.analysis.averages import over_points
from negotiation_sim.analysis.words import Words
from negotiation_sim.plots import outcome_distribution
from negotiation_sim.plots.theme import CLASS_COLOURS


def bars(fig):
    return [trace for trace in fig.data if trace.type == "bar"]


def values(fig):
    return [trace for trace in fig.data if trace.type == "scatter" and trace.mode == "text"]


def words(fig):
    return f"{fig.layout.title.text}\n{fig.layout.title.subtitle.text}"


def test_a_panel_per_scenario_and_intervention(make_summary):
    fig = outcome_distribution(make_summary(interventions=("", "no_threat")))
    assert len(bars(fig)) == 6
    assert [note.text for note in fig.layout.annotations] == [
        f"<b>{scenario}</b><br>{arm}"
        for arm in ("baseline", "no_threat")
        for scenario in ("1956", "2018", "2022")
    ]


def test_bars_are_the_shares_and_whiskers_the_wilson_interval(make_summary):
    summary = make_summary()
    bar = bars(outcome_distribution(summary))[0]
    panel = summary[summary["scenario"] == "1956"].set_index("outcome_class").loc[list(bar.y)]
    assert list(bar.x) == pytest.approx(list(panel["share"]))
    assert [x + up for x, up in zip(bar.x, bar.error_x.array, strict=True)] == pytest.approx(
        list(panel["high"])
    )
    assert [
        x - down for x, down in zip(bar.x, bar.error_x.arrayminus, strict=True)
    ] == pytest.approx(list(panel["low"]))


def test_classes_that_never_occur_are_left_out_and_the_rest_keep_order_and_colour(make_summary):
    fig = outcome_distribution(make_summary())
    shown = list(fig.layout.yaxis.categoryarray)
    assert "TREATY_FOUR" not in shown
    assert shown == [name for name in CLASS_COLOURS if name in shown]
    for bar in bars(fig):
        assert list(bar.y) == shown
        assert list(bar.marker.color) == [CLASS_COLOURS[name] for name in shown]


def test_a_row_leaves_out_what_no_scenario_of_it_ends_in(make_summary):
    summary = make_summary(interventions=("baseline", "no_threat"))
    never = (summary["intervention"] == "no_threat") & (summary["outcome_class"] == "DECLARATION")
    summary.loc[never, ["count", "share"]] = 0
    fig = outcome_distribution(summary, words=Words(interventions={"no_threat": "no threat"}))
    assert "DECLARATION" in fig.layout.yaxis.categoryarray
    assert "DECLARATION" not in fig.layout.yaxis4.categoryarray
    assert fig.layout.title.text.startswith("Baseline – 1956: ")
    alone = outcome_distribution(summary[summary["intervention"] == "no_threat"])
    assert alone.layout.title.text.startswith("no_threat – 1956: ")


def test_one_outcome_alone_has_a_panel(make_summary):
    summary = make_summary().query("scenario == '1956' and outcome_class == 'DECLARATION'")
    assert list(bars(outcome_distribution(summary))[0].y) == ["DECLARATION"]


def test_every_bar_has_its_value_and_the_recorded_class_a_diamond(make_summary, observed):
    fig = outcome_distribution(make_summary(400_000), observed)
    for scenario, text in zip(observed, values(fig), strict=True):
        marked = [name for name, label in zip(text.y, text.text, strict=True) if "◆" in label]
        assert marked == [observed[scenario]]
    assert " 71.1% ◆" in values(fig)[0].text
    assert len(fig.layout.shapes) == 3


def test_a_recorded_class_that_never_occurs_is_shown_all_the_same(make_summary):
    fig = outcome_distribution(make_summary(), {"1956": "TREATY_FOUR"})
    assert "TREATY_FOUR" in fig.layout.yaxis.categoryarray
    assert " 0 ◆" in values(fig)[0].text
    assert len(fig.layout.shapes) == 1


def test_digits_follow_the_monte_carlo_error(make_summary):
    assert " 71%" in values(outcome_distribution(make_summary(1000)))[0].text
    assert " 71.1%" in values(outcome_distribution(make_summary(400_000)))[0].text


def test_title_says_what_of_how_many_and_that_nothing_is_predicted(make_summary, observed):
    said = words(outcome_distribution(make_summary(2000), observed))
    for phrase in (
        "share of simulated runs",
        "n = 2,000",
        "standard error",
        "Wilson",
        "sufficient for, not what is predicted",
        "what happened",
    ):
        assert phrase in said
    assert "what happened" not in words(outcome_distribution(make_summary()))


def test_panels_share_one_scale_that_ends_at_100_percent(make_summary):
    fig = outcome_distribution(make_summary(50))
    assert {axis.range for axis in fig.select_xaxes()} == {(0, 1)}


def test_the_title_says_how_each_scenario_ends_most_often(make_summary):
    words = Words({"DECLARATION": "a declaration"})
    title = outcome_distribution(make_summary(), words=words).layout.title.text
    assert title.startswith("1956: a declaration in 71%; 2018: ACCELERATED_TALKS in 71%; 2022: ")


def test_classes_are_shown_in_words(make_summary):
    fig = outcome_distribution(make_summary(), words=Words({"STALEMATE": "no deal"}))
    assert "no deal" in fig.layout.yaxis.ticktext
    assert "STALEMATE" not in fig.layout.yaxis.ticktext


def test_an_average_over_points_says_so_and_shows_the_range_of_the_points(make_summary):
    one = make_summary(200)
    other = one.assign(point=1, share=one["share"] / 2, low=0.0, high=1.0)
    by = ["scenario", "intervention", "outcome_class"]
    fig = outcome_distribution(over_points(pd.concat([one, other]), by))
    said = words(fig)
    assert "Average of 2 points, equal weight" in said
    assert "--point N" in said
    assert "lowest to the highest of the points, no error" in said
    assert "standard error" not in said
    assert "Wilson" not in said
    assert " 54% (36–72%)" in values(fig)[0].text


def test_unequal_numbers_of_runs_are_told(make_summary):
    both = pd.concat(
        [
            make_summary(1000).query("scenario == '1956'"),
            make_summary(2000).query("scenario == '2018'"),
        ]
    )
    assert "n = 1,000 to 2,000 runs a panel" in words(outcome_distribution(both))


def test_a_scenario_lacking_an_intervention_has_an_empty_panel(make_summary):
    summary = make_summary(interventions=("", "no_threat"))
    partial = summary[~((summary["scenario"] == "2022") & (summary["intervention"] == "no_threat"))]
    assert len(bars(outcome_distribution(partial))) == 5


def test_several_points_are_refused(make_summary):
    summary = make_summary()
    with pytest.raises(ValueError, match="several points"):
        outcome_distribution(pd.concat([summary, summary.assign(point=1)]))


def test_an_empty_summary_is_refused(make_summary):
    with pytest.raises(ValueError, match="no rows"):
        outcome_distribution(make_summary().iloc[:0])


def test_what_it_shows(make_summary, observed, snapshot):
    snapshot(outcome_distribution(make_summary(), observed))
