"""The plane of both sides' worth: every package, the zone of agreement and the Pareto frontier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from negotiation_sim.analysis.words import Words
from negotiation_sim.plots.labels import broken, plain, records
from negotiation_sim.plots.theme import INK, MUTED, SECOND

__all__ = ["Plane", "concept_names", "packages_drawn"]

ZONE = "rgba(34,34,34,0.06)"
CLOSE = 0.035
"""Part of the longer side within which dots lie on each other and share a label."""

CONCEPTS = {
    "nash": "Nash",
    "kalai_smorodinsky": "Kalai–Smorodinsky",
    "zeuthen": "Zeuthen",
    "spe": "alternating offers",
    "egalitarian": "egalitarian (compares points)",
    "utilitarian": "utilitarian (adds points)",
}


@dataclass(frozen=True, slots=True)
class Plane:
    """A figure with the packages in it, and what its words have to say of them."""

    fig: go.Figure
    key: dict[str, tuple[str, str]]
    notes: list[str]


def packages_drawn(packages: pd.DataFrame, axes: Sequence[str], words: Words) -> Plane:
    """Dots of all packages, those that have a letter explained beneath.

    Parameters
    ----------
    packages : ``package``, ``letter`` (empty where it has none), ``zone``, ``frontier``, ``marks``
        (concepts that pick it, with spaces between), and a column ``worth_<actor>`` for every axis,
        0 where it is worth as much as going on
    axes : names of the two principals

    Raises
    ------
    ValueError
        If there is nothing to draw, or not two axes.
    """
    if packages.empty:
        raise ValueError("there are no packages, so there is nothing to draw")
    if len(axes) != 2:
        raise ValueError(f"{len(axes)} axes are given, expected 2")
    x, y = (f"worth_{name}" for name in axes)
    fig, key = go.Figure(), {}
    _draw_zone(fig, packages, (x, y))
    frontier = packages[packages["frontier"]].sort_values([x, y])
    for within, said, colour, sign in (
        (True, "nobody worse off than going on: the zone of agreement", INK, "●"),
        (False, "somebody worse off", MUTED, "○"),
    ):
        mine = packages[packages["zone"] == within]
        if len(mine):
            key[said] = (colour, sign)
            fig.add_trace(_dots(mine, (x, y), colour, filled=within))
    if len(frontier) > 1:
        key["Pareto frontier: no text is better for both"] = (INK, "┄")
        line = {"color": INK, "width": 1.4, "dash": "dot"}
        fig.add_trace(go.Scatter(x=frontier[x], y=frontier[y], mode="lines", line=line))
    picked = packages[packages["marks"].astype(str) != ""]
    if len(picked):
        key["picked by a solution concept"] = (SECOND, "☆")
        ring = {"symbol": "star-open", "size": 20, "color": SECOND, "line": {"width": 2.5}}
        fig.add_trace(go.Scatter(x=picked[x], y=picked[y], mode="markers", marker=ring))
    fig.update_traces(showlegend=False)
    fig.update_traces(hoverinfo="skip", selector=lambda trace: trace.customdata is None)
    told = packages[packages["letter"] != ""]
    _write_letters(fig, told, (x, y))
    fig.update_xaxes(title_text=f"worth to {plain(words.actor(axes[0]))}, its own points")
    fig.update_yaxes(title_text=f"worth to {plain(words.actor(axes[1]))}, its own points")
    return Plane(fig, key, _notes(told))


def concept_names(marks: str) -> str:
    """The concepts that pick a package, in words.

    Examples
    --------
    >>> concept_names("nash zeuthen"), concept_names(" ".join(CONCEPTS))
    ('Nash, Zeuthen', 'every concept')
    """
    names = str(marks).split()
    if len(names) == len(CONCEPTS):
        return "every concept"
    return ", ".join(CONCEPTS.get(name, name) for name in names)


def _notes(told: pd.DataFrame) -> list[str]:
    lines = []
    for row in records(told.drop_duplicates("package")):
        by = f" – picked by {concept_names(row['marks'])}" if row["marks"] else ""
        lines.append(f"{row['letter']}  {row['package']}{by}")
    return lines


def _draw_zone(fig: go.Figure, packages: pd.DataFrame, axes: tuple[str, str]) -> None:
    line = {"color": MUTED, "width": 1.4, "dash": "dash"}
    fig.add_vline(0.0, line=line, layer="below")
    fig.add_hline(0.0, line=line, layer="below")
    ends = [max(0.0, float(packages[name].max())) * 1.2 + 1.0 for name in axes]
    fig.add_shape(
        type="rect",
        x0=0,
        y0=0,
        x1=ends[0],
        y1=ends[1],
        fillcolor=ZONE,
        line_width=0,
        layer="below",
    )


def _dots(mine: pd.DataFrame, axes: tuple[str, str], colour: str, *, filled: bool) -> go.Scatter:
    return go.Scatter(
        x=mine[axes[0]],
        y=mine[axes[1]],
        mode="markers",
        marker={
            "size": 8,
            "color": colour if filled else "#FFFFFF",
            "line": {"color": colour, "width": 1.5},
        },
        customdata=[broken(package, 60) for package in mine["package"]],
        hovertemplate="%{customdata}<br>%{x:.1f} and %{y:.1f} points<extra></extra>",
    )


def _write_letters(fig: go.Figure, told: pd.DataFrame, axes: tuple[str, str]) -> None:
    """A letter beside every dot; dots that lie on each other share a label with all of theirs."""
    x, y = axes
    spans = [float(told[name].max() - told[name].min()) or 1.0 for name in axes]
    groups: list[tuple[float, float, list[str]]] = []
    for row in records(told.sort_values([x, y])):
        for at_x, at_y, there in groups:
            near = abs(at_x - row[x]) / spans[0] + abs(at_y - row[y]) / spans[1] < CLOSE
            if near:
                there.append(row["letter"])
                break
        else:
            groups.append((row[x], row[y], [row["letter"]]))
    for at_x, at_y, there in groups:
        fig.add_annotation(
            x=at_x,
            y=at_y,
            text=", ".join(dict.fromkeys(there)),
            showarrow=False,
            yshift=15,
            bgcolor="rgba(255,255,255,0.7)",
            font={"size": 12, "color": INK},
        )
