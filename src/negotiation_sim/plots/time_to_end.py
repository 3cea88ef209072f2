"""When agreements are concluded and talks broken off, beside the dated events."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from negotiation_sim.analysis.timing import BROKEN_OFF
from negotiation_sim.analysis.words import CODES, Words
from negotiation_sim.plots.dated_events import draw_events, event_notes
from negotiation_sim.plots.dressing import Said, dressed, panel_titles
from negotiation_sim.plots.labels import (
    SHARES,
    average_of,
    basis,
    in_order,
    listed,
    percent,
    plain,
)
from negotiation_sim.plots.theme import ACCENT, CLASS_COLOURS, SPARE_COLOURS

__all__ = ["end_colours", "time_to_end"]

WALKED_OUT = CLASS_COLOURS["SUSPENSION"]


def time_to_end(timing: pd.DataFrame, events: pd.DataFrame, words: Words = CODES) -> go.Figure:
    """Cumulative incidence curves with 95% bands: a panel per scenario, one below the other.

    The ways to end compete, so the curves of a panel add up to the share of runs that have ended;
    their right ends are the outcome shares.

    Parameters
    ----------
    timing : as `negotiation_sim.analysis.timing.timing_table` gives it, one intervention
    events : rows of `negotiation_sim.analysis.timing.event_table`

    Raises
    ------
    ValueError
        If there is nothing to draw, or more than one intervention.
    """
    if timing.empty:
        raise ValueError("no run ends before its horizon, so there is nothing to draw")
    if timing["intervention"].nunique() > 1:
        raise ValueError("the table holds several interventions; choose one")
    scenarios, ends = in_order(timing["scenario"]), in_order(timing["end"])
    colours = end_colours(ends)
    numbered = events[events["scenario"].astype(str).isin(scenarios)].reset_index(drop=True)
    numbered = numbered.assign(number=range(1, len(numbered) + 1))
    fig = make_subplots(rows=1, cols=len(scenarios), shared_yaxes=True, horizontal_spacing=0.03)
    for col, scenario in enumerate(scenarios, start=1):
        draw_events(
            fig, numbered[numbered["scenario"].astype(str) == scenario], 1, col, numbered=True
        )
        for end in ends:
            mine = timing[(timing["scenario"].astype(str) == scenario) & (timing["end"] == end)]
            if len(mine):
                _draw(fig, mine, colours[end], "dot" if end == BROKEN_OFF else "solid", col)
    panel_titles(fig, [f"<b>{plain(name)}</b>" for name in scenarios], shift=24)
    intervention = in_order(timing["intervention"])[0]
    runs, *more = reversed(basis(timing, "a panel"))
    said = Said(
        _finding(timing),
        f"When the talks end: share of runs that have ended so by a date ({words.intervention(intervention)})",
        [
            *more,
            runs.split(";")[0] + ("" if average_of(timing) else "; bands: 95% Wilson"),
            "Competing ways to end, so the curves of a panel add up (cumulative incidence)",
            "An agreement counts if it is in force at the end, from the date it was concluded",
        ],
        {end: (colours[end], "┅" if end == BROKEN_OFF else "━") for end in ends},
        event_notes(numbered),
    )
    fig.update_yaxes(**SHARES)
    fig.update_yaxes(title_text="share of runs", col=1)
    fig.update_xaxes(type="date", tickformat="%b<br>%Y", nticks=4, showgrid=False)
    return dressed(fig, said, 320, over=50)


def _finding(timing: pd.DataFrame) -> str:
    """The commonest way to end of every scenario, and by when half of those runs had ended so."""
    parts = []
    for scenario in in_order(timing["scenario"]):
        mine = timing[timing["scenario"].astype(str) == scenario]
        last = mine.groupby("end", observed=True)["share"].max()
        name = last.idxmax()
        half = mine[(mine["end"] == name) & (mine["share"] >= last.max() / 2)].iloc[0]
        parts.append(
            f"{scenario}: {name} in {percent(last.max(), 0.01)}, half of them by "
            f"{pd.Timestamp(half['date']):%b %Y}"
        )
    return listed(parts)


def end_colours(ends: list[str]) -> dict[str, str]:
    """Colour of each way to end, the same in every figure over time."""
    return {
        name: WALKED_OUT if name == BROKEN_OFF else colour
        for name, colour in zip(ends, _agreement_colours(ends), strict=True)
    }


def _agreement_colours(ends: list[str]) -> list[str]:
    known = (
        ACCENT,
        CLASS_COLOURS["DECLARATION"],
        CLASS_COLOURS["TREATY_FOUR_PHASED"],
        *SPARE_COLOURS,
    )
    return [known[i % len(known)] for i in range(len(ends))]


def _draw(fig: go.Figure, mine: pd.DataFrame, colour: str, dash: str, col: int) -> None:
    dates = [str(date) for date in mine["date"]]
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    bands = () if average_of(mine) else (("low", None), ("high", "tonexty"))
    interval = "; 95% %{customdata[3]:.2%} – %{customdata[4]:.2%}" if bands else ""
    for column, fill in bands:
        fig.add_trace(
            go.Scatter(
                x=dates,
                y=mine[column],
                mode="lines",
                line={"width": 0, "shape": "hv"},
                fill=fill,
                fillcolor=f"rgba({red},{green},{blue},0.18)",
                hoverinfo="skip",
                showlegend=False,
            ),
            row=1,
            col=col,
        )
    fig.add_trace(
        go.Scatter(
            x=dates,
            y=mine["share"],
            name=mine["end"].iloc[0],
            mode="lines",
            line={"color": colour, "width": 2.2, "shape": "hv", "dash": dash},
            customdata=mine[["months", "count", "n", "low", "high"]],
            hovertemplate=(
                f"<b>{plain(mine['end'].iloc[0])}</b><br>by %{{x}} (month %{{customdata[0]:.1f}}): %{{y:.2%}}"
                f"<br>%{{customdata[1]:,}} of %{{customdata[2]:,}} runs{interval}<extra></extra>"
            ),
            showlegend=False,
        ),
        row=1,
        col=col,
    )
