from __future__ import annotations

import pandas as pd
import pytest
from tests.plots import made_up

from negotiation_sim.analysis.words import Words
from negotiation_sim.plots import (
    cause_shares,
    closing_window,
    density_ridge,
    design_pairs,
    design_scatter,
    heat_map,
    island_map,
    negotiation_trace,
    offer_path,
    outcome_distribution,
    outcome_scatter,
    outcome_stacks,
    outlines_of,
    paired_effects,
    record_timeline,
    robust_conclusions,
    rule_boxes,
    sobol_bars,
    state_diagram,
    states_over_time,
    thesis_curve,
    time_to_end,
)
from negotiation_sim.plots.labels import broken, in_order, percent_ticks, plain, records

EVIL = "<b>x</b>&y"

FIGURES = {
    "paired_effects": lambda: paired_effects(made_up.effect_rows(evil=EVIL).iloc[[0]], EVIL),
    "heat_map": lambda: heat_map(
        made_up.grid_rows((EVIL,), x=EVIL), (EVIL, "base.consent"), event=EVIL
    ),
    "time_to_end": lambda: time_to_end(
        made_up.timing_rows(EVIL, EVIL), made_up.event_rows(EVIL, EVIL)
    ),
    "closing_window": lambda: closing_window(
        made_up.gap_rows(EVIL), ["japan.leader"], made_up.event_rows(EVIL, EVIL)
    ),
    "negotiation_trace": lambda: negotiation_trace(
        made_up.move_rows(EVIL, EVIL), EVIL, EVIL, Words(actors={"japan": EVIL})
    ),
    "cause_shares": lambda: cause_shares(made_up.share_rows(label=EVIL), EVIL),
    "sobol_bars": lambda: sobol_bars(made_up.sobol_rows(EVIL), EVIL),
    "robust_conclusions": lambda: robust_conclusions(made_up.conclusion_rows(EVIL)),
    "rule_boxes": lambda: rule_boxes(made_up.box_rows(EVIL)),
    "outcome_scatter": lambda: outcome_scatter(
        made_up.package_rows(EVIL), ("japan", "russia"), EVIL, Words(actors={"japan": EVIL})
    ),
    "state_diagram": lambda: state_diagram(
        made_up.state_rows(EVIL), made_up.edge_rows(), Words(actors={"japan": EVIL, "us": EVIL})
    ),
    "island_map": lambda: island_map(
        made_up.region_rows((EVIL,)), outlines_of("northern_territories")
    ),
    "offer_path": lambda: offer_path(
        made_up.package_rows(EVIL), made_up.offer_rows(EVIL), ("japan", "russia"), (EVIL, EVIL)
    ),
    "design_scatter": lambda: design_scatter(
        made_up.design_rows((EVIL,), (EVIL, "b"), EVIL), EVIL, (EVIL, True), 0.5
    ),
    "design_pairs": lambda: design_pairs(
        made_up.design_rows((EVIL,), (EVIL,), EVIL), (EVIL, "us.threat"), (EVIL, True)
    ),
    "density_ridge": lambda: density_ridge(made_up.density_rows((EVIL,)), EVIL),
    "states_over_time": lambda: states_over_time(
        made_up.share_of_states(EVIL, EVIL), made_up.event_rows(EVIL, EVIL)
    ),
    "record_timeline": lambda: record_timeline(made_up.record_rows(EVIL), EVIL),
    "thesis_curve": lambda: thesis_curve(made_up.curve_rows((EVIL,)), EVIL, EVIL, EVIL),
}


def words(value):
    """Every text a figure gives plotly to read."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in (
                "template",
                "categoryarray",
                "tickvals",
                "name",
                "y",
                "offsetgroup",
                "meta",
            ):
                yield from words(one)
    elif isinstance(value, list | tuple) or hasattr(value, "tolist"):
        for one in value if isinstance(value, list | tuple) else value.tolist():
            yield from words(one)


@pytest.mark.parametrize("name", FIGURES)
def test_markup_in_a_file_shows_as_text(name):
    said = list(words(FIGURES[name]().to_dict()))
    assert any("&lt;b&gt;x" in text for text in said)
    assert [text for text in said if "<b>x" in text.replace("<b><b>", "<b>")] == []


def test_markup_in_names_of_scenarios_shows_as_text(make_summary):
    summary = make_summary().query("scenario == '1956'").assign(scenario=EVIL)
    for fig in (outcome_distribution(summary), outcome_stacks(summary)):
        titles = [note.text for note in fig.layout.annotations if note.name == "panel"]
        assert titles == ["<b>&lt;b&gt;x&lt;/b&gt;&amp;y</b>"]


def test_breaking_a_name_keeps_every_letter():
    name = "no_invasion+no_sanctions+no_clause+binding_guarantee"
    assert broken(name).replace("<br>", "") == name
    assert all(len(line) <= 18 for line in broken(name).split("<br>"))
    assert broken("a < b and c") == plain("a < b and c")


def test_order_is_that_of_the_categories_that_occur():
    assert in_order(pd.Series(pd.Categorical(["b", "a"], ["a", "c", "b"]))) == ["a", "b"]
    assert in_order(pd.Series(["b", "a", "b"])) == ["b", "a"]


@pytest.mark.parametrize(("low", "high"), [(0, 0.004), (0, 0.09), (0, 1), (-0.3, 0.2), (-1, 1)])
def test_ticks_are_few_and_inside(low, high):
    ticks = percent_ticks(low, high)["tickvals"]
    assert 0 in ticks
    assert len(ticks) <= 6
    assert all(low <= tick <= high for tick in ticks)


def test_records_are_rows_by_column():
    assert records(pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})) == [
        {"a": 1, "b": "x"},
        {"a": 2, "b": "y"},
    ]
