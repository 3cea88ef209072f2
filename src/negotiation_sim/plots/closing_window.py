"""The closing window: how far a settlement is, and which gate stands in the way, month by month."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from negotiation_sim.plots.dated_events import draw_events, explain_events
from negotiation_sim.plots.labels import in_order, n_text, plain
from negotiation_sim.plots.theme import INK, actor_colours, dressed

__all__ = ["closing_window"]

PATTERNS = {"leader": "", "domestic": "/", "consent": "."}
BAND = "rgba(90,90,90,0.2)"
MONTH = pd.Timedelta(days=31)


def closing_window(gaps: pd.DataFrame, gates: Sequence[str], events: pd.DataFrame) -> go.Figure:
    """Median gap with its 80% band over the share of runs in which each gate binds; a column per
    scenario.

    Parameters
    ----------
    gaps : rows of `negotiation_sim.analysis.gates.gap_path` with ``scenario``; a line holds until
        the next one
    gates : columns of gate shares, named ``<actor>.<gate>``
    events : rows of `negotiation_sim.analysis.timing.event_table`

    Raises
    ------
    ValueError
        If there is nothing to draw.
    """
    if gaps.empty:
        raise ValueError("there are no gaps, so there is nothing to draw")
    scenarios = in_order(gaps["scenario"].astype(str))
    actors = actor_colours(dict.fromkeys(gate.split(".")[0] for gate in gates))
    bind = [gate for gate in gates if gaps[gate].max() >= 0.005]
    numbered = events[events["scenario"].astype(str).isin(scenarios)].reset_index(drop=True)
    numbered = numbered.assign(number=range(1, len(numbered) + 1))
    fig = make_subplots(
        rows=2,
        cols=len(scenarios),
        shared_xaxes=True,
        shared_yaxes=True,
        horizontal_spacing=0.03,
        vertical_spacing=0.05,
        row_heights=[0.6, 0.4],
        column_titles=[f"<b>{plain(name)}</b>" for name in scenarios],
    )
    for col, scenario in enumerate(scenarios, start=1):
        mine = gaps[gaps["scenario"].astype(str) == scenario].reset_index(drop=True)
        for row in (1, 2):
            draw_events(
                fig,
                numbered[numbered["scenario"].astype(str) == scenario],
                row,
                col,
                numbered=row == 1,
            )
        fig.add_hline(
            y=0, line={"color": INK, "width": 1}, exclude_empty_subplots=False, row=1, col=col
        )
        _draw_gap(fig, mine, col)
        _draw_gates(fig, mine, bind, actors, col)
    lines = [
        f"Points by which the best text clears its narrowest gate; below 0 it misses. n = {n_text(gaps['n'])} runs",
        "Bars: share of runs in which a gate is the one that binds. Dotted: dated events",
    ]
    key = {"median gap, 80% band": (INK, "━")}
    key |= {
        plain(gate): (actors[gate.split(".")[0]], "▨" if PATTERNS.get(gate.split(".")[-1]) else "■")
        for gate in bind
    }
    bottom = explain_events(fig, numbered)
    dressed(
        fig,
        "The closing window: how far off is a settlement, and why?",
        lines,
        key,
        560 + bottom,
        bottom,
        over=46,
    )
    fig.update_layout(barmode="stack", bargap=0)
    fig.update_yaxes(title_text="gap, points", row=1, col=1)
    fig.update_yaxes(range=[0, 1], tickvals=[0, 0.5, 1], ticktext=["0", "50%", "100%"], row=2)
    fig.update_yaxes(title_text="binding gate", row=2, col=1)
    fig.update_xaxes(type="date", showgrid=False)
    fig.update_xaxes(tickformat="%b<br>%Y", nticks=4, row=2)
    for note in fig.layout.annotations[: len(scenarios)]:
        note.update(font_size=13, yshift=24)
    return fig


def _until(mine: pd.DataFrame) -> list[pd.Timestamp]:
    """When each line stops holding: at the next, the last one a month later."""
    dates = list(pd.to_datetime(mine["date"]))
    return [*dates[1:], (dates[-1] + MONTH).replace(day=1)]


def _draw_gap(fig: go.Figure, mine: pd.DataFrame, col: int) -> None:
    end = _until(mine)[-1]
    lines = pd.concat([mine, mine.iloc[[-1]]], ignore_index=True)
    dates = [*mine["date"].astype(str), f"{end:%Y-%m-%d}"]
    for column, fill in (("low", None), ("high", "tonexty")):
        fig.add_trace(
            go.Scatter(
                x=dates,
                y=lines[column],
                mode="lines",
                line={"width": 0, "shape": "hv"},
                fill=fill,
                fillcolor=BAND,
                hoverinfo="skip",
                showlegend=False,
            ),
            row=1,
            col=col,
        )
    fig.add_trace(
        go.Scatter(
            x=dates,
            y=lines["median"],
            mode="lines",
            line={"color": INK, "width": 2.4, "shape": "hv"},
            customdata=lines[["low", "high", "clear", "n"]],
            hovertemplate=(
                "from %{x}: median %{y:.1f} points<br>80% of runs %{customdata[0]:.1f} to %{customdata[1]:.1f}"
                "<br>some text clears every gate in %{customdata[2]:.1%} of %{customdata[3]:,} runs<extra></extra>"
            ),
            showlegend=False,
        ),
        row=1,
        col=col,
    )


def _draw_gates(
    fig: go.Figure, mine: pd.DataFrame, gates: Sequence[str], actors: dict[str, str], col: int
) -> None:
    starts = pd.to_datetime(mine["date"])
    widths = [
        (end - start).total_seconds() * 1000
        for start, end in zip(starts, _until(mine), strict=True)
    ]
    for gate in gates:
        actor, _, kind = gate.partition(".")
        fig.add_trace(
            go.Bar(
                x=mine["date"].astype(str),
                y=mine[gate],
                width=widths,
                offset=0,
                name=gate,
                marker={
                    "color": actors[actor],
                    "line": {"width": 0},
                    "pattern": {
                        "shape": PATTERNS.get(kind, ""),
                        "fgcolor": "white",
                        "size": 6,
                        "solidity": 0.35,
                        "fillmode": "overlay",
                    },
                },
                hovertemplate=f"<b>{plain(gate)}</b><br>from %{{x}}: %{{y:.1%}} of runs<extra></extra>",
                showlegend=False,
            ),
            row=2,
            col=col,
        )
