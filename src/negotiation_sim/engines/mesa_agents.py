"""The states at the table of the Mesa engine.

An agent adds no rule: each of its decisions calls a function of `negotiation_sim.model`. Subclass
one to change a decision.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import mesa

from negotiation_sim.domain.actors import Actor
from negotiation_sim.model.offer import best_offer, insists_on, stands_by, welcomes
from negotiation_sim.model.ratification import passes
from negotiation_sim.model.records import NOTHING
from negotiation_sim.model.strategies.registry import (
    answers_by_chance,
    demand,
    picks_texts,
    puts_forward,
    takes,
)
from negotiation_sim.model.third_party import threatens
from negotiation_sim.model.walk_out import walks_out

if TYPE_CHECKING:
    from negotiation_sim.engines.mesa_engine import Negotiation

__all__ = ["Principal", "StateAgent", "ThirdParty"]


class _Numbering(WeakKeyDictionary[Any, Iterator[int]]):
    """Agent numbers per model, forgotten with the model; Mesa 3.3's own register keeps every
    finished model in memory.
    """

    def __missing__(self, model: Any) -> Iterator[int]:
        return self.setdefault(model, count(1))

    def __getitem__(self, model: Any) -> Iterator[int]:
        return super().__getitem__(model) if model in self else self.__missing__(model)


class StateAgent(mesa.Agent):
    """A state at the table.

    Attributes
    ----------
    actor : who it is
    index : its place among all actors, principals first
    brief, standing : its preferences, and what it thinks of every outcome at present
    """

    _ids = _Numbering()
    model: Negotiation

    def __init__(self, model: Negotiation, actor: Actor, index: int) -> None:
        super().__init__(model)
        self.actor, self.index = actor, index
        self.brief, self.standing = model.table.briefs[index], model.standings[index]

    def points(self, outcome: int) -> float:
        """What an outcome is worth to this state, before any ratification risk."""
        return float(self.standing.points[outcome])


class Principal(StateAgent):
    """A state that can sign: aspires, offers, accepts, ratifies, walks out.

    Attributes
    ----------
    answering : the offer it has to answer, which some strategies look at; -1 while it proposes
    """

    answering = NOTHING

    def worth(self, outcome: int) -> float:
        """What an outcome is worth to the leader, ratification risk included."""
        return float(self.standing.worth[outcome])

    def walks_out(self) -> bool:
        """Whether patience is spent (model.md equation 8); called once a step."""
        return walks_out(self.standing)

    def welcomes(self, process: int) -> bool:
        """Whether a process accord, which commits to nothing, is worth anything."""
        return welcomes(self.worth(process))

    def aspires(self, steps: int) -> float:
        """Worth still insisted on after some steps; not a number where the strategy leaves that to
        chance.
        """
        table = self.model.table
        return demand(
            table.dispute,
            table.briefs,
            self.model.desk,
            self.standing,
            table.publics,
            steps,
            self.answering,
        )

    def insists(self, offer: int, steps: int) -> float:
        """Worth under which it does not take an offer in a step: the own next demand, never under
        what going on is worth.
        """
        self.answering = offer
        wanted = self.aspires(steps + 1)
        self.answering = NOTHING
        if math.isnan(wanted):
            return wanted
        kind = self.model.table.dispute.kind[offer]
        return insists_on(
            wanted, kind, self.standing.reservation, self.worth(self.model.desk.footing)
        )

    def proposes(self, steps: int) -> int:
        """The text put on the table, or -1 for none: of those that reach its aspiration, if its
        strategy picks none itself.
        """
        table, desk = self.model.table, self.model.desk
        if picks_texts(self.brief.strategy):
            return puts_forward(
                table.dispute, table.briefs, desk, self.standing, table.publics, steps
            )
        return best_offer(table.dispute, desk, self.standing, table.publics, self.aspires(steps))

    def accepts(self, offer: int, steps: int) -> bool:
        """Whether an offer is taken: as a rule, if it is no worse than the own next demand."""
        table = self.model.table
        if answers_by_chance(self.brief.strategy):
            return takes(
                table.dispute,
                table.briefs,
                self.model.desk,
                self.standing,
                table.publics,
                steps,
                offer,
            )
        return self.worth(offer) >= self.insists(offer, steps)

    def stands_by(self, offer: int) -> bool:
        """Whether a text agreed on is still worth signing once a threat stands."""
        return stands_by(self.worth(offer), float(self.standing.reservation))

    def ratifies(self, offer: int) -> bool:
        """Whether the text passes at home."""
        return passes(self.standing.odds[offer], self.standing.mood)


class ThirdParty(StateAgent):
    """A state that cannot sign for the others but can press, pay or co-sign."""

    def presses(self, lever: int, offer: int) -> bool:
        """Whether it threatens a live deal with a lever of its own."""
        row, desk = self.model.table.levers[lever], self.model.desk
        return threatens(
            row.setting, self.points(offer), desk.leaning[row.third], desk.values[row.cost]
        )
