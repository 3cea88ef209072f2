"""How a principal's strategy acts: what it puts forward, what it takes, what it remembers of what
it heard.

Each strategy is a file of `negotiation_sim.model.strategies`. Most only say what worth a principal
insists on; the offer is then the text the others like best among those that reach it, and an offer
is taken when it is no worse than the own next demand. ``random`` and ``aqre`` choose and answer by
chance.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from negotiation_sim.errors import UnknownNameError
from negotiation_sim.model.offer import best_offer, insists_on
from negotiation_sim.model.records import NOTHING, Brief, Desk, Dispute, Standing
from negotiation_sim.model.strategies import (
    aqre,
    by_chance,
    obstinate,
    registered,
    spe,
    tft,
    time_dependent,
    time_exp,
    zeuthen,
)
from negotiation_sim.model.streams import at_step, uniform

__all__ = [
    "STRATEGIES",
    "answers_by_chance",
    "demand",
    "note_offer",
    "picks_texts",
    "puts_forward",
    "strategy_code",
    "strategy_names",
    "takes",
]

STRATEGIES = ("time", "time_exp", "tft", "zeuthen", "spe", "aqre", "obstinate", "random")
"""Strategies of the package; a principal's code is its place here."""

TIME, TIME_EXP, TFT, ZEUTHEN, SPE, AQRE, OBSTINATE, RANDOM = range(len(STRATEGIES))


def strategy_names() -> tuple[str, ...]:
    """Strategies a principal may have: the package's and those registered."""
    return STRATEGIES + registered.names()


def strategy_code(name: str) -> int:
    """Code of a strategy.

    Raises
    ------
    UnknownNameError
        If there is none of that name in this process.

    Examples
    --------
    >>> strategy_code("time"), strategy_code("random")
    (0, 7)
    """
    if name in STRATEGIES:
        return STRATEGIES.index(name)
    if name in registered.names():
        return registered.FIRST_CODE + registered.names().index(name)
    raise UnknownNameError("strategy", name, strategy_names())


def picked(dispute: Dispute, brief: Brief, desk: Desk, standing: Standing, steps: int) -> float:
    """What a registered strategy insists on; compiled code has a fixed version of this."""
    return registered.chain(registered.rules())(dispute, brief, desk, standing, steps)  # type: ignore[no-any-return]


def answers_by_chance(strategy: int) -> bool:
    """Whether a strategy draws its answers, and so insists on nothing."""
    return strategy in (RANDOM, AQRE)


def picks_texts(strategy: int) -> bool:
    """Whether a strategy picks the text it puts forward, instead of a worth that texts must
    reach.
    """
    return strategy == SPE or answers_by_chance(strategy)


def demand(
    dispute: Dispute,
    briefs: Sequence[Brief],
    desk: Desk,
    standing: Standing,
    publics: Sequence[Standing],
    steps: int,
    heard: int,
) -> float:
    """Worth a principal insists on after some steps; not a number for a strategy of chance.

    Parameters
    ----------
    steps : for a proposer those gone with the present one; for a responder one more, as it compares
        with its next demand
    heard : the offer to be answered, -1 for a proposer
    """
    brief = briefs[standing.who]
    strategy = brief.strategy
    if strategy == TIME_EXP:
        return time_exp.demand(dispute, brief, desk, standing, steps)
    if strategy == TFT:
        present = (
            steps if heard == NOTHING else steps - 1
        )  # one demand serves as proposer and as responder (model.md 16.3)
        return tft.demand(dispute, brief, desk, standing, present)
    if strategy == ZEUTHEN:
        return zeuthen.demand(
            dispute, desk, standing, publics, standing.heard if heard == NOTHING else heard
        )
    if strategy == SPE:
        return spe.demand(dispute, briefs, desk, standing, publics, steps, heard)
    if answers_by_chance(strategy):
        return math.nan
    if strategy == OBSTINATE:
        return obstinate.demand(dispute, brief, desk, standing, steps)
    if strategy >= registered.FIRST_CODE:
        return picked(dispute, brief, desk, standing, steps)
    return time_dependent.demand(dispute, brief, desk, standing, steps)


def puts_forward(
    dispute: Dispute,
    briefs: Sequence[Brief],
    desk: Desk,
    standing: Standing,
    publics: Sequence[Standing],
    steps: int,
) -> int:
    """The text a principal puts on the table in a step, -1 for none."""
    brief = briefs[standing.who]
    if brief.strategy == RANDOM:
        return by_chance.choose(
            dispute, desk, uniform(desk.key, at_step(brief.choice_place, steps))
        )
    if brief.strategy == AQRE:
        return aqre.choose(
            dispute,
            briefs,
            desk,
            standing,
            publics,
            steps,
            uniform(desk.key, at_step(brief.choice_place, steps)),
        )
    if brief.strategy == SPE:
        return spe.choose(dispute, briefs, desk, standing, publics, steps)
    return best_offer(
        dispute,
        desk,
        standing,
        publics,
        demand(dispute, briefs, desk, standing, publics, steps, NOTHING),
    )


def takes(
    dispute: Dispute,
    briefs: Sequence[Brief],
    desk: Desk,
    standing: Standing,
    publics: Sequence[Standing],
    steps: int,
    offer: int,
) -> bool:
    """Whether a principal takes an offer in a step: no worse than its own next demand (Baarslag et
    al. 2013), or by chance.
    """
    brief = briefs[standing.who]
    if brief.strategy == RANDOM:
        return by_chance.takes(uniform(desk.key, at_step(brief.answer_place, steps)))
    if brief.strategy == AQRE:
        return aqre.takes(
            dispute,
            briefs,
            desk,
            standing,
            publics,
            steps,
            offer,
            uniform(desk.key, at_step(brief.answer_place, steps)),
        )
    wanted = demand(dispute, briefs, desk, standing, publics, steps + 1, offer)
    return standing.worth[offer] >= insists_on(
        wanted, dispute.kind[offer], standing.reservation, standing.worth[desk.footing]
    )


def note_offer(dispute: Dispute, standings: Sequence[Standing], proposer: int, offer: int) -> None:
    """Once an offer has been answered, its author remembers what it asked for, and the others what
    they heard.
    """
    for a in range(dispute.n_principals):
        if a == proposer:
            standings[a].demanded = standings[a].worth[offer]
        else:
            tft.hears(standings[a], offer)
