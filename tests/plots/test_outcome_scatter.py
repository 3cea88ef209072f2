from __future__ import annotations

import pandas as pd
import pytest
from tests.plots.made_up import package_rows

from negotiation_sim.analysis.words import Words
from negotiation_sim.plots import outcome_scatter

AXES = ("japan", "russia")


def notes(fig):
    return next(note.text for note in fig.layout.annotations if note.name == "notes")


def test_what_it_shows(snapshot):
    snapshot(outcome_scatter(package_rows(), AXES, "1956", Words(actors={"japan": "Japan"})))


def test_the_frontier_joins_its_packages_and_an_empty_zone_has_no_key():
    fig = outcome_scatter(package_rows().assign(zone=False), AXES)
    line = next(trace for trace in fig.data if trace.mode == "lines")
    assert list(line.x) == [10, 30, 50]
    assert "nobody worse off" not in fig.layout.title.subtitle.text
    assert fig.layout.title.text.startswith("None of 4 texts")


def test_every_package_that_matters_has_a_letter_that_is_explained_with_who_picks_it():
    fig = outcome_scatter(package_rows(), AXES)
    assert [note.text for note in fig.layout.annotations[:-1]] == ["A", "B", "C"]
    assert "B  two islands – picked by Nash, egalitarian (compares points)" in notes(fig)
    assert "nothing" not in notes(fig)


def test_packages_that_lie_on_each_other_share_a_label():
    rows = package_rows()
    rows.loc[1, ["worth_japan", "worth_russia"]] = [10.2, 39.9]
    fig = outcome_scatter(rows, AXES)
    assert [note.text for note in fig.layout.annotations[:-1]] == ["A, B", "C"]


def test_the_title_names_the_only_text_that_is_picked():
    title = outcome_scatter(package_rows(), AXES).layout.title.text.replace("<br>", " ")
    assert (
        title
        == "2 of 4 texts leave nobody worse off; Nash, egalitarian (compares points) picks two islands"
    )


def test_no_packages_or_a_third_axis_are_refused():
    with pytest.raises(ValueError, match="no packages"):
        outcome_scatter(pd.DataFrame(), AXES)
    with pytest.raises(ValueError, match="3 axes are given"):
        outcome_scatter(package_rows(), (*AXES, "us"))
