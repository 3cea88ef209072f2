"""``--set``: one change written on a command line."""

from __future__ import annotations

import re

from negotiation_sim.domain.changes import Change, Scaling
from negotiation_sim.domain.distributions import Distribution
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.errors import InputError, UnknownNameError
from negotiation_sim.scenarios.tactics import strategies
from negotiation_sim.scenarios.values import distribution_of, out_of_range

__all__ = ["parse_override"]

_FORMS = "address=value, address=*factor, address=low,mode,high or principal.strategy=name"
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?", re.ASCII)


def parse_override(text: str, scenario: Scenario) -> Change:
    """The change that ``--set`` asks for.

    Parameters
    ----------
    text : ``address=value``, ``address=*factor``, ``address=low,mode,high`` or ``principal.strategy=name``

    Raises
    ------
    UnknownNameError
        If the scenario has no such parameter, principal or strategy.
    InputError
        If the value cannot be read, or is out of range for the parameter's unit.
    """
    text = text if text.isprintable() else repr(text)
    address, equals, value = (part.strip() for part in text.partition("="))
    if not equals or not address or not value:
        raise InputError(f"--set {text}: expected {_FORMS}")
    owner, _, noun = address.rpartition(".")
    if noun == "strategy":
        return _strategy(owner, value, scenario)
    parameter = scenario.parameter(address)
    asked = _asked(text, value)
    wrong = out_of_range(parameter.value.scaled(asked.factor) if isinstance(asked, Scaling) else asked, parameter.unit)
    if wrong:
        raise InputError(f"--set {text}: {address} {wrong}")
    return Change(values=((address, asked),), label=f"{address}={value}")


def _strategy(owner: str, name: str, scenario: Scenario) -> Change:
    principals = [actor.name for actor in scenario.principals]
    if owner not in principals:
        raise UnknownNameError("principal", owner, principals)
    if name not in strategies():
        raise UnknownNameError("strategy", name, strategies())
    return Change(strategies=((owner, name),), label=f"{owner}.strategy={name}")


def _asked(text: str, value: str) -> Distribution | Scaling:
    if value.startswith("*"):
        return Scaling(_number(text, value[1:].strip()))
    numbers = [_number(text, part.strip()) for part in value.split(",")]
    if len(numbers) == 1:
        return distribution_of(numbers[0])
    try:
        return distribution_of(numbers)
    except ValueError as error:
        raise InputError(f"--set {text}: {error}") from None


def _number(text: str, word: str) -> float:
    number = float(word) if _NUMBER.fullmatch(word) else float("inf")
    if abs(number) == float("inf"):
        raise InputError(f"--set {text}: found {word[:40]!r}, expected a finite number")
    return number
