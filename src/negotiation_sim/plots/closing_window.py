"""The closing window: how far a settlement is, and which gate stands in the way, month by month."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from negotiation_sim.analysis.words import CODES, Words
from negotiation_sim.plots.dated_events import draw_events, event_notes
from negotiation_sim.plots.dressing import Said, dressed, panel_titles
from negotiation_sim.plots.labels import SHARES, in_order, listed, n_text, percent, plain
from negotiation_sim.plots.theme import INK, actor_colours

__all__ = ["closing_window"]

PATTERNS = {"leader": "", "domestic": "/", "consent": ".", "vote": "x"}
BAND = "rgba(90,90,90,0.2)"
MONTH = pd.Timedelta(days=31)
HEIGHTS = (250, 150)
"""Points of the panel of the gap, and of that of the gates beneath it."""


def closing_window(
    gaps: pd.DataFrame, gates: Sequence[str], events: pd.DataFrame, words: Words = CODES
) -> go.Figure:
    """Median gap with its 80% band over the share of runs in which each gate binds; a column per
    scenario.

    Parameters
    ----------
    gaps : rows of `negotiation_sim.analysis.gates.gap_path` with ``scenario``; a line holds until
        the next one, and one that an event began starts on the day of the event
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
    actors = actor_colours([*words.actors, *(gate.split(".")[0] for gate in gates)])
    bind = [gate for gate in gates if gaps[gate].max() >= 0.005]
    numbered = events[events["scenario"].astype(str).isin(scenarios)].reset_index(drop=True)
    numbered = numbered.assign(number=range(1, len(numbered) + 1))
    height = sum(HEIGHTS) + 24
    fig = make_subplots(
        rows=2,
        cols=len(scenarios),
        shared_xaxes=True,
        shared_yaxes=True,
        horizontal_spacing=0.03,
        vertical_spacing=24 / height,
        row_heights=list(HEIGHTS),
    )
    ends = []
    for col, scenario in enumerate(scenarios, start=1):
        happened = numbered[numbered["scenario"].astype(str) == scenario]
        mine = gaps[gaps["scenario"].astype(str) == scenario].reset_index(drop=True)
        mine = mine.assign(date=_from_the_event(mine["date"], happened["date"]))
        ends.append((scenario, mine.iloc[-1]))
        for row in (1, 2):
            draw_events(fig, happened, row, col, numbered=row == 1)
        fig.add_hline(
            y=0, line={"color": INK, "width": 1}, exclude_empty_subplots=False, row=1, col=col
        )
        _draw_gap(fig, mine, col)
        _draw_gates(fig, mine, bind, (actors, words), col)
    panel_titles(fig, [f"<b>{plain(name)}</b>" for name in scenarios], shift=24)
    said = Said(
        listed([_end(name, row, bind, words) for name, row in ends]),
        "How far a settlement is: the gap in points, and the gate that leaves it, by month",
        [
            "Gap: points by which the best text clears its narrowest gate; below 0 it misses",
            f"Bars: share of runs in which a gate is the narrowest. n = {n_text(gaps['n'])} runs",
        ],
        {"median gap, with the band of 80% of the runs": (INK, "━")}
        | {
            words.gate(gate): (
                actors[gate.split(".")[0]],
                "▨" if PATTERNS.get(gate.split(".")[-1]) else "■",
            )
            for gate in bind
        },
        event_notes(numbered),
    )
    fig.update_layout(barmode="stack", bargap=0)
    fig.update_yaxes(title_text="gap, points", row=1, col=1)
    fig.update_yaxes(**SHARES, row=2)
    fig.update_yaxes(title_text="narrowest gate", row=2, col=1)
    fig.update_xaxes(type="date", showgrid=False, tickformat="%b<br>%Y", nticks=4)
    return dressed(fig, said, height, over=50, columns_first=1)


def _end(scenario: str, row: pd.Series, gates: Sequence[str], words: Words) -> str:
    """How far off a scenario is at its end, and what leaves the gap most often."""
    short = row["median"]
    whole = round(abs(short))
    far = f"{whole} point{'' if whole == 1 else 's'} {'short' if short < -0.5 else 'to spare'}"
    gate = max(gates, key=lambda name: float(row[name]))
    return f"{scenario}: {far}, mostly {words.gate(gate)} ({percent(row[gate], 0.01)})"


def _from_the_event(dates: pd.Series, events: pd.Series) -> list[str]:
    """The days on which lines begin: a step that an event changes begins on the event's day."""
    days = [pd.Timestamp(str(one)) for one in dates]
    happened = sorted(pd.Timestamp(str(one)) for one in events)
    found = days[:1]
    for day in days[1:]:
        inside = [one for one in happened if day <= one < day + MONTH and one.month == day.month]
        found.append(inside[0] if inside else day)
    return [f"{one:%Y-%m-%d}" for one in found]


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
    fig: go.Figure,
    mine: pd.DataFrame,
    gates: Sequence[str],
    look: tuple[dict[str, str], Words],
    col: int,
) -> None:
    actors, words = look
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
                hovertemplate=f"<b>{plain(words.gate(gate))}</b><br>from %{{x}}: %{{y:.1%}} of runs<extra></extra>",
                showlegend=False,
            ),
            row=2,
            col=col,
        )
