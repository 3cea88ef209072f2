"""One negotiation: what each leader insists on, what the packages on the table are worth to it, and
what everybody does.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from negotiation_sim.analysis.words import CODES, Words
from negotiation_sim.plots.dated_events import draw_events, event_notes
from negotiation_sim.plots.dressing import Said, dressed, panel_titles
from negotiation_sim.plots.labels import in_order, plain, records
from negotiation_sim.plots.theme import INK, actor_colours

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

PANEL, GAP, STRIP = 230, 50, 28
"""Points of a panel, of the room between two, and of an actor in the strip of deeds."""


def negotiation_trace(
    moves: pd.DataFrame, ends: str = "", of: str = "", words: Words = CODES
) -> go.Figure:
    """A panel per principal, each on its own scale: what it insists on, its own offers and those it
    was made; beneath them a strip of what every actor does.

    What decides an answer is what its leader would insist on next, so that is what the line shows.

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
    done = moves[moves["act"].isin(DEEDS) & (moves["principal"] == principals[0])]
    doers = [name for name in actors if name in set(done["actor"])]
    heights = [PANEL] * len(principals) + ([STRIP * (len(doers) + 1)] if doers else [])
    height = sum(heights) + GAP * (len(heights) - 1)
    fig = make_subplots(
        rows=len(heights),
        cols=1,
        shared_xaxes=True,
        row_heights=heights,
        vertical_spacing=GAP / height,
    )
    for row, name in enumerate(principals, start=1):
        mine = moves[moves["principal"] == name]
        draw_events(fig, events, row, 1, numbered=row == 1)
        _draw_aspiration(fig, mine, name, colours[name], row)
        for actor in principals:
            _draw_offers(
                fig,
                mine[(mine["act"] == "offer") & (mine["actor"] == actor)],
                colours[actor],
                row,
                own=actor == name,
            )
        fig.update_yaxes(title_text="points", row=row)
    titles = [f"<b>{plain(called[name])}: its own scale</b>" for name in principals]
    if doers:
        draw_events(fig, events, len(heights), 1, numbered=False)
        _draw_deeds(
            fig, done, {name: (called[name], colours[name]) for name in doers}, len(heights)
        )
        titles.append("<b>what they do</b>")
    panel_titles(fig, titles, 12)
    key = {
        f"{called[name]}: what its leader insists on (line), its offers (dots, hollow on the other's scale)": (
            colours[name],
            "▬●○",
        )
        for name in principals
    }
    key |= {called[name]: (colours[name], "■") for name in doers if name not in principals}
    acts = set(moves["act"])
    key |= {means: (INK, sign) for act, (sign, means) in DEEDS.items() if act in acts}
    said = Said(
        ends or "What is asked for, and what is offered",
        f"One run, month by month{f': {of}' if of else ''}",
        [
            "Line: what a leader would insist on next, which decides whether it accepts",
            "Dots: worth of an offer, the risk of failing at home included",
        ],
        key,
        [*event_notes(events), *_told(done)],
    )
    fig.update_xaxes(type="date", tickformat="%b<br>%Y", showgrid=False)
    return dressed(fig, said, height, over=34)


def _told(done: pd.DataFrame) -> list[str]:
    """Every deed that is marked, a line for each date, since marks of one date lie together."""
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


def _draw_aspiration(fig: go.Figure, mine: pd.DataFrame, name: str, colour: str, row: int) -> None:
    """A step at every date, whose own answer comes before whatever else was done then."""
    answers = mine[(mine["actor"] == name) & mine["act"].isin(["accept", "reject"])]
    told = pd.concat([mine, answers]).dropna(subset="aspiration")
    told = told.drop_duplicates("date", keep="last").sort_values("date")
    fig.add_trace(
        go.Scatter(
            x=told["date"].astype(str),
            y=told["aspiration"],
            mode="lines",
            line={"color": colour, "width": 2.2, "shape": "hvh"},
            hovertemplate="%{x}: would insist on %{y:.1f} points next<extra></extra>",
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
    fig: go.Figure, done: pd.DataFrame, doers: dict[str, tuple[str, str]], row: int
) -> None:
    """Signs of what was done on a date, a line per actor, in its colour."""
    places = list(doers)
    for (actor, date), same in done.groupby(["actor", "date"], sort=False):
        fig.add_trace(
            go.Scatter(
                x=[str(date)],
                y=[places.index(str(actor))],
                mode="text",
                text="".join(DEEDS[act][0] for act in same["act"]),
                textfont={"size": 16, "color": doers[str(actor)][1]},
                hovertext="<br>".join(
                    [
                        str(date),
                        *(
                            f"{plain(deed['label'])} {DEEDS[deed['act']][1]}: {plain(deed['package'])}"
                            for deed in records(same)
                        ),
                    ]
                ),
                hoverinfo="text",
                showlegend=False,
            ),
            row=row,
            col=1,
        )
    fig.update_yaxes(
        range=[len(places) - 0.4, -0.6],
        tickvals=list(range(len(places))),
        ticktext=[plain(called) for called, _ in doers.values()],
        row=row,
    )
