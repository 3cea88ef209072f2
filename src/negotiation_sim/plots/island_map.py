"""A small map: which regions change hands, and where a base might stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import cos, radians
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from plotly.colors import sample_colorscale
from plotly.subplots import make_subplots

from negotiation_sim.domain.maps import Line, Map, Outlines
from negotiation_sim.plots.dressing import Said, dressed, panel_titles, room_over
from negotiation_sim.plots.labels import (
    SUFFICIENT,
    basis,
    broken,
    in_order,
    listed,
    percent,
    plain,
    records,
)
from negotiation_sim.plots.theme import INK, MUTED, SHADES, shade_key
from negotiation_sim.scenarios.parts.maps import OutlinesSpec

__all__ = ["island_map", "outlines_for", "outlines_of"]

SEA, LAND = "#FFFFFF", "#D9D9D9"
HATCHES = ((0.01, 0.15, "1–5%"), (0.05, 0.3, "5–20%"), (0.20, 0.5, "over 20%"))
"""Least probability of each density of hatching, the density, its words."""

ROW = 230
"""Points that a row of maps takes."""


@cache
def outlines_of(coast: str) -> Outlines:
    """The coast that a scenario names under ``map``; the file says where it comes from."""
    text = files("negotiation_sim.plots").joinpath(f"data/{coast}.json").read_text("utf-8")
    return OutlinesSpec.model_validate_json(text).build()


def outlines_for(drawn: Map) -> Outlines:
    """What a scenario's map is drawn on: its own outlines, or the coast it names."""
    return drawn.outlines or outlines_of(drawn.coast)


def island_map(regions: pd.DataFrame, outlines: Outlines) -> go.Figure:
    """A map per panel: colour for the share of runs that hand a region over, hatching for the
    hazard in it.

    Coasts are filled traces on plain axes, east-west shrunk by the cosine of the middle latitude,
    so that nothing is fetched from a network.

    Parameters
    ----------
    regions : as `negotiation_sim.analysis.regions.region_table` gives it, with a column ``panel``
        that tells the maps apart

    Raises
    ------
    ValueError
        If there is nothing to draw, or a region of a panel is given twice.
    """
    if regions.empty:
        raise ValueError("there are no regions, so there is nothing to draw")
    if regions.duplicated(["panel", "region"]).any():
        raise ValueError("the table holds several rows of a panel and region; choose one")
    panels = in_order(regions["panel"])
    n_columns = min(len(panels), 2 if len(panels) == 4 else 3)
    n_rows = -(-len(panels) // n_columns)
    titles = [f"<b>{broken(name, 40)}</b>" for name in panels]
    over = room_over(titles, 24)
    height = ROW * n_rows + (over + 10) * (n_rows - 1)
    fig = make_subplots(
        rows=n_rows, cols=n_columns, horizontal_spacing=0.02, vertical_spacing=(over + 10) / height
    )
    for number, name in enumerate(panels):
        place = (number // n_columns + 1, number % n_columns + 1)
        for line in outlines.context:
            fig.add_trace(_coast([line], LAND, MUTED), *place)
        for region in records(regions[regions["panel"].astype(str) == name]):
            fig.add_trace(_region(region, outlines), *place)
            _name(fig, region, outlines, place)
    panel_titles(fig, titles)
    _fit_window(fig, outlines)
    drawn = {_density(hazard) for hazard in regions["hazard"]}
    hatched = [(density, words) for _, density, words in HATCHES if density in drawn]
    for density, words in hatched:
        fig.add_trace(_sign(density, f"{outlines.hatch} {words}"))
    fig.update_layout(legend={"orientation": "h", "x": 0, "y": 0, "yanchor": "top"})
    credit = f" {outlines.credit}" if outlines.credit else ""
    said = Said(
        _largest(regions, outlines),
        f"Colour: {outlines.colour}. Hatched: {outlines.hatch} by public estimates",
        [*basis(regions, "a map"), f"{SUFFICIENT}.{credit}"],
        shade_key(),
    )
    return dressed(fig, said, height, over=over, under=12 + 22 * len(hatched))


def _largest(regions: pd.DataFrame, outlines: Outlines) -> str:
    """The regions that are handed over most often in every map, as one sentence."""
    parts = []
    for panel in in_order(regions["panel"]):
        mine = regions[regions["panel"].astype(str) == panel]
        top = mine["share"].max()
        names = [outlines.region(name).label for name in mine.loc[mine["share"] == top, "region"]]
        where = " and ".join(names) if top else outlines.none
        parts.append(f"{panel}: {where}{f' in {percent(top, 0.01)}' if top else ''}")
    return f"{outlines.ends} – {listed(parts)}"


def _fit_window(fig: go.Figure, outlines: Outlines) -> None:
    """The same window in every panel, a degree east as much shorter as it is on the ground."""
    west, south, east, north = outlines.window
    squeeze = 1 / cos(radians((south + north) / 2))
    fig.update_xaxes(visible=False, range=[west, east], constrain="domain")
    fig.update_yaxes(visible=False, range=[south, north], constrain="domain", constraintoward="top")
    for axis in fig.select_yaxes():
        axis.update(scaleanchor=axis.anchor, scaleratio=squeeze)


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


def _region(region: Mapping[str, Any], outlines: Outlines) -> go.Scatter:
    colour = sample_colorscale([list(one) for one in SHADES], [region["share"]])[0]
    coast = _coast(outlines.region(region["region"]).polygons, colour, INK)
    if density := _density(region["hazard"]):
        coast.fillpattern = _hatching(density, "white" if region["share"] > 0.55 else INK, colour)
    return coast.update(
        hoverinfo="text",
        hoveron="fills",
        text=(
            f"<b>{plain(outlines.region(region['region']).label)}</b><br>{outlines.colour}: {region['share']:.2%}"
            f"<br>{outlines.hatch}: {region['hazard']:.2%}<br>n = {region['n']:,}"
        ),
    )


def _density(hazard: float) -> float:
    return max((density for least, density, _ in HATCHES if hazard >= least), default=0.0)


def _hatching(density: float, ink: str, colour: str) -> dict[str, Any]:
    return {
        "shape": "/",
        "size": 5,
        "solidity": density,
        "fgcolor": ink,
        "bgcolor": colour,
        "fillmode": "replace",
    }


def _sign(density: float, words: str) -> go.Bar:
    """Nothing but a square in the key, hatched as the map is."""
    return go.Bar(
        x=[None],
        y=[None],
        name=words,
        marker={"pattern": _hatching(density, INK, SEA), "line": {"color": INK, "width": 0.8}},
        showlegend=True,
    )


def _name(
    fig: go.Figure, region: Mapping[str, Any], outlines: Outlines, place: tuple[int, int]
) -> None:
    """Name and share beside a region, over the sea."""
    x, y, side = outlines.region(region["region"]).label_at
    name, share = (
        plain(outlines.region(region["region"]).label),
        percent(region["share"], 0.01),
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
