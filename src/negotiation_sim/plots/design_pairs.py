"""A sampled design: what came of every point over pairs of the numbers that matter most."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from negotiation_sim.analysis.words import CODES, Words
from negotiation_sim.plots.design_scatter import Seen
from negotiation_sim.plots.dressing import Said, dressed
from negotiation_sim.plots.labels import broken, n_text, plain
from negotiation_sim.plots.theme import SHADES, shade_key

__all__ = ["design_pairs"]

PANEL, GAP = 220, 84
MOST_COLUMNS = 3


def design_pairs(
    design: pd.DataFrame, inputs: Sequence[str], seen: Seen, words: Words = CODES
) -> go.Figure:
    """A panel per pair of numbers, a dot per point, shaded by what came of it.

    Parameters
    ----------
    design : one scenario and intervention of `negotiation_sim.analysis.design_table.design_table`
    inputs : addresses of the numbers, the most important first
    seen : what ``value`` is, and whether it is a share

    Raises
    ------
    ValueError
        If there is nothing to draw, fewer than two numbers, or several points in one place.
    """
    if design.empty or len(inputs) < 2:
        raise ValueError("fewer than two numbers vary, so there is no pair to draw")
    if design["point"].duplicated().any():
        raise ValueError("the design holds several scenarios or interventions; choose one")
    value, is_share = seen
    pairs = list(combinations(inputs, 2))
    columns = min(len(pairs), MOST_COLUMNS)
    rows = -(-len(pairs) // columns)
    height = PANEL * rows + GAP * (rows - 1)
    fig = make_subplots(
        rows=rows, cols=columns, horizontal_spacing=0.09, vertical_spacing=GAP / height
    )
    low, high = (0.0, 1.0) if is_share else (design["value"].min(), design["value"].max())
    for number, (x, y) in enumerate(pairs):
        place = (number // columns + 1, number % columns + 1)
        fig.add_trace(_dots(design, (x, y), (low, high), is_share), *place)
        for update, name in ((fig.update_xaxes, x), (fig.update_yaxes, y)):
            update(
                title_text=broken(words.axis(name), 30),
                title_font_size=11,
                row=place[0],
                col=place[1],
            )
    of = in_words(design, words)
    said = Said(
        f"{of}: {value} over the {len(inputs)} numbers that matter most",
        "Pairs of numbers: a dot per point of the design, dark where the value is large",
        [
            f"{len(design):,} points; n = {n_text(design['n'])} runs each. Points are no probabilities"
        ],
        shade_key()
        if is_share
        else {f"{low:.3g}": (SHADES[1][1], "■"), f"{high:.3g}": (SHADES[-1][1], "■")},
    )
    return dressed(fig, said, height, under=70)


def in_words(design: pd.DataFrame, words: Words) -> str:
    """Scenario and intervention of a design of one of each."""
    first = design.iloc[0]
    return f"{first['scenario']}, {words.intervention(str(first['intervention']))}"


def _dots(
    design: pd.DataFrame, axes: tuple[str, str], ends: tuple[float, float], is_share: bool
) -> go.Scatter:
    number = "%{marker.color:.1%}" if is_share else "%{marker.color:.2f}"
    return go.Scatter(
        x=design[axes[0]],
        y=design[axes[1]],
        mode="markers",
        marker={
            "size": 7,
            "color": design["value"],
            "colorscale": [list(one) for one in SHADES],
            "cmin": ends[0],
            "cmax": ends[1],
            "line": {"color": "#8AA5BF", "width": 0.6},
        },
        customdata=design[["point"]],
        hovertemplate=f"<b>point %{{customdata[0]}}</b>: {number}<br>{plain(axes[0])} %{{x:.3g}}<br>{plain(axes[1])} %{{y:.3g}}<extra></extra>",
        showlegend=False,
    )
