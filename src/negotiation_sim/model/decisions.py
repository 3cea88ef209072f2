"""Every decision a state takes: the rule decides, or the agent that has the state's seat.

In the ensemble engine a decision is the rule below. In the Mesa engine the agent is asked; its
method of the same name calls the rule, unless a subclass replaces it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from negotiation_sim.model import answers, offer, third_party, walk_out
from negotiation_sim.model.prices import price, spent
from negotiation_sim.model.ratification import passes
from negotiation_sim.model.records import FORCED, Talks
from negotiation_sim.model.strategies import registry

__all__ = [
    "DECISIONS",
    "accepts",
    "co_signs",
    "pays",
    "presses",
    "proposes",
    "ratifies",
    "stands_by",
    "walks_out",
    "welcomes",
]

About = ParamSpec("About")
Answer = TypeVar("Answer")
Rule = Callable[Concatenate[Talks, int, About], Answer]

DECISIONS: list[tuple[Any, Any]] = []
"""(decision, its rule): compiled code calls the rule."""


def decision(rule: Rule[About, Answer]) -> Rule[About, Answer]:
    """Ask the agent in the seat `who` where there is one, and check its answer; else the rule
    decides.
    """
    name, is_text = rule.__name__, rule.__annotations__["return"] == "int"

    @wraps(rule)
    def decided(talks: Talks, who: int, *about: About.args, **named: About.kwargs) -> Answer:
        if talks.model is None:
            return rule(talks, who, *about, **named)
        agent = talks.model.states[who]
        answer: Any = getattr(agent, name)(*about, **named)
        if is_text:
            return cast("Answer", answers.text(agent, name, answer, talks.dispute.n_outcomes))
        return cast("Answer", answers.yes_or_no(agent, name, answer))

    DECISIONS.append((decided, rule))
    return cast("Rule[About, Answer]", decided)


@decision
def walks_out(talks: Talks, who: int) -> bool:
    """Whether a principal breaks off; asked once a step."""
    return walk_out.walks_out(talks.standings[who])


@decision
def welcomes(talks: Talks, who: int, process: int) -> bool:
    """Whether a process accord is worth anything to a principal."""
    standing = talks.standings[who]
    hope = standing.prospect if talks.dispute.bargained else 0.0
    return offer.welcomes(standing.worth[process] + hope)


@decision
def proposes(talks: Talks, who: int, steps: int) -> int:
    """The text a principal puts forward in a step, counted from 1; -1 for none."""
    return registry.puts_forward(talks, who, steps)


@decision
def accepts(talks: Talks, who: int, text: int, steps: int) -> bool:
    """Whether a principal takes an offer in a step."""
    return registry.takes(talks, who, text, steps)


@decision
def stands_by(talks: Talks, who: int, text: int) -> bool:
    """Whether a text agreed on is still worth signing once a threat stands."""
    standing = talks.standings[who]
    return offer.stands_by(standing.worth[text], standing.reservation)


@decision
def ratifies(talks: Talks, who: int, text: int) -> bool:
    """Whether a signed text passes at home."""
    return passes(talks.standings[who].odds[text], talks.standings[who].mood)


@decision
def presses(talks: Talks, who: int, lever: int, outcome: int) -> bool:
    """Whether a third party threatens a deal with a lever of its own that is not off."""
    row, state = talks.levers[lever], talks.state
    points, stance = talks.standings[who].points[outcome], state.stance[row.third]
    return third_party.threatens(row.setting, points, stance, state.values[row.cost])


@decision
def co_signs(talks: Talks, who: int, lever: int, outcome: int) -> bool:
    """Whether a third party puts its signature under a package that needs it."""
    row = talks.levers[lever]
    points = talks.standings[who].points[outcome]
    return third_party.co_signs(points, talks.state.stance[row.third])


@decision
def pays(talks: Talks, who: int, lever: int, outcome: int) -> bool:
    """Whether an actor pays what it promised for a package."""
    row, state = talks.levers[lever], talks.state
    if row.setting == FORCED:
        return True
    points, cost = talks.standings[who].points[outcome], state.values[row.cost]
    if row.charged:
        cost = price(talks, lever, outcome, state.values, state.chances)
        points -= spent(talks, who, lever, outcome)
    if who < talks.dispute.n_principals:
        return third_party.pays(points - state.values[talks.briefs[who].reserve], 0.0, cost)
    return third_party.pays(points, state.stance[row.third], cost)
