"""The offers of one run as a path in the plane of both sides' worth."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from negotiation_sim.analysis.words import CODES, Words
from negotiation_sim.plots.dressing import Said, dressed
from negotiation_sim.plots.labels import plain, records
from negotiation_sim.plots.theme import actor_colours
from negotiation_sim.plots.worth_plane import packages_drawn

__all__ = ["offer_path"]

MOST_TOLD = 20
"""More changes of offer than this are not all listed."""


def offer_path(
    packages: pd.DataFrame,
    offers: pd.DataFrame,
    axes: Sequence[str],
    said: tuple[str, str] = ("", ""),
    words: Words = CODES,
) -> go.Figure:
    """A line per principal through its offers in the order they were made, over all packages.

    Parameters
    ----------
    packages : as `negotiation_sim.plots.worth_plane.packages_drawn` takes it
    offers : in order, with ``date``, ``actor``, ``package`` and ``worth_<actor>``
    axes : names of the two principals
    said : how the run ends, and which run it is on which date

    Raises
    ------
    ValueError
        If there is nothing to draw, or not two axes.
    """
    if offers.empty:
        raise ValueError("the run has no offers, so there is nothing to draw")
    plane = packages_drawn(packages, axes, words)
    colours = actor_colours([*words.actors, *offers["actor"]])
    letters = dict(zip(packages["package"], packages["letter"], strict=True))
    x, y = (f"worth_{name}" for name in axes)
    key = dict(plane.key)
    for actor in dict.fromkeys(offers["actor"]):
        mine = _changes(offers, actor)
        key[f"offers of {words.actor(actor)}, in order"] = (colours[actor], "▬")
        plane.fig.add_trace(
            go.Scatter(
                x=mine[x],
                y=mine[y],
                mode="lines+markers",
                line={"color": colours[actor], "width": 2.5},
                marker={
                    "size": 11,
                    "symbol": ["circle", *["arrow"] * (len(mine) - 1)],
                    "angleref": "previous",
                },
                customdata=[
                    (f"{pd.Timestamp(str(date)):%b %Y}", plain(package))
                    for date, package in zip(mine["date"], mine["package"], strict=True)
                ],
                hovertemplate="from %{customdata[0]}: %{customdata[1]}<extra></extra>",
                showlegend=False,
            )
        )
    ends, of = said
    text = Said(
        ends or "How the offers approach each other",
        f"Path of the offers in the plane of both sides' worth{f': {of}' if of else ''}",
        ["Worth by the private draws of this run, above going on; never compare across axes"],
        key,
        [*_told(offers, letters, words), *plane.notes],
    )
    return dressed(plane.fig, text, 440, under=64)


def _changes(offers: pd.DataFrame, actor: str) -> pd.DataFrame:
    """The offers of one side that are not its last one again."""
    mine = offers[offers["actor"] == actor]
    return mine[mine["package"] != mine["package"].shift()]


def _told(offers: pd.DataFrame, letters: dict[str, str], words: Words) -> list[str]:
    """A line per side: the offers it made, each from when on."""
    lines = []
    for actor in dict.fromkeys(offers["actor"]):
        steps = [
            f"{letters[row['package']]} from {pd.Timestamp(str(row['date'])):%b %Y}"
            for row in records(_changes(offers, actor))
        ]
        more = ["…"] if len(steps) > MOST_TOLD else []
        lines.append(f"{words.actor(actor)} offers {', '.join([*steps[:MOST_TOLD], *more])}")
    return lines
