"""Where the runs stand month by month: no agreement yet, agreements, talks broken off."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from negotiation_sim.analysis.timing import GOING_ON
from negotiation_sim.analysis.words import CODES, Words
from negotiation_sim.plots.dated_events import draw_events, event_notes
from negotiation_sim.plots.dressing import Said, dressed, panel_titles, room_over
from negotiation_sim.plots.labels import (
    SHARES,
    SUFFICIENT,
    basis,
    broken,
    in_order,
    listed,
    percent,
    plain,
)
from negotiation_sim.plots.theme import CLASS_COLOURS
from negotiation_sim.plots.time_to_end import end_colours

__all__ = ["states_over_time"]

PANEL, BELOW = 260, 44


def states_over_time(states: pd.DataFrame, events: pd.DataFrame, words: Words = CODES) -> go.Figure:
    """Stacked areas of shares that add up to 100%: a column of panels per scenario, a row per
    intervention.

    Parameters
    ----------
    states : as `negotiation_sim.analysis.timing.state_shares` gives it
    events : rows of `negotiation_sim.analysis.timing.event_table`

    Raises
    ------
    ValueError
        If there is nothing to draw.
    """
    if states.empty:
        raise ValueError("there are no runs, so there is nothing to draw")
    scenarios, arms = in_order(states["scenario"]), in_order(states["intervention"])
    names = in_order(states["state"])
    colours = {GOING_ON: CLASS_COLOURS["STALEMATE"]}
    colours |= end_colours([name for name in names if name != GOING_ON])
    numbered = events[events["scenario"].astype(str).isin(scenarios)].reset_index(drop=True)
    numbered = numbered.assign(number=range(1, len(numbered) + 1))
    titles = [
        f"<b>{plain(scenario)}</b>"
        + (f"<br>{broken(words.intervention(arm), 44)}" if len(arms) > 1 else "")
        for arm in arms
        for scenario in scenarios
    ]
    over = room_over(titles, 32)
    height = PANEL * len(arms) + (over + BELOW) * (len(arms) - 1)
    fig = make_subplots(
        rows=len(arms),
        cols=len(scenarios),
        shared_yaxes=True,
        horizontal_spacing=0.03,
        vertical_spacing=(over + BELOW) / height if len(arms) > 1 else 0,
    )
    for row, arm in enumerate(arms, start=1):
        for col, scenario in enumerate(scenarios, start=1):
            mine = states[
                (states["scenario"].astype(str) == scenario)
                & (states["intervention"].astype(str) == arm)
            ]
            for name in [one for one in names if one != GOING_ON] + [GOING_ON]:
                fig.add_trace(_area(mine[mine["state"] == name], name, colours[name]), row, col)
            happened = numbered[numbered["scenario"].astype(str) == scenario]
            draw_events(fig, happened, row, col, numbered=True)
    panel_titles(fig, titles, shift=24)
    said = Said(
        _finding(states[states["intervention"].astype(str) == arms[0]]),
        "Where the runs stand month by month: share of runs in each state"
        + (f" ({words.intervention(arms[0])})" if len(arms) == 1 else ""),
        [
            *basis(states, "a panel"),
            "An agreement is that in force at the end, from the date it was concluded",
            SUFFICIENT,
        ],
        {name: (colours[name], "■") for name in colours},
        event_notes(numbered),
    )
    fig.update_shapes(layer="above", line_color="white")
    fig.update_yaxes(**SHARES)
    fig.update_xaxes(type="date", tickformat="%b<br>%Y", nticks=4, showgrid=False)
    return dressed(fig, said, height, over=over)


def _finding(states: pd.DataFrame) -> str:
    """Which state most runs of every scenario are in at the end."""
    parts = []
    for scenario in in_order(states["scenario"]):
        mine = states[states["scenario"].astype(str) == scenario]
        last = mine[mine["months"] == mine["months"].max()].set_index("state")["share"]
        parts.append(f"{scenario}: {last.idxmax()} in {percent(last.max(), 0.01)} at the end")
    return listed(parts)


def _area(mine: pd.DataFrame, name: str, colour: str) -> go.Scatter:
    return go.Scatter(
        x=[str(date) for date in mine["date"]],
        y=mine["share"],
        name=name,
        mode="lines",
        stackgroup="one",
        line={"color": colour, "width": 0.5, "shape": "hv"},
        fillcolor=colour,
        hovertemplate=f"<b>{plain(name)}</b><br>%{{x}}: %{{y:.1%}}<extra></extra>",
        showlegend=False,
    )
