"""``--set``: one change written on a command line."""

from __future__ import annotations

from typing import Any

from negotiation_sim.domain.changes import Change, Edit, Scaling
from negotiation_sim.domain.distributions import Distribution, Fixed
from negotiation_sim.domain.experiment import number_text
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.errors import InputError, UnknownNameError, one_line
from negotiation_sim.model.strategies.registry import misfit, strategy_names
from negotiation_sim.scenarios.edits import editable, finite, is_edit
from negotiation_sim.scenarios.values import described, distribution_of, is_number, out_of_range

__all__ = ["Overrides", "is_numbers", "override_text", "parse_override"]

_FORMS = "address=value, address=*factor, address=low,mode,high or principal.strategy=name"

_VALUE = "a number, a text such as '*0.5', [low, mode, high] or the levels of a menu"


def parse_override(text: str, scenario: Scenario) -> Change:
    """The change that ``--set`` asks for.

    Parameters
    ----------
    text : ``address=value``, ``address=*factor``, ``address=low,mode,high`` or
        ``principal.strategy=name``; the amount of a dated shift has the address
        ``events.<event>.<parameter>``, and there are those of `edits.editable`

    Raises
    ------
    UnknownNameError
        If the scenario has no such parameter, dated shift, principal or strategy.
    InputError
        If the value cannot be read, or is out of range for the parameter's unit.
    """
    text = one_line(text)
    address, equals, value = (part.strip() for part in text.partition("="))
    if not equals or not address or not value:
        raise InputError(f"--set {text}: expected {_FORMS}")
    try:
        return Overrides(scenario).change(address, value)
    except ValueError as error:
        raise InputError(f"--set {text}: {error}") from None


class Overrides:
    """Reads the overrides of one scenario; made once, it reads thousands.

    Examples
    --------
    >>> from negotiation_sim.scenarios import load_scenario
    >>> overrides = Overrides(load_scenario("2018"))
    >>> overrides.change("base.consent", "0.2").values
    (('base.consent', Fixed(value=0.2)),)
    >>> overrides.change("events.constitution.russia.bar", "0.5").shifts
    (('constitution', 'russia.bar', 0.5),)
    >>> overrides.change("menu.islands", "none,two").edits
    (('menu.islands', ('none', 'two')),)
    """

    def __init__(self, scenario: Scenario) -> None:
        self.parameters = {parameter.address: parameter for parameter in scenario.parameters}
        self.shifts = {
            f"events.{e.name}.{address}": (e.name, address)
            for e in scenario.events
            for address, _ in e.shifts
        }
        self.amounts = {
            f"events.{e.name}.{address}": amount
            for e in scenario.events
            for address, amount in e.shifts
        }
        self.principals = [actor.name for actor in scenario.principals]
        self.quorum = scenario.protocol.quorum
        self.scores = {
            f"scores.{score.name}.{level}": number
            for score in scenario.scores
            for level, number in score.levels
        }
        self.chances = {f"events.{e.name}.probability": e.probability for e in scenario.events}
        self.editable = editable(
            [event.name for event in scenario.events],
            {score.name: [level for level, _ in score.levels] for score in scenario.scores},
            {issue.name: issue.levels for issue in scenario.issues},
            self.principals,
        )

    @property
    def numbers(self) -> dict[str, float]:
        """The most likely value of everything that is a number."""
        modes = {address: parameter.value.mode for address, parameter in self.parameters.items()}
        return modes | self.amounts | self.scores | self.chances

    @property
    def addresses(self) -> tuple[str, ...]:
        """Everything that can be overridden."""
        strategies = (f"{name}.strategy" for name in self.principals)
        return (*self.parameters, *self.shifts, *self.editable, *strategies)

    def change(self, address: str, value: str) -> Change:
        """The change of one override.

        Raises
        ------
        UnknownNameError
            If there is no such address, or no such strategy.
        ValueError
            Saying what is wrong with the value.
        """
        label = f"{address}={value}"
        owner, _, noun = address.rpartition(".")
        if address in self.parameters:
            return Change(values=((address, self._value(address, value)),), label=label)
        if is_edit(address):
            return Change(edits=((address, self.edit(address, value)),), label=label)
        if address.startswith("events."):
            return Change(shifts=((*self._shift(address), _amount(address, value)),), label=label)
        if noun != "strategy":
            raise UnknownNameError("parameter", address, self.parameters)
        if owner not in self.principals:
            raise UnknownNameError("principal", owner, self.principals)
        if value not in strategy_names():
            raise UnknownNameError("strategy", value, strategy_names())
        if wrong := misfit(value, len(self.principals), self.quorum):
            raise ValueError(wrong)
        return Change(strategies=((owner, value),), label=label)

    def edit(self, address: str, value: object) -> Edit:
        """The new value of what is edited, as a command line or a file writes it."""
        if address not in self.editable:
            family = address.partition(".")[0]
            known = [one for one in self.addresses if one.partition(".")[0] == family]
            raise UnknownNameError("setting", address, known)
        try:
            return self.editable[address].read(value)
        except ValueError as error:
            raise ValueError(f"{address}: {error}") from None

    def _value(self, address: str, value: str) -> Distribution | Scaling:
        parameter, asked = self.parameters[address], _asked(value)
        wrong = out_of_range(
            parameter.value.scaled(asked.factor) if isinstance(asked, Scaling) else asked,
            parameter.unit,
        )
        if wrong:
            raise ValueError(f"{address} {wrong}")
        return asked

    def _shift(self, address: str) -> tuple[str, str]:
        if address not in self.shifts:
            raise UnknownNameError("dated shift", address, self.shifts)
        return self.shifts[address]


def _amount(address: str, value: str) -> float | Scaling:
    asked = _asked(value)
    if isinstance(asked, Scaling):
        return asked
    if not isinstance(asked, Fixed):
        raise ValueError(f"{address} is the amount of an event, expected one number or *factor")
    return asked.value


def _asked(value: str) -> Distribution | Scaling:
    if value.startswith("*"):
        return Scaling(finite(value[1:].strip()))
    numbers = [finite(part.strip()) for part in value.split(",")]
    return Fixed(numbers[0]) if len(numbers) == 1 else distribution_of(numbers)


def is_numbers(found: Any, length: int) -> bool:
    """Whether it is a tuple of so many finite numbers."""
    return isinstance(found, tuple) and len(found) == length and all(map(is_number, found))


def override_text(found: Any) -> str:
    """An override as ``--set`` writes it."""
    if is_number(found):
        return number_text(found)
    if isinstance(found, str) and found.strip():
        return found.strip()
    if is_numbers(found, 3):
        return ",".join(map(number_text, found))
    if isinstance(found, tuple) and found and all(isinstance(word, str) for word in found):
        return ",".join(found)
    raise ValueError(f"found {described(found)}, expected {_VALUE}")
