"""What the words of an experiment mean in its scenarios; those that mean nothing are reported."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from negotiation_sim.domain.changes import Change, Edit, Scaling
from negotiation_sim.domain.distributions import Fixed
from negotiation_sim.domain.experiment import Constraint, Draw, split_prefix
from negotiation_sim.errors import UnknownNameError
from negotiation_sim.model.strategies.registry import misfit, strategy_names
from negotiation_sim.scenarios.definitions import exists_in, known_names, mentions
from negotiation_sim.scenarios.edits import FAMILIES
from negotiation_sim.scenarios.experiment_fields import DefinitionSpec
from negotiation_sim.scenarios.named import NamedScenario
from negotiation_sim.scenarios.overrides import Overrides
from negotiation_sim.scenarios.parts.settings import edit_value
from negotiation_sim.scenarios.scope import Scope
from negotiation_sim.scenarios.source.located import Path
from negotiation_sim.scenarios.values import described, out_of_range

__all__ = ["Vocabulary"]

BASELINE = "baseline"


class Vocabulary:
    """Checks names and values against the scenarios of an experiment.

    Parameters
    ----------
    scope : gets the faults
    """

    def __init__(self, scope: Scope, scenarios: Sequence[NamedScenario]) -> None:
        self.scope, self.scenarios = scope, scenarios
        self.names = [named.name for named in scenarios]
        self.overrides = [Overrides(named.scenario) for named in scenarios]
        self._alike: dict[tuple[str, tuple[int, ...]], list[str]] = {}

    def over(self, scope: Scope) -> Vocabulary:
        """The same words, for a file whose faults another scope gets."""
        other = Vocabulary(scope, self.scenarios)
        other.overrides = self.overrides
        return other

    # ------------------------------------------------------------------ addresses

    def places(self, path: Path, written: str, at_key: bool = True) -> list[int]:
        """Numbers of the scenarios in which an address, perhaps with a prefix, means something."""
        prefix, address = split_prefix(written)
        for name in prefix:
            if not self.scope.refers(path, "scenario of this experiment", name, self.names, at_key):
                return []
        meant = [number for number, name in enumerate(self.names) if not prefix or name in prefix]
        found = [number for number in meant if address in self.overrides[number].addresses]
        lacking = next((number for number in meant if number not in found), None)
        if prefix and lacking is not None:
            self.scope.refers(
                path,
                f"parameter of {self.names[lacking]}",
                address,
                self._like(address, [lacking]),
                at_key,
            )
            return []
        if not found:
            self.scope.refers(path, "parameter", address, self._like(address, meant), at_key)
        return found

    def _like(self, address: str, numbers: Sequence[int]) -> list[str]:
        """Addresses that may have been meant: of the same family, such as events, or parameters."""
        mine, asked = _family(address), tuple(numbers)
        if (mine, asked) not in self._alike:
            known = dict.fromkeys(
                known for number in asked for known in self.overrides[number].addresses
            )
            self._alike[mine, asked] = [one for one in known if _family(one) == mine]
        return self._alike[mine, asked]

    def settings(self, settings: Mapping[str, str]) -> None:
        """Check `set`, and read what follows against the values it gives."""
        changes: list[list[Change]] = [[] for _ in self.scenarios]
        for written, text in settings.items():
            for number in self.places(("set", written), written):
                changes[number] += self._read(("set", written), number, written, text)
        for number, named in enumerate(self.scenarios):
            self.overrides[number] = Overrides(
                named.scenario.changed(Change.joined(changes[number]))
            )

    def values(self, path: Path, written: str, texts: Iterable[str], at_key: bool = False) -> None:
        """Check the values that a design gives an address."""
        for number in self.places(path, written, at_key=True):
            for text in texts:
                self._read(path, number, written, text)

    def column(self, path: Path, written: str, texts: Iterable[str]) -> None:
        """Check the values that a table gives an address, each different one once."""
        numbers = self.places(path, written)
        wrong: dict[str, list[str]] = {"": []}
        for row, text in enumerate(texts):
            if text not in wrong:
                found = (self._change(number, written, text) for number in numbers)
                wrong[text] = [said for said in found if isinstance(said, str)]
            for said in wrong[text]:
                if self.scope.is_full:
                    self.scope.n_more += 1
                else:
                    self.scope.fault((*path, row), said)

    def _read(self, path: Path, number: int, written: str, text: str) -> list[Change]:
        found = self._change(number, written, text)
        if isinstance(found, Change):
            return [found]
        self.scope.fault(path, found)
        return []

    def _change(self, number: int, written: str, text: str) -> Change | str:
        """The change a value makes in a scenario, or what is wrong with it."""
        try:
            return self.overrides[number].change(split_prefix(written)[1], text)
        except (ValueError, UnknownNameError) as error:
            return str(error)

    def draw(self, path: Path, written: str, draw: Draw) -> None:
        """Check a coordinate of a sample at both its ends, or every one of its choices."""
        address = split_prefix(written)[1]
        for number in self.places(path, written):
            parameter = self.overrides[number].parameters.get(address)
            if draw.mode and parameter is None:
                return self.scope.fault(
                    path,
                    f"{address} is never a distribution, expected [low, high] or a list of texts",
                )
            wrong = (
                [out_of_range(Fixed(end), parameter.unit) for end in (draw.low, draw.high)]
                if draw.mode and parameter
                else []
            )
            if any(wrong):
                return self.scope.fault(path, f"{address} {wrong[0] or wrong[1]}")
            for text in draw.choices or [draw.text(share, parameter) for share in (0.0, 1.0)]:
                self._read(path, number, written, text)
        return None

    def varied_once(self, keys: Iterable[tuple[Path, str]]) -> None:
        """No address has two values at a point."""
        seen: dict[tuple[int, str], str] = {}
        for path, written in keys:
            if not self.scope.sound(path):
                continue
            address = split_prefix(written)[1]
            for number in self.places(path, written):
                first = seen.setdefault((number, address), written)
                if first is not written:
                    self.scope.fault(
                        path,
                        f"{address} is varied twice in {self.names[number]}, first as {first}",
                        at_key=True,
                    )
                    break

    def constraint(self, path: Path, rule: Constraint) -> None:
        """Check that a constraint can be asked somewhere."""
        if any(name in addresses for addresses in self._numbers for name in rule.scenarios):
            return self.scope.fault(
                path,
                f"'/' in {rule.text!r} is not allowed, expected only + - * on parameters and numbers",
            )
        for name in rule.scenarios:
            self.scope.refers(path, "scenario of this experiment", name, self.names)
        meant = [
            number
            for number, name in enumerate(self.names)
            if not rule.scenarios or name in rule.scenarios
        ]
        numbers = self._numbers
        known = dict.fromkeys(known for number in meant for known in numbers[number])
        for address in rule.addresses:
            if meant and not self.scope.refers(path, "parameter", address, known):
                return None
        if meant and not any(set(rule.addresses) <= numbers[number].keys() for number in meant):
            self.scope.fault(path, "no scenario has all its parameters")
        return None

    @cached_property
    def _numbers(self) -> list[dict[str, None]]:
        """Addresses of numbers, by scenario."""
        return [dict.fromkeys(one.numbers) for one in self.overrides]

    # ------------------------------------------------------------------ interventions and events

    def definition(self, name: str, spec: DefinitionSpec) -> None:
        """Check an intervention written in the experiment."""
        path: Path = ("define", name)
        self.scope.name(path, name)
        if name == BASELINE or name in self._declared:
            self.scope.fault(
                path,
                f"{name} is the name of an intervention of a scenario, expected a new name",
                at_key=True,
            )
        for index, scenario in enumerate(spec.only):
            self.scope.refers(
                (*path, "only", index), "scenario of this experiment", scenario, self.names
            )
        for lever in {*spec.off} & {*spec.force}:
            self.scope.fault(
                (*path, "force"), f"{lever} is both off and forced, expected one of them"
            )
        meant = [named for named in self.scenarios if not spec.only or named.name in spec.only]
        self._mentioned(path, spec, meant)
        for number, named in enumerate(self.scenarios):
            if named in meant and exists_in(spec, named):
                self._definition_values(path, spec, self.overrides[number])

    def _mentioned(self, path: Path, spec: DefinitionSpec, meant: Sequence[NamedScenario]) -> None:
        """Every name exists in each scenario of `only`, or else in one scenario together with all
        others.
        """
        before = self.scope.n_faults
        for at, what, name, at_key in mentions(spec):
            if spec.only:
                for named in meant:
                    self.scope.refers(
                        (*path, *at),
                        f"{what} of {named.name}",
                        name,
                        known_names(what, named.scenario),
                        at_key,
                    )
            else:
                known = dict.fromkeys(
                    known for named in meant for known in known_names(what, named.scenario)
                )
                self.scope.refers((*path, *at), what, name, known, at_key)
        if (
            meant
            and self.scope.n_faults == before
            and not any(exists_in(spec, named) for named in meant)
        ):
            self.scope.fault(path, "no scenario has everything it names", at_key=True)

    def _definition_values(self, path: Path, spec: DefinitionSpec, overrides: Overrides) -> None:
        for address, value in spec.set.items():
            at = (*path, "set", address)
            if address in overrides.editable:
                self._edit(at, overrides, address, edit_value(value))
            elif address in overrides.shifts and not isinstance(value, Fixed):
                self.scope.fault(at, f"{address} is the amount of an event, expected one number")
            elif address in overrides.parameters:
                if isinstance(value, (str, tuple)):
                    self.scope.fault(at, f"found {described(value)}, expected a number")
                elif wrong := out_of_range(value, overrides.parameters[address].unit):
                    self.scope.fault(at, wrong)
        for address, factor in spec.scale.items():
            if address in overrides.editable:
                self._edit((*path, "scale", address), overrides, address, Scaling(factor))
            parameter = overrides.parameters.get(address)
            if parameter and (
                wrong := out_of_range(parameter.value.scaled(factor), parameter.unit)
            ):
                self.scope.fault((*path, "scale", address), f"{address} times {factor:g} {wrong}")
        for name, strategy in spec.strategy.items():
            at = (*path, "strategy", name)
            wrong = misfit(strategy, len(overrides.principals), overrides.quorum)
            if self.scope.refers(at, "strategy", strategy, strategy_names()) and wrong:
                self.scope.fault(at, wrong)

    def _edit(self, path: Path, overrides: Overrides, address: str, value: Edit) -> None:
        try:
            overrides.edit(address, value)
        except (ValueError, UnknownNameError) as error:
            self.scope.fault(path, str(error))

    @cached_property
    def _declared(self) -> dict[str, None]:
        return dict.fromkeys(
            change.name for named in self.scenarios for change in named.scenario.interventions
        )

    def interventions(
        self,
        named: Iterable[tuple[Path, str]],
        define: Mapping[str, DefinitionSpec],
        spoilt: Collection[str],
    ) -> None:
        """Check names, or several joined by ``+``: each is known, and one scenario has them all.

        Parameters
        ----------
        named : where each is written, and what
        spoilt : definitions with faults of their own
        """
        known = dict.fromkeys([BASELINE, *self._declared, *define, *spoilt])
        for path, written in named:
            for part in written.split("+"):
                self.scope.refers(path, "intervention", part, known)
            self._arm(path, written, define, spoilt)

    def _arm(
        self,
        path: Path,
        written: str,
        define: Mapping[str, DefinitionSpec],
        spoilt: Collection[str],
    ) -> None:
        parts = written.split("+")
        if len({*parts}) < len(parts):
            self.scope.fault(path, f"{written} names an intervention twice, expected once")
        if (
            self.scope.sound(path)
            and not {*parts} & {BASELINE, *spoilt}
            and not any(self._has(n, parts, define) for n in self.scenarios)
        ):
            self.scope.fault(path, "no scenario has all its parts")

    def has_arm(self, named: NamedScenario, arm: str, define: Mapping[str, DefinitionSpec]) -> bool:
        """Whether a scenario knows every part of an arm."""
        return self._has(named, arm.split("+"), define)

    def _has(
        self, named: NamedScenario, parts: Iterable[str], define: Mapping[str, DefinitionSpec]
    ) -> bool:
        declared = {change.name for change in named.scenario.interventions}
        return all(
            part in declared or (part in define and exists_in(define[part], named))
            for part in parts
        )

    def event(self, path: Path, name: str) -> None:
        """Check the name of an event that some scenario has."""
        self.scope.refers(path, "event", name, self._events)

    @cached_property
    def _events(self) -> dict[str, None]:
        return dict.fromkeys(
            event.name for named in self.scenarios for event in named.scenario.events
        )


def _family(address: str) -> str:
    """What sort of address it is, such as of an event; empty for a parameter."""
    family = address.partition(".")[0]
    return family if family in FAMILIES else ""
