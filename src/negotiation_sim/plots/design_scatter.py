"""A sampled design: what came of every point over one of the numbers that vary."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from negotiation_sim.analysis.words import CODES, Words
from negotiation_sim.plots.dressing import Said, dressed, panel_titles
from negotiation_sim.plots.labels import SHARES, broken, in_order, n_text, plain, signed
from negotiation_sim.plots.theme import SPARE_COLOURS, class_colours

__all__ = ["Seen", "design_scatter", "dot_colours"]

PANEL, GAP = 300, 70
MOST_COLUMNS = 3
Seen = tuple[str, bool]
"""What a value is, in words, and whether it is a share."""


def design_scatter(
    design: pd.DataFrame, x: str, seen: Seen, correlation: float, words: Words = CODES
) -> go.Figure:
    """A dot per point of the design, a panel per scenario; coloured by intervention, or by the most
    frequent outcome where there is one intervention.

    Parameters
    ----------
    design : as `negotiation_sim.analysis.design_table.design_table` gives it
    x : address of the number on the horizontal axis
    seen : what ``value`` is
    correlation : Spearman's, of `x` and the value

    Raises
    ------
    ValueError
        If there is nothing to draw.
    """
    if design.empty:
        raise ValueError("the design has no points, so there is nothing to draw")
    value, is_share = seen
    scenarios = in_order(design["scenario"])
    by, colours, named = dot_colours(design, words)
    columns = min(len(scenarios), MOST_COLUMNS)
    rows = -(-len(scenarios) // columns)
    height = PANEL * rows + GAP * (rows - 1)
    fig = make_subplots(
        rows=rows,
        cols=columns,
        shared_xaxes="all",
        shared_yaxes="all",
        horizontal_spacing=0.04,
        vertical_spacing=GAP / height,
    )
    for number, scenario in enumerate(scenarios):
        mine = design[design["scenario"].astype(str) == scenario].sort_values(
            "point", kind="stable"
        )
        kinds = mine[by].astype(str)
        dots = _dots(mine, x, (value, is_share), kinds.map(colours), kinds.map(named))
        fig.add_trace(dots, number // columns + 1, number % columns + 1)
    panel_titles(fig, [f"<b>{plain(name)}</b>" for name in scenarios])
    said = Said(
        _finding(words.number(x), value, correlation),
        f"Every point of the design: {value} over {words.number(x)}",
        [
            f"{design['point'].nunique():,} points; n = {n_text(design['n'])} runs each. Points are no probabilities",
            f"Rank correlation {signed(correlation)} (Spearman) over all dots",
        ],
        {named[name]: (colour, "●") for name, colour in colours.items()},
    )
    fig.update_xaxes(title_text=broken(words.axis(x), 44))
    if is_share:
        fig.update_yaxes(**SHARES | {"range": [-0.03, 1.03]})
    fig.update_yaxes(title_text=broken(value, 40), col=1)
    return dressed(fig, said, height, over=34, under=64)


def dot_colours(design: pd.DataFrame, words: Words) -> tuple[str, dict[str, str], dict[str, str]]:
    """Which column colours the dots, the colour of each of its values, and their names."""
    arms = in_order(design["intervention"])
    if len(arms) > 1:
        colours = {arm: SPARE_COLOURS[i % len(SPARE_COLOURS)] for i, arm in enumerate(arms)}
        return "intervention", colours, {arm: words.intervention(arm) for arm in arms}
    classes = in_order(design["most_often"])
    every = (
        list(design["most_often"].cat.categories)
        if isinstance(design["most_often"].dtype, pd.CategoricalDtype)
        else classes
    )
    colours = {name: colour for name, colour in class_colours(every).items() if name in classes}
    return "most_often", colours, {name: f"mostly {words.outcome(name)}" for name in classes}


def _finding(number: str, value: str, correlation: float) -> str:
    if abs(correlation) < 0.1:
        return f"{number}: hardly any trace in {value}"
    direction = "rises" if correlation > 0 else "falls"
    return f"{value} {direction} with {number} (rank correlation {signed(correlation)})"


def _dots(
    mine: pd.DataFrame, x: str, seen: Seen, colours: pd.Series, names: pd.Series
) -> go.Scatter:
    """The dots of a panel, point by point, so that no kind lies over all others."""
    number = "%{y:.1%}" if seen[1] else "%{y:.2f}"
    return go.Scatter(
        x=mine[x],
        y=mine["value"],
        mode="markers",
        marker={"size": 6, "color": colours, "opacity": 0.65},
        customdata=mine[["point", "n"]].assign(kind=names.map(plain)),
        hovertemplate=(
            f"<b>point %{{customdata[0]}}</b>, %{{customdata[2]}}<br>{plain(seen[0])} {number} at %{{x:.3g}}"
            "<br>n = %{customdata[1]:,}<extra></extra>"
        ),
        showlegend=False,
    )
