"""The engines against theory and against each other, on small disputes and on the shipped ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.domain.changes import Change
from negotiation_sim.domain.distributions import Fixed
from negotiation_sim.domain.levers import Consent
from negotiation_sim.domain.scenario import Protocol, Scenario
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_ensemble, run_interpreted
from negotiation_sim.engines.payoff_tables import payoff_tables
from negotiation_sim.model.strategies.registry import STRATEGIES
from negotiation_sim.model.streams import place, stream_key, uniform
from negotiation_sim.scenarios import build_scenario, load_scenario, shipped_scenarios
from negotiation_sim.theory import time_agreement
from negotiation_sim.theory.cases import Check
from negotiation_sim.theory.validation.line import Line

__all__ = ["engine_lines", "pie", "pie_lines", "theorem_lines"]

SLICES, MONTHS = 100, 400
SETS = 400
"""Disputes drawn for the theorem."""


def pie(betas: tuple[float, float]) -> Scenario:
    """A pie of 101 ways to cut it between `a` and `b`, who concede by the clock; nothing else goes
    on.
    """
    cuts = [f"x{i:03}" for i in range(SLICES + 1)]
    numbers = {"value": (1.0, "pts"), "window": (1.0, "share of horizon")}
    params = {
        f"{who}.{noun}": _number(value, unit)
        for who in "ab"
        for noun, (value, unit) in numbers.items()
    }
    params |= {f"{who}.beta": _number(beta, "shape") for who, beta in zip("ab", betas, strict=True)}
    return build_scenario(
        {
            "id": "pie",
            "title": "A pie",
            "calendar": {
                "start": "2001-01",
                "end": f"{2001 + (MONTHS - 1) // 12}-{(MONTHS - 1) % 12 + 1:02}",
            },
            "actors": {who: {"label": who.upper(), "role": "principal"} for who in "ab"},
            "issues": {
                "cut": {"label": "Cut", "levels": {"none": "none", **{cut: cut for cut in cuts}}}
            },
            "kinds": {"cut": {"none": "sq", **dict.fromkeys(cuts, "final")}},
            "scores": {
                "a": {"cut": {"none": 0, **{cut: i / SLICES for i, cut in enumerate(cuts)}}},
                "b": {"cut": {"none": 0, **{cut: 1 - i / SLICES for i, cut in enumerate(cuts)}}},
            },
            "terms": {
                f"{who}.value": {"actor": who, "param": f"{who}.value", "score": who}
                for who in "ab"
            },
            "params": params,
            "classes": [{"class": "DEAL", "kind": "final"}, {"class": "OPEN"}],
        },
        "pie",
    )


def _number(value: float, unit: str) -> dict[str, Any]:
    return {"value": value, "unit": unit, "source": "of the formula"}


def pie_lines() -> Iterator[Line]:
    """The engine cuts a pie when and where the formula says, to the month and the slice."""
    for betas in ((0.5, 0.5), (1.0, 1.0), (0.5, 1.0), (1.0, 2.0), (0.5, 2.0)):
        rows = run_interpreted(compile_scenario(pie(betas)), seed=1, first_run=0, n_runs=2)
        found = (
            float(rows["steps"].mean()) / MONTHS,
            float((rows["in_force"] - 1).mean()) / SLICES,
        )
        name = f"the engine cuts a pie, beta {betas[0]:g} and {betas[1]:g}: when, share"
        yield Line(
            "closed form",
            "Faratin, Sierra & Jennings 1998",
            Check(name, time_agreement(*betas), found, 0.015),
        )


def theorem_lines() -> Iterator[Line]:
    """The theorem of the zone of agreement (specification.md section 10): a final text is signed if
    and only if somebody could.

    The shipped disputes that switch no rule on, stripped of all else (no interim text or process, no events, no third
    party, no walk-out, complete information), at numbers drawn from the whole range of every
    parameter.
    """
    for listing in shipped_scenarios():
        base = load_scenario(listing.name)
        plain = base.protocol == Protocol() and not (base.from_agreement or base.calendar.rounds)
        if len(base.principals) == 2 and plain:
            signed, zones = map(np.array, _stripped(base))
            both = int((signed & zones).sum())
            told = f"{listing.name}: signed where there is a zone, of {SETS} disputes"
            yield Line(
                "theorem", "specification.md section 10", Check(told, int(zones.sum()), both, 0.0)
            )
            yield Line(
                "theorem",
                "specification.md section 10",
                Check(
                    f"{listing.name}: signed where there is none", 0, int(signed.sum()) - both, 0.0
                ),
            )


def _stripped(base: Scenario) -> tuple[list[bool], list[bool]]:
    """Whether a final text was signed, and whether there was a zone, in every stripped dispute."""
    signed, zones = [], []
    for number in range(SETS):
        scenario = _quiet(base, number)
        row = run_interpreted(compile_scenario(scenario), seed=1, first_run=0, n_runs=1)
        signed.append(bool(row["failed"][0]) or _is_final(scenario, int(row["in_force"][0])))
        tables = payoff_tables(scenario, seed=1, runs=1, step=0)
        final = np.array([outcome.kind == "final" for outcome in scenario.outcomes])
        zones.append(bool((tables.open[0] & final & (tables.surplus[0] >= 0).all(axis=0)).any()))
    return signed, zones


def _is_final(scenario: Scenario, outcome: int) -> bool:
    return scenario.outcomes[outcome].kind == "final"


def _quiet(base: Scenario, number: int) -> Scenario:
    """The dispute with one set of numbers, known to all, and nothing but offers and ratification
    going on.
    """
    still = dict.fromkeys((f"{actor.name}.walk_rate" for actor in base.principals), Fixed(0.0))
    consents = tuple(lever.name for lever in base.levers if isinstance(lever, Consent))
    change = Change(
        values=tuple((_numbers(base, number) | still).items()),
        drop=tuple(event.name for event in base.events),
        off=tuple(lever.name for lever in base.levers if lever.name not in consents),
        force=consents,
    )
    return _without_interim(base.changed(change))


def _numbers(base: Scenario, number: int) -> dict[str, Fixed]:
    """A value from the whole range of every parameter that has one; norms scaled down at random."""
    key = stream_key(19, number)
    values: dict[str, Fixed] = {}
    for parameter in base.parameters:
        if not isinstance(parameter.value, Fixed):
            low, high = parameter.value.support
            address = parameter.address
            value = low + (high - low) * uniform(key, place("draw", address))
            if address.endswith(".norm"):
                value *= uniform(key, place("draw", f"scale of {address}"))
            values[address] = Fixed(value)
    return values


def _without_interim(scenario: Scenario) -> Scenario:
    """The scenario with its status quo and final texts only."""
    kept = [outcome for outcome in scenario.outcomes if outcome.kind in ("sq", "final")]
    old = [outcome.index for outcome in kept]

    def pick(values: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(values[i] for i in old)

    marks = ("needed", "opposed", "pressable", "rewarded")
    levers = []
    for lever in scenario.levers:
        per_outcome = {name: pick(getattr(lever, name)) for name in marks if hasattr(lever, name)}
        levers.append(replace(lever, **per_outcome))  # type: ignore[arg-type]
    return replace(
        scenario,
        outcomes=tuple(replace(outcome, index=i) for i, outcome in enumerate(kept)),
        terms=tuple(replace(term, scores=pick(term.scores)) for term in scenario.terms),
        hazards=tuple(
            replace(hazard, by_outcome=pick(hazard.by_outcome)) for hazard in scenario.hazards
        ),
        levers=tuple(levers),
        settlement=tuple(old.index(index) for index in scenario.settlement if index in old),
    )


def engine_lines(runs: int = 40) -> Iterator[Line]:
    """Mesa engine, interpreted kernel and compiled kernel give the same rows: the episodes under
    every strategy, the disputes under their own.
    """
    from negotiation_sim.engines.mesa_engine import mesa_rows

    for listing in shipped_scenarios():
        base = load_scenario(listing.name)
        for strategy in STRATEGIES[:1] if listing.is_dispute else STRATEGIES:
            scenario = base.changed(
                Change(strategies=tuple((actor.name, strategy) for actor in base.principals))
            )
            compiled = compile_scenario(scenario)
            rows = [
                engine(compiled, 1, 0, runs)
                for engine in (mesa_rows, run_interpreted, run_ensemble)
            ]
            differ = sum(not _same(rows[0][r], other[r]) for other in rows[1:] for r in range(runs))
            name = f"{listing.name}, {strategy}: rows that differ between engines, of {runs}"
            yield Line(
                "engines", "specification.md section 15.6, test 38", Check(name, 0, differ, 0.0)
            )


def _same(left: NDArray[np.void], right: NDArray[np.void]) -> bool:
    return all(
        np.array_equal(left[name], right[name], equal_nan=left[name].dtype.kind == "f")
        for name in left.dtype.names or ()
    )
