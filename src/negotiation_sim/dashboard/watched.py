"""One negotiation, as far as it has come by some month."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import plotly.graph_objects as go

from negotiation_sim.analysis.words import Words
from negotiation_sim.dashboard.playing import Played
from negotiation_sim.engines.trace import Act, Trace
from negotiation_sim.errors import UnknownNameError
from negotiation_sim.plots.offer_path import offer_path
from negotiation_sim.report.move_text import ending_lines
from negotiation_sim.report.story import chapters
from negotiation_sim.solutions.offer_tables import offer_tables

__all__ = [
    "Position",
    "last_step",
    "next_ending_in",
    "path_so_far",
    "positions",
    "told",
    "until_step",
]

MADE = (Act.OFFER,)


@dataclass(frozen=True, slots=True)
class Position:
    """What a principal stands for.

    Parameters
    ----------
    offer : its last one, in words; empty before the first
    worth : of that offer to its own leader
    insists : the least it takes at present
    """

    actor: str
    label: str
    offer: str
    worth: float
    insists: float


def last_step(trace: Trace) -> int:
    """The step in which the run ended."""
    return max((move.step for move in trace.moves), default=0)


def until_step(trace: Trace, step: int) -> Trace:
    """The same run without what happens after a step."""
    return replace(trace, moves=tuple(move for move in trace.moves if move.step <= step))


def told(trace: Trace, step: int) -> list[tuple[str, list[str]]]:
    """Label and sentences of every month so far, the end included once it has come."""
    so_far = [(label, list(said)) for label, said in chapters(until_step(trace, step))]
    if step >= last_step(trace):
        so_far.append(("The end", ending_lines(trace)))
    return so_far


def positions(trace: Trace, step: int) -> list[Position]:
    """What each principal has on the table after a step."""
    moves, scenario = until_step(trace, step).moves, trace.scenario
    found = []
    for i, principal in enumerate(scenario.principals):
        offers = [one for one in moves if one.act in MADE and one.actor == principal.name]
        asked = [move.aspirations[i] for move in moves if move.aspirations]
        last = offers[-1] if offers else None
        found.append(
            Position(
                principal.name,
                principal.label,
                scenario.describe(last.outcome) if last else "",
                last.worth[i] if last else float("nan"),
                asked[-1] if asked else float("nan"),
            )
        )
    return found


def path_so_far(trace: Trace, of: str, words: Words) -> go.Figure | None:
    """The path of the offers made so far; None before the first, and where there are not two sides.

    Parameters
    ----------
    of : which run it is, until when
    """
    if len(trace.scenario.principals) != 2 or not any(move.act in MADE for move in trace.moves):
        return None
    packages, offers = offer_tables(trace)
    axes = [actor.name for actor in trace.scenario.principals]
    return offer_path(packages, offers, axes, ("", of), words)


def next_ending_in(played: Played, outcome_class: str, after: int) -> int | None:
    """The next run, after one and from the start again, that ended in a class; None if none did.

    Raises
    ------
    UnknownNameError
        If the scenario has no such class.
    """
    names = [rule.name for rule in played.scenario.classes]
    if outcome_class not in names:
        raise UnknownNameError("outcome class", outcome_class, names)
    (found,) = np.nonzero(played.endings[0] == names.index(outcome_class))
    later = found[found > after]
    return int(later[0]) if len(later) else int(found[0]) if len(found) else None
