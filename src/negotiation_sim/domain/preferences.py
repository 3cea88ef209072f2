"""Value terms and the hazards they may hang on (specification.md equations 1 and 6)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from negotiation_sim.domain.expressions import Expression

__all__ = ["Channel", "Hazard", "Score", "Term"]


class Channel(StrEnum):
    """Who feels a term: everybody, the public more than the leader, or only those who ratify."""

    MATERIAL = "material"
    NORM = "norm"
    DOMESTIC = "domestic"


@dataclass(frozen=True, slots=True)
class Score:
    """How far each level of an issue has something; terms and levers multiply it.

    Parameters
    ----------
    levels : (level, number) for every level the dispute knows
    """

    name: str
    issue: str
    levels: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Hazard:
    """Probability of an unwanted event, a product of keys some levels of an issue lock.

    Parameters
    ----------
    name : its id, the prefix of its parameters
    by_outcome : for each outcome, which of `chances` applies
    chances : one formula per lock level (Fearon 1995, 1998; specification.md equation 6)
    """

    name: str
    by_outcome: tuple[int, ...]
    chances: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """``sign * parameter * score(outcome) * factor``, one summand of an actor's points.

    Parameters
    ----------
    scores : product of the score tables, one number per outcome, 0 where the term does not apply
    hazard : the loss strikes only with this hazard's probability; empty for certain
    by_hostility : the term grows with the actor's hostility
    during : per outcome, whether the term counts while that outcome is in force; empty for always
    """

    name: str
    actor: str
    parameter: str
    sign: int
    scores: tuple[float, ...]
    channel: Channel = Channel.MATERIAL
    hazard: str = ""
    by_hostility: bool = False
    label: str = ""
    during: tuple[bool, ...] = ()
