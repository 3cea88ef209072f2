"""Tiny disputes between `a` and `b`, short enough to be read beside the test that uses them."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from negotiation_sim.domain.actors import (
    PRINCIPAL_DEFAULTS,
    PRINCIPAL_REQUIRED,
    THIRD_PARTY_DEFAULTS,
)
from negotiation_sim.domain.changes import Change
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble, run_interpreted
from negotiation_sim.engines.mesa_engine import Negotiation, Prepared, Principal
from negotiation_sim.scenarios import build_scenario, load_scenario, resolve_scenario

EPISODES = ("1956", "2018", "2022")
OUTCOME = ["in_force", "termination", "walker", "failed", "steps", "agreement_step", "pressed_step"]
"""Columns that say how a run ended, without the points of anybody."""

Worth = Mapping[str, Mapping[str, float]]


@cache
def shipped(name: str) -> Scenario:
    """A shipped scenario, read once: nothing can alter it."""
    return load_scenario(name)


@cache
def _resolved(name: str) -> dict[str, Any]:
    return resolve_scenario(name)


def resolved(name: str) -> dict[str, Any]:
    """What a shipped file says, to be altered at will."""
    return copy.deepcopy(_resolved(name))


def mapping(
    worth: Worth,
    principals: Sequence[str] = ("a", "b"),
    thirds: Sequence[str] = (),
    ratifies: Sequence[str] = (),
    kinds: Mapping[str, str] | None = None,
    months: int = 12,
    step: str = "month",
    params: Mapping[str, Any] | None = None,
    **sections: Any,
) -> dict[str, Any]:
    """Data of a dispute over one issue, `deal`, whose packages are worth so much to each actor.

    Each actor's points are scores times its parameter ``<actor>.value``, 1 unless given. `params`
    are bare values, with the unit their noun asks for; `sections` are laid over the rest.
    """
    kinds = {"none": "sq"} | dict.fromkeys(worth, "final") | dict(kinds or {})
    actors = [*principals, *thirds]
    defaults: dict[str, Any] = {f"{name}.value": 1 for name in actors}
    defaults |= {f"{name}.{noun}": 1 for name in principals for noun in PRINCIPAL_REQUIRED}
    classes: list[dict[str, Any]] = [
        {"class": "DEAL", "kind": "final"},
        {"class": "BROKEN_OFF", "termination": "walk_out"},
    ]
    if "interim" in kinds.values():
        classes.append({"class": "INTERIM", "kind": "interim"})
    classes.append({"class": "FAILED", "kind": ["sq", "process"], "ratification_failed": True})
    if "process" in kinds.values():
        classes.append({"class": "PROCESS", "kind": "process"})
    classes.append({"class": "OPEN"})
    data = {
        "id": "small",
        "title": "A small dispute",
        "calendar": {
            "start": "2001-01",
            "end": f"{2001 + (months - 1) // 12}-{(months - 1) % 12 + 1:02}",
            "step": step,
        },
        "actors": {
            name: {"label": name.upper(), "role": "principal", "ratifies": name in ratifies}
            for name in principals
        }
        | {name: {"label": name.upper(), "role": "third_party"} for name in thirds},
        "issues": {
            "deal": {
                "label": "Deal",
                "levels": {"none": "nothing", **{level: level for level in worth}},
            }
        },
        "kinds": {"deal": kinds},
        "scores": {
            name: {"deal": {level: points.get(name, 0) for level, points in worth.items()}}
            for name in actors
        },
        "terms": {
            f"{name}.value": {"actor": name, "param": f"{name}.value", "score": name}
            for name in actors
        },
        "params": {
            address: parameter(address, value)
            for address, value in (defaults | dict(params or {})).items()
        },
        "classes": classes,
    }
    for section, value in sections.items():
        merge = isinstance(data.get(section), dict) and section in (
            "actors",
            "scores",
            "terms",
            "params",
            "calendar",
        )
        data[section] = data[section] | value if merge else value
    return copy.deepcopy(data)


def parameter(address: str, value: Any) -> dict[str, Any]:
    """A parameter as a file says it; a mapping with a unit is left as it is."""
    if isinstance(value, dict) and "unit" in value:
        return value
    noun = address.rpartition(".")[2]
    units = PRINCIPAL_REQUIRED | {
        name: unit for name, (_, unit) in (PRINCIPAL_DEFAULTS | THIRD_PARTY_DEFAULTS).items()
    }
    units |= dict.fromkeys(("chance", "credibility"), "probability")
    return {"value": value, "unit": units.get(noun, "pts"), "source": "invented for a test"}


def dispute(worth: Worth, **details: Any) -> Scenario:
    """The scenario of `mapping`."""
    return build_scenario(mapping(worth, **details), "small")


def pie(slices: int = 100, **details: Any) -> Scenario:
    """One pie to divide: share x is worth x to `a` and 1 - x to `b`."""
    return dispute(
        {f"x{i:03}": {"a": i / slices, "b": 1 - i / slices} for i in range(slices + 1)}, **details
    )


def single_package(a: float = 1.0, b: float = 1.0, **details: Any) -> Scenario:
    """Take it or leave it: one package, `deal`."""
    return dispute({"deal": {"a": a, "b": b} | details.pop("others", {})}, **details)


def play(scenario: Scenario, runs: int = 1, seed: int = 1) -> np.ndarray:
    """Coded rows; few runs are interpreted, so that a small test waits for no compiler."""
    return (run_ensemble if runs > 50 else run_interpreted)(
        compile_scenario(scenario), seed, 0, runs
    )


def packages(scenario: Scenario, rows: np.ndarray) -> list[str]:
    """Level of the first issue in force at the end of each run."""
    return [scenario.outcomes[i].levels[0] for i in rows["in_force"]]


def classes(scenario: Scenario, rows: np.ndarray) -> list[str]:
    """Class of each run."""
    return [scenario.classes[code].name for code in compile_scenario(scenario).class_of(rows)]


def class_shares(scenario: Scenario, rows: np.ndarray) -> Counter[str]:
    """Share of runs in each class."""
    return Counter(
        {name: count / len(rows) for name, count in Counter(classes(scenario, rows)).items()}
    )


def mode(shares: Counter[str]) -> str:
    return shares.most_common(1)[0][0]


def settled(scenario: Scenario, rows: np.ndarray) -> np.ndarray:
    """Whether each run ended in a settlement."""
    return np.isin(rows["in_force"], scenario.settlement)


def slice_of(scenario: Scenario, rows: np.ndarray) -> np.ndarray:
    """Share of the pie `a` got in each run; nan without agreement."""
    n = len(scenario.outcomes) - 2
    return np.where(rows["in_force"] > 0, (rows["in_force"] - 1) / n, np.nan)


def within(share: float, expected: float, runs: int) -> bool:
    """Whether a share is within four standard errors of what it should be."""
    return abs(share - expected) <= 4 * (expected * (1 - expected) / runs) ** 0.5


def fixed(scenario: Scenario, **values: Any) -> Scenario:
    """The scenario with some parameters set: ``fixed(scenario, japan__norm=30)``; a distribution or
    a Scaling will do too."""
    from negotiation_sim.domain.distributions import Fixed

    pairs = tuple(
        (name.replace("__", "."), Fixed(float(value)) if isinstance(value, int | float) else value)
        for name, value in values.items()
    )
    return scenario.changed(Change(values=pairs))


class Witness(Principal):
    """Remembers what every text was worth to it before the first move."""

    seen: dict[int, float] | None = None
    threshold = 0.0

    def walks_out(self) -> bool:
        if self.seen is None:
            finals = [
                o.index
                for o in self.model.prepared.compiled.scenario.outcomes
                if o.kind == "final" and self.model.talks.state.open[o.index]
            ]
            self.seen = {o: self.worth(o) for o in finals}
            self.threshold = self.standing.reservation
        return super().walks_out()


def zone(scenario: Scenario, seed: int = 1, run: int = 0) -> set[int]:
    """Bargaining range of a run at its start: open final texts that leave no principal below its
    reservation."""
    agents = {actor.name: Witness for actor in scenario.principals}
    negotiation = Negotiation(Prepared(compile_scenario(scenario)), seed, run, agents=agents)
    negotiation.step()
    witnesses = [state for state in negotiation.states if isinstance(state, Witness)]
    return {
        o
        for o in witnesses[0].seen or ()
        if all((one.seen or {})[o] >= one.threshold for one in witnesses)
    }
