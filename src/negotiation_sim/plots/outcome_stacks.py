"""How the mix of outcomes changes from one what-if, or one level of a number, to the next."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from negotiation_sim.analysis.words import CODES, Words
from negotiation_sim.plots.dressing import Said, dressed, panel_titles
from negotiation_sim.plots.labels import (
    SHARES,
    SUFFICIENT,
    average_of,
    basis,
    broken,
    error_of,
    in_order,
    percent,
    plain,
    records,
)
from negotiation_sim.plots.outcome_distribution import most_often
from negotiation_sim.plots.theme import class_colours

__all__ = ["outcome_stacks"]

LEAST_WRITTEN, LEAST_OF_A_PANEL = 0.09, 0.035
"""Smallest part of a bar that has room for its value, whatever the width, and for each panel that
shares it."""

LISTED = 6
"""Small parts that fit on a line beneath their bar."""

BAR, LINE = 40, 13
"""Points that a row takes: its bar with the line beneath it, and every line of its name."""


def outcome_stacks(
    summary: pd.DataFrame, by: str = "intervention", of: str = "", words: Words = CODES
) -> go.Figure:
    """A bar of whole length per row, cut by outcome class: a column of panels per scenario.

    What is too small to be written in its bar is listed beneath it, in its colour.

    Parameters
    ----------
    summary : as `negotiation_sim.analysis.summary.summarise` gives it, with one row per scenario,
        `by` and class, or as `negotiation_sim.analysis.averages.over_points` joins several points
    by : column whose values are the rows
    of : address that the rows are levels of; empty where they are interventions

    Raises
    ------
    ValueError
        If the summary is empty, or holds a class of a row twice.
    """
    if summary.empty:
        raise ValueError("the summary has no rows, so there is nothing to draw")
    if summary.duplicated(["scenario", by, "outcome_class"]).any():
        raise ValueError(
            f"the summary holds several points of a scenario and {by}; choose one, or pool them"
        )
    scenarios, rows = in_order(summary["scenario"]), in_order(summary[by])
    every_class = in_order(summary["outcome_class"])
    shown = set(summary.loc[summary["count"] > 0, "outcome_class"])
    colours = class_colours(every_class)
    fig = make_subplots(rows=1, cols=len(scenarios), shared_yaxes=True, horizontal_spacing=0.04)
    least = max(LEAST_WRITTEN, LEAST_OF_A_PANEL * len(scenarios))
    for name in every_class:
        if name not in shown:
            continue
        for col, scenario in enumerate(scenarios, start=1):
            mine = [_of(summary, scenario, (by, row), name) for row in rows]
            fig.add_trace(
                _bar((name, words.outcome(name)), rows, mine, colours[name], least), 1, col
            )
    lines_beneath = 1
    for col, scenario in enumerate(scenarios, start=1):
        for place, row in enumerate(rows):
            of_row = summary[(summary["scenario"] == scenario) & (summary[by].astype(str) == row)]
            n_lines = _list_small(fig, of_row, colours, least, (place, col))
            lines_beneath = max(lines_beneath, n_lines)
    panel_titles(fig, [f"<b>{plain(name)}</b>" for name in scenarios])
    labels = [broken(row if of else words.intervention(row), 30) for row in rows]
    lines = [*basis(summary, "a bar"), "Beneath a bar: what is too small to be written in it"]
    if len(summary) < len(scenarios) * len(rows) * len(every_class):
        lines.append("A bar is missing where a scenario does not know the what-if")
    said = Said(
        _largest_change(summary, by, of, words),
        f"Where the talks end by {words.number(of)}" if of else "Where the talks end, if …",
        [*lines, SUFFICIENT],
        {words.outcome(name): (colours[name], "■") for name in every_class if name in shown},
    )
    height = sum(BAR + LINE * max(label.count("<br>"), 2 * (lines_beneath - 1)) for label in labels)
    fig.update_layout(barmode="stack", bargap=0.5)
    fig.update_xaxes(**SHARES)
    fig.update_yaxes(
        type="category",
        categoryarray=rows,
        range=[len(rows) - 0.5, -0.5],
        tickvals=rows,
        ticktext=labels,
        tickfont_size=11,
    )
    fig.update_yaxes(title_text=plain(words.number(of)) if of else None, col=1)
    return dressed(fig, said, max(height, 120), over=30)


def _largest_change(summary: pd.DataFrame, by: str, of: str, words: Words) -> str:
    """Which row moves which class most away from the first row, as one sentence."""
    rows = in_order(summary[by])
    if len(rows) == 1:
        return most_often(summary.assign(intervention=""), words)
    names = ["scenario", "outcome_class"]
    shares = summary[[*names, by, "share"]].assign(**{by: summary[by].astype(str)})
    first = shares[shares[by] == rows[0]].drop(columns=by)
    both = shares.merge(first, on=names, suffixes=("", "_first"))
    both["moved"] = (both["share"] - both["share_first"]).abs()
    top = both.sort_values("moved", kind="stable").iloc[-1]
    if top["moved"] == 0:
        return "No share moves"
    before, after = percent(top["share_first"], 0.01), percent(top["share"], 0.01)
    name = words.outcome(str(top["outcome_class"]))
    change = f"{top['scenario']}: {name} goes from {before} to {after}"
    if not of:
        return f"{change} if {words.intervention(str(top[by]))}"
    return f"{change} as {words.number(of)} goes from {rows[0]} to {top[by]}"


def _of(summary: pd.DataFrame, scenario: str, row: tuple[str, str], name: str) -> pd.Series | None:
    by, value = row
    found = summary[
        (summary["scenario"] == scenario)
        & (summary[by].astype(str) == value)
        & (summary["outcome_class"] == name)
    ]
    return found.iloc[0] if len(found) else None


def _list_small(
    fig: go.Figure,
    mine: pd.DataFrame,
    colours: dict[str, str],
    least: float,
    place: tuple[int, int],
) -> int:
    """The parts that are too small for their bar, beneath it, and how many lines they take."""
    small = [
        f'<span style="color:{colours[row["outcome_class"]]}">■</span>{percent(row["share"], 0.01)}'
        for row in records(mine)
        if 0 < row["share"] < least
    ]
    lines = [" ".join(small[at : at + LISTED]) for at in range(0, len(small), LISTED)]
    if lines:
        fig.add_annotation(
            x=0,
            y=place[0] + 0.24,
            text="<br>".join(lines),
            align="left",
            showarrow=False,
            xanchor="left",
            yanchor="top",
            font_size=10,
            row=1,
            col=place[1],
        )
    return len(lines)


def _bar(
    name: tuple[str, str],
    rows: list[str],
    mine: list[pd.Series | None],
    colour: str,
    least: float,
) -> go.Bar:
    shares = [None if one is None else float(one["share"]) for one in mine]
    known = pd.DataFrame([one for one in mine if one is not None])
    error = error_of(known) if len(known) else 0.0
    between = "points" if average_of(known) else "95%"
    return go.Bar(
        orientation="h",
        name=name[0],
        y=rows,
        x=shares,
        marker={"color": colour, "line": {"width": 0.5, "color": "white"}},
        text=[
            "" if one is None or one["share"] < least else percent(one["share"], max(error, 0.004))
            for one in mine
        ],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        customdata=[
            ("", "") if one is None else (f"{one['low']:.2%} – {one['high']:.2%}", f"{one['n']:,}")
            for one in mine
        ],
        hovertemplate=f"<b>{plain(name[1])}</b><br>%{{y}}<br>%{{x:.2%}} of %{{customdata[1]}} runs<br>{between} %{{customdata[0]}}<extra></extra>",
        showlegend=False,
    )
