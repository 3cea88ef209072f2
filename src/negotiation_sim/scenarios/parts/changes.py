"""``causes`` and ``interventions``: changes under a name."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from negotiation_sim.domain.actors import Role
from negotiation_sim.domain.changes import Cause, Change, Scaling
from negotiation_sim.scenarios.parts.fields import Number, SetValue, Spec, Text, one_or_more
from negotiation_sim.scenarios.parts.parameters import ParameterSpec
from negotiation_sim.scenarios.parts.settings import Said, check_setting, sort_out
from negotiation_sim.scenarios.scope import Scope
from negotiation_sim.scenarios.source.located import Path

__all__ = ["CauseSpec", "ChangeSpec", "InterventionSpec"]

Names = Annotated[tuple[Text, ...], one_or_more(Text)]


class ChangeSpec(Spec):
    """Alterations made before any run."""

    set: dict[str, SetValue] = Field({}, description="address -> new value")
    scale: dict[str, Number] = Field({}, description="address -> factor on what is there")
    drop: Names = Field((), description="events that do not happen")
    freeze: Names = Field((), description="parameters that no event moves")
    off: Names = Field((), description="levers never used")
    force: Names = Field((), description="levers always used")
    strategy: dict[str, Text] = Field({}, description="principal -> how it concedes")

    def check(self, scope: Scope, path: Path, params: dict[str, ParameterSpec]) -> None:
        for address, value in self.set.items():
            check_setting(scope, (*path, "set", address), address, value, params)
        for address, factor in self.scale.items():
            check_setting(scope, (*path, "scale", address), address, Scaling(factor), params)
        self._check_names(scope, path)

    def _check_names(self, scope: Scope, path: Path) -> None:
        for index, address in enumerate(self.freeze):
            scope.parameter((*path, "freeze", index), address)
        for index, event in enumerate(self.drop):
            scope.refers(
                (*path, "drop", index),
                "event",
                event,
                None if scope.abstract else scope.names("events"),
            )
        for word, levers in (("off", self.off), ("force", self.force)):
            for index, lever in enumerate(levers):
                scope.refers((*path, word, index), "lever", lever, scope.names("levers"))
        for lever in {*self.off} & {*self.force}:
            scope.fault((*path, "force"), f"{lever} is both off and forced, expected one of them")
        for name, strategy in self.strategy.items():
            if scope.refers(
                (*path, "strategy", name),
                "principal",
                name,
                scope.known(Role.PRINCIPAL),
                at_key=True,
            ):
                scope.strategy((*path, "strategy", name), strategy)

    def build(self, name: str = "", label: str = "") -> Change:
        said: list[tuple[str, Said]] = list(self.set.items())
        said += [(address, Scaling(factor)) for address, factor in self.scale.items()]
        return Change(
            name,
            drop=self.drop,
            freeze=self.freeze,
            off=self.off,
            force=self.force,
            strategies=tuple(self.strategy.items()),
            label=label,
            **sort_out(said),
        )


class InterventionSpec(ChangeSpec):
    """A "what if" with a name."""

    label: Text = Field("", description="what would be different, in a few words")


class CauseSpec(Spec):
    """A rival explanation: what its absence, and its halving, would mean."""

    label: Text = Field("", description="a short phrase for tables and figures")
    block: Text = Field(description="causes of one block are players of one team")
    readings: dict[str, Text] = Field(
        {}, description="name of another reading -> block it makes the cause part of"
    )
    absent: ChangeSpec = Field(description="the change that takes the cause away")
    halved: ChangeSpec | None = Field(
        None, description="the change that halves it; the same as absent if left out"
    )

    def check(self, scope: Scope, path: Path, name: str, params: dict[str, ParameterSpec]) -> None:
        scope.name(path, name)
        self.absent.check(scope, (*path, "absent"), params)
        if self.halved is not None:
            self.halved.check(scope, (*path, "halved"), params)

    def build(self, name: str) -> Cause:
        absent = self.absent.build(f"{name}_absent")
        halved = absent if self.halved is None else self.halved.build(f"{name}_halved")
        readings = tuple(self.readings.items())
        return Cause(name, self.label or name, self.block, absent, halved, readings)
