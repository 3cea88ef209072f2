"""What each what-if changes, run by run, with the interval of the change."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from negotiation_sim.analysis.effects import EDGE
from negotiation_sim.analysis.words import CODES, Words
from negotiation_sim.plots.dressing import Said, dressed, panel_titles
from negotiation_sim.plots.labels import broken, in_order, n_text, percent, percent_ticks, plain
from negotiation_sim.plots.theme import INK, MUTED, SECOND

__all__ = ["paired_effects"]

ROW, LINE = 14, 14


def paired_effects(
    effects: pd.DataFrame, event: str = "settlement", words: Words = CODES
) -> go.Figure:
    """A dot with its interval per intervention: a column of panels per scenario, on one scale.

    Hollow dots mark pairs of shares that lie at the same end, where nothing moved because nothing
    could.

    Parameters
    ----------
    effects : as `negotiation_sim.analysis.effects.effect_table` gives it, one point per scenario
        and intervention
    event : what the effect is on, in words

    Raises
    ------
    ValueError
        If there are no effects, or several points of a scenario and intervention.
    """
    if effects.empty:
        raise ValueError("there are no effects, so there is nothing to draw")
    if effects.duplicated(["scenario", "intervention"]).any():
        raise ValueError(
            "the effects hold several points of a scenario and intervention; choose one"
        )
    scenarios, rows = in_order(effects["scenario"]), in_order(effects["intervention"])
    of = {name: effects[effects["scenario"] == name] for name in scenarios}
    fig = make_subplots(rows=1, cols=len(scenarios), shared_yaxes=True, horizontal_spacing=0.03)
    for col, mine in enumerate(of.values(), start=1):
        fig.add_vline(
            x=0,
            line={"color": MUTED, "width": 1},
            layer="below",
            exclude_empty_subplots=False,
            row=1,
            col=col,
        )
        fig.add_trace(_dots(mine, words), row=1, col=col)
    panel_titles(
        fig,
        (
            f"<b>{plain(name)}</b><br>baseline {percent(mine['baseline'].iloc[0], 0.004)}"
            for name, mine in of.items()
        ),
    )
    key = {"effect with 95% interval": (INK, "●")}
    if _stuck(effects).any():
        key["both shares below 1% or both above 99%: no room to move"] = (SECOND, "◇")
    said = Said(
        _largest(effects, event, words),
        f"What each intervention changes: share of runs that end in {event}, less the baseline's",
        [
            f"n = {n_text(effects['n'])} pairs of runs with the same luck",
            "Sufficient under the assumptions, not estimated; the interval is Monte-Carlo error only",
        ],
        key,
    )
    _scale(fig, effects)
    labels = [broken(words.intervention(row), 30) for row in rows]
    fig.update_yaxes(
        type="category",
        range=[len(rows) - 0.5, -0.5],
        categoryarray=rows,
        tickvals=rows,
        ticktext=labels,
        tickfont_size=11,
        showgrid=True,
    )
    height = sum(ROW + LINE * (1 + label.count("<br>")) for label in labels)
    return dressed(fig, said, max(height, 160), over=44, under=60)


def _largest(effects: pd.DataFrame, event: str, words: Words) -> str:
    row = effects.sort_values("effect", key=abs, kind="stable").iloc[-1]
    before, after = (percent(row[name], 0.01) for name in ("baseline", "share"))
    if row["effect"] == 0:
        return f"No intervention changes how often runs end in {event}"
    return (
        f"{row['scenario']}: {event} goes from {before} to {after} if "
        f"{words.intervention(str(row['intervention']))}"
    )


def _scale(fig: go.Figure, effects: pd.DataFrame) -> None:
    """One axis of signed percentage points that holds 0 and every interval."""
    low = min(0.0, float(effects["effect_low"].min()))
    high = max(0.0, float(effects["effect_high"].max()))
    room = 0.06 * (high - low)
    ticks = percent_ticks(low, high)
    ticks["ticktext"] = [
        f"+{text[:-1]}" if value > 0 else text.removesuffix("%")
        for value, text in zip(*ticks.values(), strict=True)
    ]
    fig.update_xaxes(range=[low - room, high + room], title_text="percentage points", **ticks)


def _stuck(effects: pd.DataFrame) -> pd.Series:
    """Where both shares lie at the same end."""
    both = effects[["baseline", "share"]]
    stuck: pd.Series = both.lt(EDGE).all(axis=1) | both.gt(1 - EDGE).all(axis=1)
    return stuck


def _dots(mine: pd.DataFrame, words: Words) -> go.Scatter:
    stuck = _stuck(mine)
    return go.Scatter(
        mode="markers",
        y=mine["intervention"].astype(str),
        x=mine["effect"],
        error_x={
            "type": "data",
            "symmetric": False,
            "array": mine["effect_high"] - mine["effect"],
            "arrayminus": mine["effect"] - mine["effect_low"],
            "color": INK,
            "thickness": 1.2,
            "width": 3,
        },
        marker={
            "size": 9,
            "color": ["#FFFFFF" if one else INK for one in stuck],
            "symbol": ["diamond" if one else "circle" for one in stuck],
            "line": {"color": [SECOND if one else INK for one in stuck], "width": 2},
        },
        text=[
            broken(words.intervention(str(name)), 60) + ("<br>no room to move" if one else "")
            for name, one in zip(mine["intervention"], stuck, strict=True)
        ],
        customdata=mine[["baseline", "share", "effect_low", "effect_high", "n"]],
        hovertemplate=(
            "<b>%{text}</b><br>%{customdata[0]:.2%} → %{customdata[1]:.2%}: %{x:+.2%}"
            "<br>95% %{customdata[2]:+.2%} to %{customdata[3]:+.2%}; %{customdata[4]:,} pairs<extra></extra>"
        ),
        showlegend=False,
    )
