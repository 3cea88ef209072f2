"""A small map: which regions change hands, and where a base might stand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, radians
from types import MappingProxyType
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.colors import sample_colorscale
from plotly.subplots import make_subplots

from negotiation_sim.plots.labels import broken, in_order, n_text, percent, plain, records
from negotiation_sim.plots.theme import INK, MUTED, SHADES, dressed

__all__ = ["Outlines", "island_map", "northern_territories"]

SEA, LAND = "#FFFFFF", "#D9D9D9"
HATCHES = ((0.01, 0.15, "1–5%"), (0.05, 0.3, "5–20%"), (0.20, 0.5, "over 20%"))
"""Least probability of each density of hatching, the density, and its words."""

Line = Sequence[Sequence[float]]


@dataclass(frozen=True, slots=True)
class Outlines:
    """Coasts of some regions, and which level of which issue hands over which.

    Parameters
    ----------
    window : west, south, east, north, in degrees
    context : coasts of what is not in dispute
    regions : coasts by region
    labels : of the regions
    places : where each label ends (``right``) or begins (``left``)
    handed_over : regions by level of `issue`
    hazard : the unwanted event that may follow
    words : what colour and hatching say, and the question of the map
    """

    window: tuple[float, float, float, float]
    context: tuple[Line, ...]
    regions: Mapping[str, tuple[Line, ...]]
    labels: Mapping[str, str]
    places: Mapping[str, tuple[float, float, str]]
    issue: str
    handed_over: Mapping[str, tuple[str, ...]]
    hazard: str
    words: Mapping[str, str]


@cache
def northern_territories() -> Outlines:
    """The four islands and eastern Hokkaido; the file says where the coasts come from."""
    data: dict[str, Any] = json.loads(
        files("negotiation_sim.plots").joinpath("data/northern_territories.json").read_text("utf-8")
    )
    west, south, east, north = data["window"]
    return Outlines(
        (west, south, east, north),
        tuple(data["context"]),
        MappingProxyType({name: tuple(one["polygons"]) for name, one in data["regions"].items()}),
        MappingProxyType({name: one["label"] for name, one in data["regions"].items()}),
        MappingProxyType({name: tuple(one["label_at"]) for name, one in data["regions"].items()}),
        data["issue"],
        MappingProxyType({level: tuple(names) for level, names in data["handed_over"].items()}),
        data["hazard"],
        MappingProxyType({name: data[name] for name in ("question", "colour", "hatch")}),
    )


def island_map(regions: pd.DataFrame, outlines: Outlines, panel: str = "panel") -> go.Figure:
    """A map per panel: colour for the share of runs that hand a region over, hatching for the
    hazard in it.

    Coasts are filled traces on plain axes, east-west shrunk by the cosine of the middle latitude,
    so that nothing is fetched from a network.

    Parameters
    ----------
    regions : as `negotiation_sim.analysis.regions.region_table` gives it, with a column that tells
        the panels apart

    Raises
    ------
    ValueError
        If there is nothing to draw, or a region of a panel is given twice.
    """
    if regions.empty:
        raise ValueError("there are no regions, so there is nothing to draw")
    if regions.duplicated([panel, "region"]).any():
        raise ValueError("the table holds several rows of a panel and region; choose one")
    panels = in_order(regions[panel])
    n_columns = min(len(panels), 2 if len(panels) == 4 else 3)
    n_rows = -(-len(panels) // n_columns)
    top = max(0.05, float(regions["share"].max()))
    fig = make_subplots(
        rows=n_rows,
        cols=n_columns,
        horizontal_spacing=0.02,
        vertical_spacing=min(0.12, 0.36 / n_rows),
        subplot_titles=[f"<b>{broken(name, 22)}</b>" for name in panels],
    )
    for number, name in enumerate(panels):
        place = (number // n_columns + 1, number % n_columns + 1)
        for line in outlines.context:
            fig.add_trace(_coast([line], LAND, MUTED), *place)
        for region in records(regions[regions[panel].astype(str) == name]):
            fig.add_trace(_region(region, outlines, top), *place)
            _name(fig, region, outlines, place)
    fig.add_trace(_scale(top, outlines), 1, 1)
    lines = [
        f"Colour: {outlines.words['colour']}. Hatched: {outlines.words['hatch']}, at public values",
        f"n = {n_text(regions['n'])} runs a map; Monte-Carlo standard error up to {regions['mcse'].max():.2g}. Coasts: Natural Earth",
        "Shares show what the assumptions are sufficient for, not what is predicted",
    ]
    hatched = [words for least, _, words in HATCHES if (regions["hazard"] >= least).any()]
    key = {
        f"{outlines.words['hatch']} {words}": (INK, sign)
        for words, sign in zip(hatched, ("░", "▒", "▓"), strict=False)
    }
    dressed(
        fig,
        outlines.words["question"],
        lines,
        key,
        height=max(450, 160 + 250 * n_rows),
        bottom=16,
        over=34,
    )
    for note in fig.layout.annotations[: len(panels)]:
        note.update(font={"size": 12, "color": INK}, yshift=4)
    west, south, east, north = outlines.window
    fig.update_xaxes(visible=False, range=[west, east], constrain="domain")
    fig.update_yaxes(visible=False, range=[south, north], constrain="domain", constraintoward="top")
    for number in range(n_rows * n_columns):
        axis = f"x{number + 1 if number else ''}"
        squeeze = 1 / cos(radians((south + north) / 2))
        fig.update_yaxes(
            scaleanchor=axis,
            scaleratio=squeeze,
            row=number // n_columns + 1,
            col=number % n_columns + 1,
        )
    return fig


def _coast(lines: Sequence[Line], colour: str, edge: str) -> go.Scatter:
    """Filled coasts as one trace, islands set apart by gaps."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for line in lines:
        xs += [*(point[0] for point in line), line[0][0], None]
        ys += [*(point[1] for point in line), line[0][1], None]
    return go.Scatter(
        x=xs[:-1],
        y=ys[:-1],
        mode="lines",
        fill="toself",
        fillcolor=colour,
        line={"color": edge, "width": 0.8},
        hoverinfo="skip",
        showlegend=False,
    )


def _region(region: Mapping[str, Any], outlines: Outlines, top: float) -> go.Scatter:
    colour = sample_colorscale([list(one) for one in SHADES], [region["share"] / top])[0]
    coast = _coast(outlines.regions[region["region"]], colour, INK)
    density = max(
        (solidity for least, solidity, _ in HATCHES if region["hazard"] >= least), default=0.0
    )
    if density:
        ink = "white" if region["share"] / top > 0.55 else INK
        coast.fillpattern = {
            "shape": "/",
            "size": 5,
            "solidity": density,
            "fgcolor": ink,
            "bgcolor": colour,
            "fillmode": "replace",
        }
    return coast.update(
        hoverinfo="text",
        hoveron="fills",
        text=(
            f"<b>{plain(outlines.labels[region['region']])}</b><br>{outlines.words['colour']}: {region['share']:.2%}"
            f" ({region['low']:.2%} – {region['high']:.2%})<br>{outlines.words['hatch']}: {region['hazard']:.2%}<br>n = {region['n']:,}"
        ),
    )


def _name(
    fig: go.Figure, region: Mapping[str, Any], outlines: Outlines, place: tuple[int, int]
) -> None:
    """Name and share beside a region, over the sea."""
    x, y, side = outlines.places[region["region"]]
    name, share = (
        plain(outlines.labels[region["region"]]),
        percent(region["share"], max(region["mcse"], 0.004)),
    )
    fig.add_annotation(
        x=x,
        y=y,
        text=f"{name} {share}",
        showarrow=False,
        align=side,
        xanchor=side,
        font={"size": 10, "color": INK},
        row=place[0],
        col=place[1],
    )


def _scale(top: float, outlines: Outlines) -> go.Scatter:
    """An unseen dot that carries the colour bar."""
    return go.Scatter(
        x=[outlines.window[0]],
        y=[outlines.window[1]],
        mode="markers",
        marker={
            "size": 0.1,
            "opacity": 0,
            "color": [0.0],
            "cmin": 0,
            "cmax": top,
            "colorscale": [list(one) for one in SHADES],
            "showscale": True,
            "colorbar": {
                "tickformat": ".0%",
                "thickness": 12,
                "len": 1,
                "y": 1,
                "yanchor": "top",
                "outlinewidth": 0,
                "nticks": 6,
            },
        },
        hoverinfo="skip",
        showlegend=False,
    )
