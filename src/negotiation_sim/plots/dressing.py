"""What is written around the panels of a figure, fitted to a width: finding, kind, basis, key and notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from negotiation_sim.plots.labels import plain
from negotiation_sim.plots.theme import INK, LIGHT, MUTED

__all__ = [
    "NARROW",
    "WIDE",
    "Said",
    "Width",
    "dressed",
    "fitted",
    "key_lines",
    "panel_titles",
    "retitled",
    "room_over",
]

CAPITAL = 1.3
"""Width of a capital in small letters."""

TITLE, LINE, NOTE = 24, 16, 15
"""Points that a line of the title, of the subtitle and of the notes takes."""

RAISED = 26
"""Points above a title of several lines, which plotly sets higher than one of a single line."""

PANEL, NOTES = "panel", "notes"
"""Names of annotations: the title of a panel, and what stands beneath the panels."""


ROOM = {"over": 8, "under": 44, "right": 24}
"""Points around the panels, unless a figure needs others."""


@dataclass(frozen=True, slots=True)
class Width:
    """Letters that fit beside each other in the title, in the lines beneath it and in the notes."""

    title: int
    line: int
    note: int


WIDE, NARROW = Width(78, 112, 104), Width(36, 50, 40)
"""For a window of at least 760 points, and for a telephone of 390."""


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a figure, all of them plain text.

    Parameters
    ----------
    finding : what the figure shows, in one sentence with its number: the title
    kind : what kind of figure it is, below the title
    lines : how many runs, which error, and what else the reader must know
    key : colour and sign of each name
    notes : lines beneath the panels
    """

    finding: str
    kind: str
    lines: Sequence[str] = ()
    key: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    notes: Sequence[str] = ()


def dressed(
    fig: go.Figure,
    said: Said,
    panels: int = 480,
    own: Mapping[str, Sequence[str]] | None = None,
    **room: int,
) -> go.Figure:
    """The figure with the theme and its words, which it keeps so that they can be fitted anew.

    Parameters
    ----------
    panels : height of all panels together, in points
    own : categories on the vertical axis of each panel where it stands alone, if fewer than beside
        others
    room : beside them: ``over`` for the titles of panels, ``under`` for the labels of the lowest
        axis, ``right`` for what stands there
    """
    kept = {
        "finding": _sentence(said.finding),
        "kind": said.kind,
        "lines": [line for line in said.lines if line],
        "key": [[name, *sign] for name, sign in said.key.items()],
        "notes": list(said.notes),
        "room": {**ROOM, **room, "panels": panels},
        "own": {axis: list(names) for axis, names in (own or {}).items()},
    }
    return fitted(fig.update_layout(template=LIGHT, meta=kept), WIDE)


def fitted(fig: go.Figure, width: Width) -> go.Figure:
    """The words of a dressed figure broken to a width, and the room that they then take."""
    kept: dict[str, Any] = fig.layout.meta
    room = kept["room"]
    title = wrap(kept["finding"], width.title) or [""]
    lines = [
        piece for line in (kept["kind"], *kept["lines"]) for piece in _broken(line, width.line)
    ]
    key = key_lines({name: (colour, sign) for name, colour, sign in kept["key"]}, width.line)
    notes = [piece for line in kept["notes"] for piece in _broken(line, width.note, "     ")]
    top = 26 + TITLE * len(title) + LINE * (len(lines) + len(key)) + room["over"]
    bottom = room["under"] + (NOTE * len(notes) + 12 if notes else 0)
    subtitle = "<br>".join([*map(plain, lines), *key])
    fig.layout.annotations = [one for one in fig.layout.annotations if one.name != NOTES]
    if notes:
        fig.add_annotation(_notes(notes, room["under"]))
    return fig.update_layout(
        title={
            "text": "<br>".join(map(plain, title)),
            "subtitle": {"text": subtitle},
            "pad": {"l": 16, "t": 14 if len(title) == 1 else RAISED},
        },
        margin={"t": top, "b": bottom, "r": room["right"]},
        height=top + room["panels"] + bottom,
    )


def _sentence(text: str) -> str:
    """A text with a capital first, unless a code comes first."""
    first = text.partition(" ")[0]
    return text if "." in first.rstrip(":.") or "_" in first else text[:1].upper() + text[1:]


def retitled(fig: go.Figure, title: str) -> go.Figure:
    """A dressed figure with a title of one's own in place of the finding."""
    fig.layout.meta = {**fig.layout.meta, "finding": title}
    return fitted(fig, WIDE)


def _broken(line: str, longest: int, indent: str = "") -> list[str]:
    return wrap(line, longest, break_long_words=False, subsequent_indent=indent)


def _notes(notes: Sequence[str], under: int) -> dict[str, Any]:
    return {
        "name": NOTES,
        "x": 0,
        "y": 0,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "yshift": -under,
        "align": "left",
        "showarrow": False,
        "text": "<br>".join(map(plain, notes)),
        "font": {"size": 11, "color": MUTED},
    }


def room_over(texts: Iterable[str], beside: int = 12) -> int:
    """Points that the title of a panel takes, by the lines of the longest of some.

    Parameters
    ----------
    beside : points between a panel, its title and what stands above it

    Examples
    --------
    >>> room_over(["one line", "two<br>lines"])
    46
    """
    return beside + 17 * max(1 + text.count("<br>") for text in texts)


def panel_titles(fig: go.Figure, texts: Iterable[str], shift: int = 4) -> None:
    """A title above every panel, which it follows wherever the panel is moved.

    Parameters
    ----------
    texts : with markup and broken where they must be, row by row; none above a panel whose text is
        empty
    shift : points between a panel and its title
    """
    for number, text in enumerate(texts, start=1):
        axes = str(number) if number > 1 else ""
        if text:
            fig.add_annotation(
                name=PANEL,
                text=text,
                x=0.5,
                y=1,
                xref=f"x{axes} domain",
                yref=f"y{axes} domain",
                yanchor="bottom",
                yshift=shift,
                showarrow=False,
                font={"size": 13, "color": INK},
            )


def key_lines(key: Mapping[str, tuple[str, str]], longest: int = WIDE.line) -> list[str]:
    """A legend in words: each sign in its colour, then its name, on lines of bounded length.

    Examples
    --------
    >>> key_lines({"Japan": ("#CC3311", "●"), "Russia": ("#0077BB", "○")})
    ['<span style="color:#CC3311">●</span> Japan   <span style="color:#0077BB">○</span> Russia']
    """
    lines: list[list[str]] = []
    used = longest
    for name, (colour, sign) in key.items():
        pieces = wrap(name, longest - 4) or [""]
        long = len(sign) + 4 + _letters(pieces[-1])
        if used + long > longest or len(pieces) > 1:
            lines.append([])
            used = 0
        said = "<br>".join(map(plain, pieces))
        lines[-1].append(f'<span style="color:{colour}">{sign}</span> {said}')
        used += long
    return [piece for line in lines for piece in "   ".join(line).split("<br>")]


def _letters(text: str) -> int:
    return round(sum(CAPITAL if letter.isupper() else 1 for letter in text))
