"""A scenario made again, with some of what its file says said otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from negotiation_sim.domain.scenario import Edits, Scenario
from negotiation_sim.errors import InputError
from negotiation_sim.scenarios.edits import edited, told
from negotiation_sim.scenarios.source.located import Place, Table

if TYPE_CHECKING:
    from negotiation_sim.scenarios.parts.whole import ScenarioSpec

__all__ = ["Draft"]

REMEMBERED = 1024
"""Scenarios kept in memory; they share whatever the edits do not move."""


@dataclass(frozen=True)
class Draft:
    """What a file says, kept to be edited; called with edits it gives the scenario they make.

    Only what is edited is checked again: the rest was when the file was read.

    Parameters
    ----------
    data : what the file says after everything it extends
    defaults : neutral value and unit of every parameter the file may leave out
    kin : the scenario of the plausible box that it is, or extends; empty if there is none
    """

    spec: ScenarioSpec
    data: Mapping[str, Any]
    defaults: Mapping[str, tuple[float, str]]
    kin: str = ""

    def build(self) -> Scenario:
        """The scenario as the file has it."""
        return replace(self._built, remake=self)

    @cached_property
    def _built(self) -> Scenario:
        return self.spec.build(self.defaults)

    def __call__(self, edits: Edits) -> Scenario:
        """The scenario with some edits made.

        Raises
        ------
        InputError
            If no scenario can be made of it.
        """
        known = self._made
        if edits not in known:
            while len(known) >= REMEMBERED:
                known.pop(next(iter(known)))
            known[edits] = self._make(edits)
        return known[edits]

    @cached_property
    def _made(self) -> dict[Edits, Scenario]:
        """The last scenarios made: the arms of a design have their points in common."""
        return {}

    def _make(self, edits: Edits) -> Scenario:
        data = edited(self.data, edits)
        draft = Draft(self._respecified(data, edits), data, self.defaults, self.kin)
        draft._check(edits)
        words = [address.split(".") for address, _ in edits]
        if all(word[0] == "scores" for word in words):
            rescored = draft.spec.rescored(self._built, {word[1] for word in words})
            return replace(rescored, remake=draft)
        return draft.build()

    def _respecified(self, data: Mapping[str, Any], edits: Edits) -> ScenarioSpec:
        from pydantic import ValidationError

        touched = {address.partition(".")[0] for address, _ in edits}
        try:
            said = type(self.spec).model_validate({one: _tuples(data[one]) for one in touched})
        except ValidationError as error:
            raise InputError(f"{told(edits)}: {error.errors()[0]['msg']}") from None
        return self.spec.model_copy(update={one: getattr(said, one) for one in touched})

    def _check(self, edits: Edits) -> None:
        from negotiation_sim.scenarios.parts.whole import check_edited
        from negotiation_sim.scenarios.scope import Scope

        scope = Scope(Table(Place("", 1, 1), {}), abstract=False)
        check_edited(self.spec, scope, [address for address, _ in edits])
        if scope.faults:
            wrong = "; ".join(f"{fault.path}: {fault.message}" for fault in scope.faults)
            raise InputError(f"{told(edits)}: {wrong}")


def _tuples(found: Any) -> Any:
    """Lists as the tuples that shapes expect."""
    if isinstance(found, Mapping):
        return {key: _tuples(value) for key, value in found.items()}
    return tuple(map(_tuples, found)) if isinstance(found, (list, tuple)) else found
