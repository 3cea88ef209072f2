"""The graph model as a picture: states, and who gains by moving between them."""

from __future__ import annotations

from textwrap import shorten

import pandas as pd
import plotly.graph_objects as go

from negotiation_sim.analysis.words import CODES, Words
from negotiation_sim.plots.dressing import Said, dressed
from negotiation_sim.plots.labels import broken, in_order, listed, plain, records
from negotiation_sim.plots.theme import INK, MUTED, actor_colours

__all__ = ["state_diagram"]

STABLE, OTHER, EDGE = "#FFE08A", "#FFFFFF", "#C9A400"
ACCEPTS = " accepts"
"""End of the name of an option of a principal."""

LONGEST_TEXT = 70
"""Letters of a text in the title; it is told in full beneath."""

LEVERS = {"threat": "threatens", "consent": "signs", "promise": "pays"}


def state_diagram(states: pd.DataFrame, moves: pd.DataFrame, words: Words = CODES) -> go.Figure:
    """Circles for states, a row per choice of the principals and a column per choice of the third
    parties; arrows for moves that somebody gains by.

    Parameters
    ----------
    states : ``state`` (Y or N for each option), ``label`` (what is signed), ``letter``, ``options`` (their
        names, in the order of the letters), ``x``, ``y`` and the boolean ``stable``
    moves : ``source``, ``target`` (states) and ``actor``

    Raises
    ------
    ValueError
        If there are no states, or a move leads to one that does not exist.
    """
    if states.empty:
        raise ValueError("there are no states, so there is nothing to draw")
    places = {row["state"]: (float(row["x"]), float(row["y"])) for row in records(states)}
    if strangers := (set(moves["source"]) | set(moves["target"])) - set(places):
        raise ValueError(
            f"moves name states that do not exist: {', '.join(map(str, sorted(strangers, key=str)))}"
        )
    actors = in_order(moves["actor"])
    colours = actor_colours([*words.actors, *actors])
    fig = go.Figure()
    both = set(zip(moves["source"], moves["target"], strict=True))
    for move in records(moves):
        start, end = move["source"], move["target"]
        _arrow(fig, places[start], places[end], colours[move["actor"]], bent=(end, start) in both)
    fig.add_trace(_circles(states, words))
    _name_axes(fig, states, words)
    key = {f"{words.actor(actor)} gains by this move": (colours[actor], "→") for actor in actors}
    if states["stable"].any():
        key["stable: nobody gains by leaving it alone (Nash)"] = (EDGE, "●")
    said = Said(
        _finding(states),
        "Who would leave which state: the graph model",
        ["Arrows: one actor changes one thing and gains by it", "Letters: the text that is signed"],
        key,
        [f"{letter}  {text}" for letter, text in _texts(states)],
    )
    return dressed(fig, said, 420, under=84)


def _texts(states: pd.DataFrame) -> list[tuple[str, str]]:
    """Every text that some state signs, after its letter."""
    both = set(zip(states["letter"], states["label"], strict=True))
    return sorted((pair for pair in both if pair[0]), key=lambda pair: (len(pair[0]), pair))


def _finding(states: pd.DataFrame) -> str:
    """What is signed where nobody would leave."""
    stable = dict.fromkeys(states.loc[states["stable"], "label"])
    found = [shorten(str(label), LONGEST_TEXT, placeholder=" …") for label in stable]
    return f"Stable: {listed(found)}" if found else "No state is stable: somebody would leave each"


def _choice(state: str, options: list[str], words: Words, *, principals: bool) -> str:
    """What the letters of a state say of the principals, or of the third parties."""
    taken = [
        option
        for letter, option in zip(state, options, strict=True)
        if letter == "Y" and option.endswith(ACCEPTS) is principals
    ]
    mine = [option for option in options if option.endswith(ACCEPTS) is principals]
    if principals:
        if len(taken) in (0, len(mine)):
            return "nobody accepts" if not taken else "all accept"
        names = (words.actor(option.removesuffix(ACCEPTS)) for option in taken)
        return f"{' and '.join(names)} accepts"
    if not taken:
        return "nothing"
    deeds: dict[str, list[str]] = {}
    for option in taken:
        actor, _, lever = option.partition(".")
        deeds.setdefault(words.actor(actor), []).append(LEVERS.get(lever, lever))
    alone = len({option.partition(".")[0] for option in mine}) == 1
    return "; ".join(
        ("" if alone else f"{actor} ") + " and ".join(what) for actor, what in deeds.items()
    )


def _circles(states: pd.DataFrame, words: Words) -> go.Scatter:
    stable = states["stable"].astype(bool)
    options = states["options"].iloc[0].split(", ")
    said = [
        "<br>".join(
            broken(text, 60)
            for text in (
                row["label"],
                _choice(row["state"], options, words, principals=True),
                _choice(row["state"], options, words, principals=False),
            )
        )
        for row in records(states)
    ]
    return go.Scatter(
        x=states["x"],
        y=states["y"],
        mode="markers+text",
        text=[f"<b>{letter or '–'}</b>" for letter in states["letter"]],
        marker={
            "size": 36,
            "color": [STABLE if one else OTHER for one in stable],
            "line": {
                "color": [EDGE if one else MUTED for one in stable],
                "width": [3 if one else 1.4 for one in stable],
            },
        },
        textfont={"size": 13, "color": INK},
        customdata=said,
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )


def _name_axes(fig: go.Figure, states: pd.DataFrame, words: Words) -> None:
    """What a row and a column of states have in common, written beside them."""
    options = states["options"].iloc[0].split(", ")
    third = {option.partition(".")[0]: "" for option in options if not option.endswith(ACCEPTS)}
    who = " and ".join(words.actor(name) for name in third) or "third parties"
    fig.update_xaxes(title_text=f"{plain(who)}: what it does")
    for update, column, principals in (
        (fig.update_xaxes, "x", False),
        (fig.update_yaxes, "y", True),
    ):
        choices = [
            _choice(state, options, words, principals=principals) for state in states["state"]
        ]
        middle = states.groupby(choices, sort=False)[column].mean()
        low, high = float(states[column].min()), float(states[column].max())
        room = 0.16 * (high - low or 1.0)
        update(
            range=[low - room, high + room],
            tickvals=list(middle),
            ticktext=[broken(str(choice), 12) for choice in middle.index],
            tickangle=0,
            showgrid=False,
            showline=False,
            ticks="",
        )


def _arrow(
    fig: go.Figure, start: tuple[float, float], end: tuple[float, float], colour: str, *, bent: bool
) -> None:
    """An arrow that stops short of the circles; beside the straight line where another leads
    back.
    """
    side = 7 if bent else 0
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    across, along = side * dy / length, -side * dx / length
    fig.add_annotation(
        x=end[0],
        y=end[1],
        ax=start[0],
        ay=start[1],
        xref="x",
        yref="y",
        axref="x",
        ayref="y",
        text="",
        showarrow=True,
        arrowhead=2,
        arrowsize=1.1,
        arrowwidth=1.6,
        arrowcolor=colour,
        standoff=20,
        startstandoff=20,
        xshift=across,
        yshift=along,
    )
