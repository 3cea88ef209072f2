"""What is written around a figure: fitted to a width, and kept so that it can be fitted again."""

from __future__ import annotations

import json

import plotly.graph_objects as go
import pytest
from tests.plots.made_up import region_rows

from negotiation_sim.analysis.words import Words
from negotiation_sim.plots import island_map, outcome_distribution, outlines_of
from negotiation_sim.plots.dressing import NARROW, WIDE, Said, dressed, fitted, key_lines, retitled


def lines(fig):
    return fig.layout.title.subtitle.text.split("<br>")


def test_the_title_is_the_finding_and_the_kind_of_figure_comes_first_beneath():
    fig = dressed(go.Figure(), Said("treaties double", "shares of runs", ["n = 10"]))
    assert fig.layout.title.text == "Treaties double"
    assert lines(fig) == ["shares of runs", "n = 10"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_words_are_broken_to_the_width_and_get_the_room_they_need(width):
    short = fitted(dressed(go.Figure(), Said("q", "kind", ["one"])), width)
    long = fitted(dressed(go.Figure(), Said("q", "kind", ["word " * 40])), width)
    assert all(len(line) <= width.line for line in lines(long))
    added = len(lines(long)) - len(lines(short))
    assert long.layout.margin.t - short.layout.margin.t == 16 * added
    assert long.layout.height - short.layout.height == 16 * added


def test_fitting_twice_is_fitting_once():
    said = Said("a " * 60, "kind", ["b " * 90], {"name": ("#000000", "■")}, ["c " * 90])
    fig = dressed(go.Figure(), said)
    again = fitted(fitted(go.Figure(fig), NARROW), WIDE)
    assert json.loads(again.to_json()) == json.loads(fig.to_json())


def test_notes_stand_beneath_the_panels_with_room_for_all_of_them():
    fig = dressed(go.Figure(), Said("q", "kind", notes=["1  <b>a vote</b>", "2  a war"]))
    (note,) = fig.layout.annotations
    assert note.text == "1  &lt;b&gt;a vote&lt;/b&gt;<br>2  a war"
    assert fig.layout.margin.b >= -note.yshift + 30


def test_a_code_at_the_head_of_a_title_stays_as_it_is():
    title = dressed(go.Figure(), Said("japan.norm: 50%", "kind")).layout.title.text
    assert title == "japan.norm: 50%"


def test_a_title_of_ones_own_replaces_the_finding_alone():
    fig = retitled(dressed(go.Figure(), Said("finding", "kind")), "mine <b>")
    assert fig.layout.title.text == "mine &lt;b&gt;"
    assert lines(fig) == ["kind"]


def test_a_key_is_broken_where_capitals_need_more_room():
    small, large = (
        dict.fromkeys(names, ("#000000", "■"))
        for names in (map("name_{0}name".format, range(6)), map("NAME_{0}NAME".format, range(6)))
    )
    assert [len(key_lines(key, 90)) for key in (small, large)] == [1, 2]


def test_a_name_longer_than_a_line_of_the_key_is_broken_too():
    (first, second) = key_lines({"word " * 12: ("#000000", "■")}, 40)
    assert first.endswith("word")
    assert second.startswith("word")


def test_titles_of_several_lines_have_room_above_every_row_of_panels(make_summary):
    words = Words(interventions={"long": "one thing and another thing and yet another one, " * 3})
    regions = region_rows(("1956", "2018", "2022", "2024", "2025"))
    regions["panel"] = regions["panel"] + ", " + words.intervention("long")
    for fig in (
        outcome_distribution(make_summary(interventions=("", "long")), words=words),
        island_map(regions, outlines_of("northern_territories")),
    ):
        lines = max(note.text.count("<br>") + 1 for note in fig.layout.annotations)
        tops = sorted({axis.domain[1] for axis in fig.select_yaxes()})
        low = max(axis.domain[0] for axis in fig.select_yaxes())
        assert lines > 3
        assert (low - tops[0]) * fig.layout.meta["room"]["panels"] >= 17 * lines
        assert fig.layout.meta["room"]["over"] >= 17 * lines


def test_bars_are_as_far_apart_as_their_names_are_high(make_summary):
    words = Words({"DECLARATION": "a declaration with the promise of two islands and a few more"})
    fig = outcome_distribution(make_summary(), words=words)
    lines = max(text.count("<br>") + 1 for text in fig.layout.yaxis.ticktext)
    assert fig.layout.meta["room"]["panels"] / len(fig.layout.yaxis.ticktext) > 15 * lines > 40
