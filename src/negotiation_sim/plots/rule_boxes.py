"""Where in the box a conclusion holds: each rule as a bar on the range of every number it names."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd
import plotly.graph_objects as go

from negotiation_sim.analysis.words import CODES, Words
from negotiation_sim.plots.dressing import Said, dressed
from negotiation_sim.plots.labels import broken, records
from negotiation_sim.plots.theme import ACCENT, GRID, INK

__all__ = ["rule_boxes"]

ROW, HEAD = 36, 1.9
"""Points of a row, and the rows that the head of a rule takes."""

ROOM = 0.12
"""Space left free at both ends of the ranges for the bounds in numbers."""


def rule_boxes(
    boxes: pd.DataFrame, say: Mapping[str, str] = MappingProxyType({}), words: Words = CODES
) -> go.Figure:
    """Per rule and number: the whole plausible range in grey, the part in which the conclusion
    holds in colour.

    Parameters
    ----------
    boxes : as `negotiation_sim.analysis.rules.rule_boxes` gives it
    say : what each conclusion says, by name

    Raises
    ------
    ValueError
        If there is nothing to draw.
    """
    if boxes.empty:
        raise ValueError("no rule was found, so there is nothing to draw")
    fig = go.Figure()
    labels: dict[float, str] = {}
    at = 0.0
    for (name, _number), rule in boxes.groupby(["name", "number"], sort=False):
        _head(fig, at, say.get(str(name), str(name)), rule.iloc[0])
        for line in records(rule.dropna(subset="low")):
            at += 1.0
            labels[at] = broken(words.number(str(line["input"])), 22)
            _bar(fig, at, (line["low"], line["high"]), (line["least"], line["most"]))
        at += HEAD
    best = boxes.sort_values("density", kind="stable").iloc[-1]
    said = Said(
        f"“{say.get(best['name'], best['name'])}” holds at {best['density']:.0%} of the points of its rule",
        "Where in the box conclusions hold: rules on few numbers",
        [
            "Grey: the whole plausible range of a number. Blue: the part of it in the rule, with its bounds",
            "A rule is found on half of the points and judged on the other half",
            "At most two rules a conclusion; one without a short rule is left out",
        ],
    )
    fig.update_layout(barmode="overlay", bargap=0)
    fig.update_xaxes(
        range=[-ROOM, 1 + ROOM], tickvals=[0, 1], ticktext=["lowest", "highest"], showgrid=False
    )
    fig.update_yaxes(
        range=[at - 0.4, -0.6],
        tickvals=list(labels),
        ticktext=list(labels.values()),
        tickfont_size=11,
        showgrid=False,
    )
    return dressed(fig, said, max(160, round(ROW * at)), under=36)


def _head(fig: go.Figure, at: float, name: str, rule: pd.Series) -> None:
    whole = " (the whole box)" if pd.isna(rule["low"]) else ""
    fig.add_annotation(
        x=0,
        y=at,
        text=f"<b>{broken(name, 38)}</b>{whole}<br>holds at {rule['density']:.0%} of its {rule['points']} points,<br>{rule['coverage']:.0%} of all that hold",
        showarrow=False,
        align="left",
        xanchor="left",
        yanchor="middle",
        font={"size": 11, "color": INK},
    )


def _bar(fig: go.Figure, at: float, part: tuple[float, float], whole: tuple[float, float]) -> None:
    (low, high), (least, most) = part, whole
    ends = [min(max((bound - least) / (most - least), 0.0), 1.0) for bound in part]
    for start, end, colour in ((0.0, 1.0, GRID), (ends[0], ends[1], ACCENT)):
        fig.add_trace(
            go.Bar(
                orientation="h",
                y=[at],
                base=[start],
                x=[end - start],
                width=0.5,
                marker_color=colour,
                hovertemplate=f"{low:.3g} to {high:.3g} of {least:.3g} to {most:.3g}<extra></extra>",
                showlegend=False,
            )
        )
    for value, place, anchor, known in (
        (low, ends[0], "right", low > least),
        (high, ends[1], "left", high < most),
    ):
        if known:
            fig.add_annotation(
                x=place,
                y=at,
                text=f"{value:.3g}",
                showarrow=False,
                xanchor=anchor,
                xshift=3 if anchor == "left" else -3,
                font={"size": 11, "color": INK},
            )
