"""The states of the Mesa engine.

An agent adds no rule: each of its decisions calls one of `negotiation_sim.model.decisions`.
Subclass one to change a decision.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import mesa

from negotiation_sim.domain.actors import Actor, Role
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.mesa_versions import Numbering
from negotiation_sim.errors import InputError, UnknownNameError
from negotiation_sim.model import decisions
from negotiation_sim.model.answers import points
from negotiation_sim.model.offer import best_offer, least_taken
from negotiation_sim.model.records import NOTHING, Talks
from negotiation_sim.model.strategies import registry

__all__ = ["Agents", "Principal", "StateAgent", "ThirdParty", "check_agents"]


def decided(decision: Any) -> Any:
    """The rule behind a decision, so that an agent that is asked does not ask itself again."""
    return decision.__wrapped__


class StateAgent(mesa.Agent):
    """A state that takes part in the talks.

    Attributes
    ----------
    actor : who it is
    name : the actor's name in the scenario
    index : its place among all actors, principals first
    brief, standing : its preferences, and what it thinks of every outcome at present
    talks : everything the rules work on
    """

    _ids = Numbering()
    role: Role

    def __init__(self, model: Any, actor: Actor, index: int) -> None:
        super().__init__(model)
        self.actor, self.name, self.index = actor, actor.name, index
        self.brief, self.standing = model.talks.briefs[index], model.talks.standings[index]

    def __repr__(self) -> str:
        return f"<{self.actor.label}: {self.role.value.replace('_', ' ')}>"

    @property
    def talks(self) -> Talks:
        """Everything the rules of this run work on."""
        talks: Talks = self.model.talks
        return talks

    def points(self, outcome: int) -> float:
        """What an outcome is worth to this state, before any ratification risk."""
        return float(self.standing.points[outcome])

    def pays(self, lever: int, outcome: int) -> bool:
        """Whether it pays what it promised for a package."""
        return bool(decided(decisions.pays)(self.talks, self.index, lever, outcome))


class Principal(StateAgent):
    """A state that can sign: aspires, offers, accepts, ratifies, breaks off.

    Attributes
    ----------
    answering : the offer it has to answer, which some strategies look at; -1 while it proposes
    """

    role = Role.PRINCIPAL
    answering = NOTHING

    def worth(self, outcome: int) -> float:
        """What an outcome is worth to the leader, ratification risk included."""
        return float(self.standing.worth[outcome])

    def walks_out(self) -> bool:
        """Whether it breaks off; asked once a step."""
        return bool(decided(decisions.walks_out)(self.talks, self.index))

    def welcomes(self, process: int) -> bool:
        """Whether a process accord, which commits to nothing, is worth anything."""
        return bool(decided(decisions.welcomes)(self.talks, self.index, process))

    def aspires(self, steps: int) -> float:
        """Worth still insisted on after some steps; not a number where that is left to chance."""
        return registry.demand(self.talks, self.index, steps, self.answering)

    def insists(self, offer: int, steps: int) -> float:
        """Worth under which it does not take an offer in a step: the own next demand, never under
        what going on is worth.
        """
        self.answering = offer
        wanted: Any = self.aspires(steps + 1)
        self.answering = NOTHING
        if isinstance(wanted, float) and math.isnan(wanted) and self.left_to_chance:
            return wanted
        least = points(self, "aspires", wanted)
        return least_taken(self.talks, self.index, offer, least)

    @property
    def left_to_chance(self) -> bool:
        """Whether its strategy answers by itself, so that what it insists on is not a number."""
        return registry.strategy_at(self.brief.strategy).answers_itself

    def proposes(self, steps: int) -> int:
        """The text it puts forward, or -1 for none: of those that reach its aspiration, if its
        strategy picks none itself.
        """
        if registry.strategy_at(self.brief.strategy).picks_texts:
            return int(decided(decisions.proposes)(self.talks, self.index, steps))
        wanted = points(self, "aspires", self.aspires(steps))
        return best_offer(self.talks, self.index, wanted)

    def accepts(self, offer: int, steps: int) -> bool:
        """Whether an offer is taken: as a rule, if it is no worse than the own next demand."""
        if self.left_to_chance:
            return bool(decided(decisions.accepts)(self.talks, self.index, offer, steps))
        worth, least = self.worth(offer), self.insists(offer, steps)
        return points(self, "worth", worth) >= points(self, "insists", least)

    def stands_by(self, offer: int) -> bool:
        """Whether a text agreed on is still worth signing once a threat stands."""
        return bool(decided(decisions.stands_by)(self.talks, self.index, offer))

    def ratifies(self, offer: int) -> bool:
        """Whether the text passes at home."""
        return bool(decided(decisions.ratifies)(self.talks, self.index, offer))


class ThirdParty(StateAgent):
    """A state that cannot sign for the others but can press, pay or co-sign."""

    role = Role.THIRD_PARTY

    def presses(self, lever: int, offer: int) -> bool:
        """Whether it threatens a live deal with a lever of its own."""
        return bool(decided(decisions.presses)(self.talks, self.index, lever, offer))

    def co_signs(self, lever: int, outcome: int) -> bool:
        """Whether it puts its signature under a package that needs it."""
        return bool(decided(decisions.co_signs)(self.talks, self.index, lever, outcome))

    def ratifies(self, offer: int) -> bool:
        """Whether a signed text passes its vote."""
        return bool(decided(decisions.ratifies)(self.talks, self.index, offer))


Agents = Mapping[str, type[StateAgent]]
"""Classes that replace `Principal` or `ThirdParty` for some actors, by actor name."""


def check_agents(scenario: Scenario, agents: Agents) -> None:
    """Refuse classes for actors that do not exist, or in the wrong role.

    Raises
    ------
    UnknownNameError, InputError
    """
    for name, given in agents.items():
        if name not in [actor.name for actor in scenario.actors]:
            raise UnknownNameError("actor", name, [actor.name for actor in scenario.actors])
        role = scenario.actor(name).role
        wanted = Principal if role is Role.PRINCIPAL else ThirdParty
        if not issubclass(given, wanted):
            found = getattr(given, "__name__", repr(given))
            raise InputError(
                f"{name} is a {role.value.replace('_', ' ')}, but {found} is no subclass of "
                f"{wanted.__name__}; seat a class that is"
            )
