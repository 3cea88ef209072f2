"""How a number of the runs is spread: a ridge per scenario and intervention."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from negotiation_sim.analysis.words import CODES, Words
from negotiation_sim.plots.dressing import Said, dressed
from negotiation_sim.plots.labels import (
    SUFFICIENT,
    average_of,
    broken,
    in_order,
    listed,
    n_text,
    plain,
    records,
)
from negotiation_sim.plots.theme import INK, SPARE_COLOURS

__all__ = ["density_ridge"]

ROW, HIGH = 70, 0.88
"""Points of a row, and the part of it that the highest bin of all takes."""


def density_ridge(
    densities: pd.DataFrame, what: str, words: Words = CODES, below: str = ""
) -> go.Figure:
    """A histogram per row, all with the same bins and the same scale.

    Parameters
    ----------
    densities : as `negotiation_sim.analysis.densities.density_table` gives it
    what : the number is, in words
    below : what it means that the number is below 0

    Raises
    ------
    ValueError
        If there is nothing to draw.
    """
    if densities.empty:
        raise ValueError("no run has such a number, so there is nothing to draw")
    arms = in_order(densities["intervention"])
    colours = {arm: SPARE_COLOURS[i % len(SPARE_COLOURS)] for i, arm in enumerate(arms)}
    top = float(densities["share"].max())
    fig = go.Figure()
    labels: list[str] = []
    medians: list[tuple[str, float]] = []
    for (scenario, arm), mine in densities.groupby(
        ["scenario", "intervention"], observed=True, sort=False
    ):
        at = len(labels)
        labels.append(
            f"<b>{plain(scenario)}</b>"
            + (f"<br>{broken(words.intervention(str(arm)), 24)}" if len(arms) > 1 else "")
        )
        median = float(mine["median"].iloc[0])
        row = f"{scenario}, {words.intervention(str(arm))}" if len(arms) > 1 else str(scenario)
        medians.append((row, median))
        fig.add_trace(_ridge(mine, at, top, colours[str(arm)]))
        fig.add_trace(_median(median, at))
    said = Said(
        f"Median {what} – {listed([f'{row}: {_number(median)}' for row, median in medians])}",
        f"Spread over the runs: {what}",
        [
            average_of(densities),
            f"n = {n_text(densities['n'])} runs a row that have a number; the highest bin holds {top:.0%} of them",
            SUFFICIENT,
        ],
        {"median": (INK, "|")},
    )
    fig.update_xaxes(title_text="<br>".join(filter(None, (plain(what), plain(below)))))
    fig.update_yaxes(
        range=[len(labels) - 0.9, -1.0],
        tickvals=[at - HIGH / 2 for at in range(len(labels))],
        ticktext=labels,
        tickfont_size=11,
        showgrid=False,
    )
    row_height = max(ROW, *(15 * (1 + label.count("<br>")) + 8 for label in labels))
    return dressed(fig, said, max(200, row_height * len(labels)), under=76 if below else 60)


def _number(median: float) -> str:
    return f"{median:.3g}".replace("-", "−")


def _ridge(mine: pd.DataFrame, at: int, top: float, colour: str) -> go.Scatter:
    """Steps over the bins, filled down to the line of the row."""
    xs, ys = [float(mine["low"].iloc[0])], [float(at)]
    for row in records(mine):
        height = at - HIGH * row["share"] / top
        xs += [row["low"], row["high"]]
        ys += [height, height]
    return go.Scatter(
        x=[*xs, xs[-1]],
        y=[*ys, float(at)],
        mode="lines",
        fill="toself",
        fillcolor=colour,
        opacity=0.85,
        line={"color": colour, "width": 1},
        text=f"n = {int(mine['n'].iloc[0]):,}",
        hoverinfo="text",
        hoveron="fills",
        showlegend=False,
    )


def _median(median: float, at: int) -> go.Scatter:
    return go.Scatter(
        x=[median, median],
        y=[at, at - HIGH],
        mode="lines",
        line={"color": INK, "width": 2},
        hovertemplate="median %{x:.3g}<extra></extra>",
        showlegend=False,
    )
