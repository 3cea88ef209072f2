"""The look of every figure: one template in two versions, and colours that mean the same thing
everywhere.

Hues are those of Okabe & Ito (2008) and Tol (2021), which stay apart for colour-blind readers;
where a figure shows more classes than any palette can keep apart, names are written on the axis and
colour only helps.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

import plotly.graph_objects as go

__all__ = [
    "ACCENT",
    "ACTOR_COLOURS",
    "CLASS_COLOURS",
    "LIGHT",
    "PRINT",
    "actor_colours",
    "class_colours",
    "for_print",
    "shade_key",
]

CLASS_COLOURS = MappingProxyType(
    {
        # final: blue to green, darker the more territory or the more is promised about bases
        "TREATY_NONE": "#7FA6C9",
        "TREATY_TWO": "#56B4E9",
        "TREATY_TWO_PLEDGED": "#2E8BC8",
        "TREATY_TWO_GUARANTEED": "#0072B2",
        "TREATY_TWO_PLUS": "#4CC9A6",
        "TREATY_TWO_PLUS_GUARANTEED": "#009E73",
        "TREATY_FOUR_PHASED": "#117733",
        "TREATY_FOUR": "#0B4F26",
        # interim and process: yellow to amber
        "DECLARATION": "#E69F00",
        "ACCELERATED_TALKS": "#D9C229",
        # nothing signed that lasts
        "STALEMATE": "#8C8C8C",
        "SUSPENSION": "#D55E00",
        "RATIFICATION_FAILED": "#CC79A7",
    }
)
"""Colour of each outcome class, in the order of specification.md section 2.6."""

ACTOR_COLOURS = MappingProxyType({"japan": "#CC3311", "russia": "#0077BB", "us": "#7B3FA0"})
"""Colour of each actor of the shipped episodes."""

SPARE_COLOURS = (
    "#332288",
    "#8C564B",
    "#44AA99",
    "#AA4499",
    "#88CCEE",
    "#999933",
    "#882255",
    "#661100",
    "#6699CC",
    "#BBBBBB",
)

INK, MUTED, GRID, PAPER = "#222222", "#5A5A5A", "#E4E4E4", "#FFFFFF"
FONT = "Noto Sans, DejaVu Sans, Liberation Sans, Arial, sans-serif"


ACCENT, SECOND = "#0072B2", "#E69F00"
"""Two colours for what is neither an actor nor a class."""

SHADES = (
    (0.0, "#F4F8FC"),
    (0.25, "#C6DBEF"),
    (0.5, "#6BAED6"),
    (0.75, "#2171B5"),
    (1.0, "#08306B"),
)
"""Light to dark for a share (ColorBrewer's Blues, Harrower & Brewer 2003), in order on grey paper
too."""


def shade_key() -> dict[str, tuple[str, str]]:
    """What the shades mean, for a key in words: 0 to 100% wherever shares are shaded."""
    return {"0": (MUTED, "□")} | {f"{share:.0%}": (colour, "■") for share, colour in SHADES[1:]}


def class_colours(classes: Iterable[str]) -> dict[str, str]:
    """Colour of each outcome class of a scenario.

    Parameters
    ----------
    classes : all classes of the scenario in their order, so that a class keeps its colour in every
        figure

    Examples
    --------
    >>> class_colours(["QUOTA_SHARED", "STALEMATE"])
    {'QUOTA_SHARED': '#332288', 'STALEMATE': '#8C8C8C'}
    """
    return _assigned(classes, CLASS_COLOURS)


def actor_colours(actors: Iterable[str]) -> dict[str, str]:
    """Colour of each actor of a scenario, given all of them in their order.

    Examples
    --------
    >>> actor_colours(["japan", "norway"])
    {'japan': '#CC3311', 'norway': '#332288'}
    """
    return _assigned(actors, ACTOR_COLOURS)


def _assigned(names: Iterable[str], known: MappingProxyType[str, str]) -> dict[str, str]:
    names = list(dict.fromkeys(names))
    strangers = [name for name in names if name not in known]
    spare = {name: SPARE_COLOURS[i % len(SPARE_COLOURS)] for i, name in enumerate(strangers)}
    return {name: known.get(name) or spare[name] for name in names}


def _template(ink: str, muted: str, grid: str, size: int) -> go.layout.Template:
    axis = {
        "automargin": True,
        "gridcolor": grid,
        "linecolor": muted,
        "tickcolor": muted,
        "tickfont": {"color": ink},
        "title": {"font": {"color": muted, "size": size}, "standoff": 8},
        "zeroline": False,
    }
    return go.layout.Template(
        layout={
            "colorway": list(SPARE_COLOURS),
            "font": {"family": FONT, "size": size, "color": ink},
            "paper_bgcolor": PAPER,
            "plot_bgcolor": PAPER,
            "title": {
                "x": 0.0,
                "xref": "container",
                "xanchor": "left",
                "y": 1.0,
                "yref": "container",
                "yanchor": "top",
                "pad": {"l": 16, "t": 14},
                "font": {"size": size + 5, "color": ink},
                "subtitle": {"font": {"size": size, "color": muted}},
            },
            "margin": {"l": 16, "r": 24, "t": 96, "b": 48},
            "xaxis": axis,
            "yaxis": axis,
            "legend": {"font": {"color": ink}, "bgcolor": "rgba(255,255,255,0)"},
            "hoverlabel": {"align": "left", "font": {"family": FONT}},
            "bargap": 0.3,
        }
    )


LIGHT = _template(INK, MUTED, GRID, size=12)
"""For the screen."""

PRINT = _template("#000000", "#333333", "#CFCFCF", size=13)
"""For paper: black ink, lines that survive a copier, slightly larger type."""


def for_print(fig: go.Figure) -> go.Figure:
    """A copy of a figure in the print version of the template."""
    return go.Figure(fig).update_layout(template=PRINT)
