"""One negotiation: what each leader insists on, and what the packages on the table are worth to
it.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from negotiation_sim.plots.dated_events import draw_events, event_notes
from negotiation_sim.plots.dressing import Said, dressed, panel_titles
from negotiation_sim.plots.labels import in_order, plain, records
from negotiation_sim.plots.theme import INK, actor_colours
from negotiation_sim.plots.words import CODES, Words

__all__ = ["negotiation_trace"]

DEEDS = {
    "accept": ("★", "accepts"),
    "press": ("▼", "presses"),
    "ratify": ("■", "ratifies"),
    "fail_to_ratify": ("✖", "fails to ratify"),
    "walk_out": ("⚑", "walks out"),
}
"""Sign and words of what is marked."""

MOST_TOLD = 14
"""More dates with deeds than this are not all listed beneath the panels."""

PANEL, GAP = 230, 50


def negotiation_trace(
    moves: pd.DataFrame, ends: str = "", of: str = "", words: Words = CODES
) -> go.Figure:
    """A panel per principal, each on its own scale: its aspiration, its own offers and those it was
    made.

    Parameters
    ----------
    moves : as `negotiation_sim.analysis.trace_table.move_table` gives it
    ends : how the run ends, in words
    of : which run it is, of which scenario, at which point

    Raises
    ------
    ValueError
        If there are no moves.
    """
    if moves.empty:
        raise ValueError("the run has no moves, so there is nothing to draw")
    principals = in_order(moves["principal"])
    actors = dict.fromkeys([*words.actors, *principals, *filter(None, moves["actor"])])
    called = {name: words.actor(name) for name in actors}
    colours = actor_colours(actors)
    events = moves[
        (moves["act"] == "event") & (moves["principal"] == principals[0])
    ].drop_duplicates(["date", "label"])
    events = events[["date", "label"]].assign(number=range(1, len(events) + 1), probability=1.0)
    height = PANEL * len(principals) + GAP * (len(principals) - 1)
    fig = make_subplots(
        rows=len(principals), cols=1, shared_xaxes=True, vertical_spacing=GAP / height
    )
    for row, name in enumerate(principals, start=1):
        mine = moves[moves["principal"] == name]
        draw_events(fig, events, row, 1, numbered=row == 1)
        _draw_aspiration(fig, mine, colours[name], row)
        for actor in principals:
            _draw_offers(
                fig,
                mine[(mine["act"] == "offer") & (mine["actor"] == actor)],
                colours[actor],
                row,
                own=actor == name,
            )
        _draw_deeds(fig, mine, name, colours, row)
        fig.update_yaxes(title_text="points", row=row)
    panel_titles(fig, [f"<b>{plain(called[name])}: its own scale</b>" for name in principals], 12)
    key = {
        f"{called[name]}: what its leader insists on (line), its offers (dots, hollow on the other's scale)": (
            colours[name],
            "▬●○",
        )
        for name in principals
    }
    acts = set(moves["act"])
    key |= {means: (INK, sign) for act, (sign, means) in DEEDS.items() if act in acts}
    said = Said(
        ends or "What is asked for, and what is offered",
        f"One run, month by month{f': {of}' if of else ''}",
        ["Dots: worth of an offer, the risk of failing at home included"],
        key,
        [*event_notes(events), *_told(moves, principals[0])],
    )
    fig.update_xaxes(type="date", tickformat="%b<br>%Y", showgrid=False)
    return dressed(fig, said, height, over=34)


def _told(moves: pd.DataFrame, principal: str) -> list[str]:
    """Every deed that is marked, a line for each date, since marks of one date lie together."""
    done = moves[moves["act"].isin(DEEDS) & (moves["principal"] == principal)]
    lines = [
        f"{pd.Timestamp(str(date)):%b %Y}: "
        + "; ".join(
            f"{DEEDS[deed['act']][0]} {deed['label']} {DEEDS[deed['act']][1]}"
            for deed in records(same)
        )
        + (f" ({same['package'].iloc[-1]})" if same["package"].iloc[-1] else "")
        for date, same in done.groupby("date", sort=True)
    ]
    more = len(lines) - MOST_TOLD
    return lines if more <= 0 else [*lines[:MOST_TOLD], f"… and deeds on {more} later dates"]


def _draw_aspiration(fig: go.Figure, mine: pd.DataFrame, colour: str, row: int) -> None:
    told = mine.dropna(subset="aspiration").drop_duplicates("date", keep="last")
    fig.add_trace(
        go.Scatter(
            x=told["date"].astype(str),
            y=told["aspiration"],
            mode="lines",
            line={"color": colour, "width": 2.2, "shape": "hv"},
            hovertemplate="%{x}: insists on %{y:.1f} points<extra></extra>",
            showlegend=False,
        ),
        row=row,
        col=1,
    )


def _draw_offers(fig: go.Figure, offers: pd.DataFrame, colour: str, row: int, *, own: bool) -> None:
    if offers.empty:
        return
    fig.add_trace(
        go.Scatter(
            x=offers["date"].astype(str),
            y=offers["worth"],
            mode="markers",
            marker={
                "size": 8,
                "color": colour if own else "#FFFFFF",
                "line": {"color": colour, "width": 2},
            },
            customdata=[
                (plain(who), plain(what))
                for who, what in zip(offers["label"], offers["package"], strict=True)
            ],
            hovertemplate="%{x}: %{customdata[0]} offers %{customdata[1]}<br>worth %{y:.1f} points here<extra></extra>",
            showlegend=False,
        ),
        row=row,
        col=1,
    )


def _draw_deeds(
    fig: go.Figure, mine: pd.DataFrame, name: str, colours: dict[str, str], row: int
) -> None:
    """Signs above the package an act was about, or above what the leader insists on; pressing is
    drawn for everybody.
    """
    done = mine[mine["act"].isin(DEEDS) & ((mine["actor"] == name) | (mine["act"] == "press"))]
    for date, same in done.groupby("date", sort=True):
        signs = [
            f'<span style="color:{colours.get(deed["actor"], INK)}">{DEEDS[deed["act"]][0]}</span>'
            for deed in records(same)
        ]
        told = [
            f"{plain(deed['label'])} {DEEDS[deed['act']][1]}: {plain(deed['package'])}"
            for deed in records(same)
        ]
        last = same.iloc[-1]
        fig.add_annotation(
            x=str(date),
            y=last["aspiration"] if pd.isna(last["worth"]) else last["worth"],
            text="".join(signs),
            hovertext="<br>".join([str(date), *told]),
            showarrow=False,
            yanchor="bottom",
            yshift=4,
            font_size=16,
            row=row,
            col=1,
        )
