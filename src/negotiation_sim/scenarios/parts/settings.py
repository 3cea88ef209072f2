"""``set`` and ``scale`` of a change: what an address gets, whichever kind of address it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from negotiation_sim.domain.changes import Edit, Scaling
from negotiation_sim.domain.distributions import Distribution, Fixed
from negotiation_sim.domain.parameters import UNITS
from negotiation_sim.errors import UnknownNameError
from negotiation_sim.scenarios.edits import Editable, editable, is_edit
from negotiation_sim.scenarios.parts.parameters import ParameterSpec
from negotiation_sim.scenarios.scope import Scope
from negotiation_sim.scenarios.source.located import Path
from negotiation_sim.scenarios.values import described, out_of_range, written

__all__ = ["Said", "check_setting", "edit_value", "sort_out"]

Said = Distribution | Scaling | str | tuple[str, ...]
_EVENTS = "events."


def check_setting(
    scope: Scope, path: Path, address: str, said: Said, params: Mapping[str, ParameterSpec]
) -> None:
    """Report an address that does not exist, and a value that it cannot have."""
    if is_edit(address):
        _check_edit(scope, path, address, said)
    elif address.startswith(_EVENTS):
        if scope.refers(path, "dated shift", address, _shifts(scope), at_key=True):
            _check_amount(scope, path, address, said)
    elif scope.parameter(path, address, at_key=True):
        _check_parameter(scope, path, address, said, params)


def _check_edit(scope: Scope, path: Path, address: str, said: Said) -> None:
    known = _editable(scope)
    if known is None:
        return
    family = address.partition(".")[0]
    like = [one for one in known if one.partition(".")[0] == family]
    if scope.refers(path, "setting", address, like, at_key=True):
        try:
            known[address].read(edit_value(said))
        except (ValueError, UnknownNameError) as error:
            scope.fault(path, str(error))


def _editable(scope: Scope) -> dict[str, Editable] | None:
    """What can be edited; None where a fault, or a file that is abstract, makes that unknowable."""
    events, issues, scores = scope.names("events"), scope.names("issues"), scope.names("scores")
    if scope.abstract or events is None or issues is None or scores is None:
        return None
    menus = {issue: scope.names("issues", issue, "levels") or () for issue in issues}
    levels = {
        score: [
            level for issue in scope.names("scores", score) or () for level in menus.get(issue, ())
        ]
        for score in scores
    }
    return editable(events, levels, menus, scope.principals)


def _shifts(scope: Scope) -> list[str] | None:
    if scope.abstract:
        return None
    return [
        f"{_EVENTS}{event}.{address}"
        for event in scope.names("events") or ()
        for address in scope.names("events", event, "shift") or ()
    ]


def _check_amount(scope: Scope, path: Path, address: str, said: Said) -> None:
    if not isinstance(said, (Fixed, Scaling)):
        scope.fault(path, f"{address} is the amount of an event, expected one number")


def _check_parameter(
    scope: Scope, path: Path, address: str, said: Said, params: Mapping[str, ParameterSpec]
) -> None:
    if isinstance(said, (str, tuple)):
        return scope.fault(path, f"found {described(said)}, expected a number or a distribution")
    spec = params.get(address)
    if spec is None or spec.unit not in UNITS or not scope.sound(("params", address)):
        return None
    if isinstance(said, Scaling):
        if spec.value is None:  # derived: what it is at the most likely values shows in a run only
            return None
        before, value = f"{address} times {said.factor:g} ", spec.value.scaled(said.factor)
    else:
        before, value = "", said
    if wrong := out_of_range(value, spec.unit):
        scope.fault(path, before + wrong)
    return None


def edit_value(said: Said) -> Edit:
    """What an edit reads: a number instead of a fixed distribution."""
    if isinstance(said, Fixed):
        return said.value
    return said if isinstance(said, (str, tuple, Scaling)) else written(said)


def sort_out(said: Iterable[tuple[str, Said]]) -> dict[str, Any]:
    """Values, shifts and edits of a change, of what its `set` and `scale` say."""
    pairs = list(said)
    values = [
        (address, value)
        for address, value in pairs
        if not address.startswith(_EVENTS) and not is_edit(address)
    ]
    shifts = [
        (*_shift(address), value.value if isinstance(value, Fixed) else value)
        for address, value in pairs
        if address.startswith(_EVENTS) and not is_edit(address)
    ]
    edits = [(address, edit_value(value)) for address, value in pairs if is_edit(address)]
    return {"values": tuple(values), "shifts": tuple(shifts), "edits": tuple(edits)}


def _shift(address: str) -> tuple[str, str]:
    event, _, parameter = address.removeprefix(_EVENTS).partition(".")
    return event, parameter
