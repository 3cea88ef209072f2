"""Where the talks end: share of runs per outcome class, beside what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from negotiation_sim.analysis.words import CODES, Words
from negotiation_sim.experiments.study import BASELINE
from negotiation_sim.plots.dressing import Said, dressed, panel_titles, room_over
from negotiation_sim.plots.labels import (
    SHARES,
    SUFFICIENT,
    average_of,
    basis,
    broken,
    error_of,
    in_order,
    listed,
    percent,
    plain,
    records,
    whiskers,
)
from negotiation_sim.plots.theme import INK, MUTED, class_colours

__all__ = ["most_often", "outcome_distribution"]

ROOM_FOR_VALUES = (62, 116)
"""Points right of a panel in which the value of a bar of whole length finds room: of one point, and
of an average with the range of the points."""

BAND = "#F3EDE0"


def outcome_distribution(
    summary: pd.DataFrame,
    observed: Mapping[str, str] | None = None,
    note: str = "",
    words: Words = CODES,
) -> go.Figure:
    """Bars per outcome class: a column of panels per scenario, a row per intervention.

    All panels share order and scale, and those of a row their classes, so that bars compare by eye.
    Classes that never occur in a row are left out, except the one that happened; on a telephone,
    where panels stand one below the other, those that never occur in a panel.

    Parameters
    ----------
    summary : as `negotiation_sim.analysis.summary.summarise` gives it, one point per scenario and
        intervention, or as `negotiation_sim.analysis.averages.over_points` joins several
    observed : the class that happened, per scenario
    note : a line above the panels, such as what is left out

    Raises
    ------
    ValueError
        If the summary is empty, or holds several points of a scenario and intervention.
    """
    if summary.empty:
        raise ValueError("the summary has no rows, so there is nothing to draw")
    if summary.duplicated(["scenario", "intervention", "outcome_class"]).any():
        raise ValueError(
            "the summary holds several points of a scenario and intervention; choose one, or pool them"
        )
    scenarios, interventions = in_order(summary["scenario"]), in_order(summary["intervention"])
    happened = {name: (observed or {}).get(name, "") for name in scenarios}
    every_class = in_order(summary["outcome_class"])
    of_row = [_shown(summary, scenarios, arm, happened) for arm in interventions]
    colours = class_colours(every_class)
    labels = {name: broken(words.outcome(name), 24) for name in every_class}
    bar = max(34, *(15 * (1 + labels[name].count("<br>")) + 6 for name in set().union(*of_row)))
    heights = [bar * max(1, len(classes)) for classes in of_row]
    titles = _titles(scenarios, interventions, words)
    over = room_over(titles)
    panels = sum(heights) + (over + 10) * (len(interventions) - 1)
    own: dict[str, list[str]] = {}
    fig = make_subplots(
        rows=len(interventions),
        cols=len(scenarios),
        shared_xaxes="all",
        shared_yaxes=True,
        row_heights=heights,
        horizontal_spacing=0.1 if average_of(summary) else 0.055,
        vertical_spacing=(over + 10) / panels if len(interventions) > 1 else 0,
    )
    for row, (intervention, classes) in enumerate(zip(interventions, of_row, strict=True), start=1):
        for col, scenario in enumerate(scenarios, start=1):
            chosen = (summary["scenario"] == scenario) & (summary["intervention"] == intervention)
            panel = (
                summary[chosen].set_index("outcome_class").reindex(classes).dropna(subset="share")
            )
            if not panel.empty:
                _draw_bars(fig, panel, (colours, words), happened[scenario], (row, col))
            if happened[scenario] in classes:
                _draw_band(fig, happened[scenario], (row, col))
            if alone := _shown(summary, [scenario], intervention, happened):
                number = (row - 1) * len(scenarios) + col
                own[f"yaxis{number if number > 1 else ''}"] = alone
        fig.update_yaxes(
            categoryarray=classes,
            range=[len(classes) - 0.5, -0.5],
            tickvals=classes,
            ticktext=[labels[name] for name in classes],
            row=row,
        )
    panel_titles(fig, titles)
    said = Said(
        most_often(summary, words),
        "Where the talks end: share of simulated runs",
        [
            *basis(summary, "a panel"),
            whiskers(summary)
            + (" · ◆ on a shaded row: what happened" if any(happened.values()) else ""),
            SUFFICIENT,
            note,
        ],
    )
    fig.update_xaxes(**SHARES)
    fig.update_yaxes(
        type="category",
        categoryorder="array",
        tickfont_size=11,
        ticks="outside",
        ticklen=4,
        tickcolor="rgba(0,0,0,0)",
        showgrid=False,
    )
    right = ROOM_FOR_VALUES[bool(average_of(summary))]
    return dressed(fig, said, panels, own=own, over=over, right=right)


def _shown(
    summary: pd.DataFrame, scenarios: Sequence[str], intervention: str, happened: Mapping[str, str]
) -> list[str]:
    """Classes that occur under an intervention in some scenarios, or happened, in their order."""
    mine = summary[
        summary["scenario"].isin(scenarios)
        & (summary["intervention"] == intervention)
        & (summary["count"] > 0)
    ]
    shown = {*mine["outcome_class"], *(happened[name] for name in scenarios)}
    return [name for name in in_order(summary["outcome_class"]) if name in shown]


def most_often(summary: pd.DataFrame, words: Words = CODES) -> str:
    """How each scenario ends most often under its first intervention, which is named unless it is
    the baseline alone.
    """
    arm, *more = in_order(summary["intervention"])
    first = summary[summary["intervention"].astype(str) == arm]
    named = words.intervention(arm) or BASELINE
    under = f"{named} – " if more or arm not in ("", BASELINE) else ""
    top = first.loc[first.groupby("scenario", observed=True, sort=False)["share"].idxmax()]
    return under + listed(
        [
            f"{row['scenario']}: {words.outcome(row['outcome_class'])} in "
            f"{percent(row['share'], 0.01)}"
            for row in records(top)
        ]
    )


def _titles(scenarios: Sequence[str], interventions: Sequence[str], words: Words) -> list[str]:
    if len(interventions) == 1:
        return [f"<b>{plain(name)}</b>" for name in scenarios]
    return [
        f"<b>{plain(name)}</b><br>{broken(words.intervention(arm) or BASELINE, 44)}"
        for arm in interventions
        for name in scenarios
    ]


def _draw_bars(
    fig: go.Figure,
    panel: pd.DataFrame,
    look: tuple[Mapping[str, str], Words],
    happened: str,
    place: tuple[int, int],
) -> None:
    """Bars, whiskers and values of one panel; a diamond follows the value of the class that
    happened.
    """
    (row, col), (colours, words) = place, look
    names = list(panel.index)
    error = "" if average_of(panel) else "<br>Monte-Carlo error %{customdata[4]:.2%}"
    fig.add_trace(
        go.Bar(
            orientation="h",
            y=names,
            x=panel["share"],
            marker={"color": [colours[name] for name in names], "line": {"width": 0}},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": panel["high"] - panel["share"],
                "arrayminus": panel["share"] - panel["low"],
                "color": INK,
                "thickness": 1.2,
                "width": 3,
            },
            customdata=panel[["count", "n", "low", "high", "mcse"]],
            text=[plain(words.outcome(name)) for name in names],
            textposition="none",
            hovertemplate=(
                "<b>%{text}</b><br>%{x:.2%} of runs (%{customdata[0]:,} of %{customdata[1]:,})"
                f"<br>{plain(whiskers(panel, 'interval'))}: "
                f"%{{customdata[2]:.2%}} – %{{customdata[3]:.2%}}{error}<extra></extra>"
            ),
            showlegend=False,
        ),
        row=row,
        col=col,
    )
    values, at = _values(panel)
    fig.add_trace(
        go.Scatter(
            mode="text",
            y=names,
            x=at,
            text=[
                f" {value} ◆" if name == happened else f" {value}"
                for name, value in zip(names, values, strict=True)
            ],
            textposition="middle right",
            textfont_color=[
                MUTED if share == 0 and name != happened else INK
                for name, share in panel["share"].items()
            ],
            cliponaxis=False,
            hoverinfo="skip",
            showlegend=False,
        ),
        row=row,
        col=col,
    )


def _values(panel: pd.DataFrame) -> tuple[list[str], list[float]]:
    """What is written beside each bar, and where: the value past the whisker, or at the end of the
    scale where it is an average, with the range of the points.
    """
    shares = [percent(share, error_of(panel)) for share in panel["share"]]
    if not average_of(panel):
        return shares, panel["high"].tolist()
    ends = [
        f"{percent(low, 0.01).rstrip('%')}–{percent(high, 0.01)}"
        for low, high in zip(panel["low"], panel["high"], strict=True)
    ]
    said = [
        f"{one} ({both})" if high > 0 else one
        for one, both, high in zip(shares, ends, panel["high"], strict=True)
    ]
    return said, [1.0] * len(shares)


def _draw_band(fig: go.Figure, name: str, place: tuple[int, int]) -> None:
    row, col = place
    fig.add_shape(
        type="rect",
        xref="x domain",
        x0=0,
        x1=1,
        y0=name,
        y1=name,
        y0shift=-0.5,
        y1shift=0.5,
        fillcolor=BAND,
        line_width=0,
        layer="below",
        row=row,
        col=col,
    )
