"""The shape of an experiment file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from negotiation_sim.domain.conclusions import parse_bound
from negotiation_sim.domain.experiment import Constraint, Draw, number_text, parse_constraint
from negotiation_sim.errors import listed
from negotiation_sim.scenarios.overrides import is_numbers, override_text
from negotiation_sim.scenarios.parts.changes import InterventionSpec
from negotiation_sim.scenarios.parts.fields import Spec, Text, one_or_more
from negotiation_sim.scenarios.values import described, is_number

__all__ = [
    "ConclusionSpec",
    "DefinitionSpec",
    "ExperimentSpec",
    "SampleSpec",
    "VarySpec",
]

_STEPS = "{from: low, to: high, steps: how many}"
_DRAW = "[low, high], {mode: [low, high]} or a list of texts"
_MOST_STEPS = 10_000
_MOST_AXES = 50


def _grid_values(found: Any) -> tuple[str, ...]:
    if isinstance(found, dict):
        return _steps(found)
    if not isinstance(found, tuple) or not found:
        raise ValueError(
            f"found {described(found) if found != () else 'none'}, expected a list of values or {_STEPS}"
        )
    texts = tuple(map(override_text, found))
    for text, times in Counter(texts).items():
        if times > 1:
            raise ValueError(f"{text} is there {times} times, expected once")
    return texts


def _steps(found: dict[str, Any]) -> tuple[str, ...]:
    low, high, steps = (found.get(key) for key in ("from", "to", "steps"))
    if (
        len(found) != 3
        or not is_numbers((low, high), 2)
        or not isinstance(steps, int)
        or isinstance(steps, bool)
    ):
        raise ValueError(f"found {{{listed(found)}}}, expected {_STEPS}")
    least, most = float(low or 0), float(high or 0)
    if not 2 <= steps <= _MOST_STEPS or least == most:
        raise ValueError(
            f"found {steps} steps from {least:g} to {most:g}, expected 2 to {_MOST_STEPS:,} different values"
        )
    return tuple(number_text(least + (most - least) * step / (steps - 1)) for step in range(steps))


def _draw(found: Any) -> Draw:
    if isinstance(found, dict):
        return _mode(found)
    if is_numbers(found, 2):
        return Draw(*_range(found))
    if isinstance(found, tuple) and found and all(isinstance(item, str) for item in found):
        return Draw(choices=_grid_values(found))
    raise ValueError(f"found {described(found)}, expected {_DRAW}")


def _mode(found: dict[str, Any]) -> Draw:
    half = [key for key in ("width", "spread") if key in found]
    likely = found.get("likely")
    known = {"mode", *half} | {"likely"} & set(found)
    if set(found) != known or len(half) > 1 or not is_numbers(found.get("mode"), 2):
        raise ValueError(
            f"found {{{listed(found)}}}, expected {{mode: [low, high]}}, with width or spread if the "
            "distribution is to have another shape than the scenario's"
        )
    low, high = _range(found["mode"])
    if likely is not None and not (is_number(likely) and low <= likely <= high):
        raise ValueError(
            f"likely is {described(likely)}, expected a number from {low:g} to {high:g}"
        )
    if not half:
        return Draw(low, high, mode=True, likely=likely)
    number = found[half[0]]
    if not is_number(number) or number <= 0:
        raise ValueError(f"{half[0]} is {described(number)}, expected a number above 0")
    return Draw(
        low,
        high,
        mode=True,
        width=number if half == ["width"] else 0.0,
        spread=number if half == ["spread"] else 0.0,
        likely=likely,
    )


def _range(found: Sequence[float]) -> tuple[float, float]:
    low, high = float(found[0]), float(found[1])
    if not low < high:
        raise ValueError(f"found [{number_text(low)}, {number_text(high)}], expected low < high")
    return low, high


def _rule(found: Any) -> Constraint:
    if not isinstance(found, str):
        raise ValueError(
            f"found {described(found)}, expected a comparison such as 'us.threat < us.alignment + 20'"
        )
    return parse_constraint(found)


def _bound(found: Any) -> tuple[str, float]:
    if not isinstance(found, str):
        raise ValueError(
            f"found {described(found)}, expected a comparison in quotes, such as '>= 0.05'"
        )
    return parse_bound(found)


_ITEM: dict[str, Any] = {
    "anyOf": [
        {"type": "number"},
        {"type": "string"},
        {"type": "array", "items": {"type": "number"}, "minItems": 3, "maxItems": 3},
    ]
}
_PAIR = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
_RANGE = {
    "type": "object",
    "properties": {
        "from": {"type": "number"},
        "to": {"type": "number"},
        "steps": {"type": "integer", "minimum": 2},
    },
    "required": ["from", "to", "steps"],
    "additionalProperties": False,
}
_MODE = {
    "type": "object",
    "properties": {
        "mode": _PAIR,
        "width": {"type": "number"},
        "spread": {"type": "number"},
        "likely": {"type": "number"},
    },
    "required": ["mode"],
    "additionalProperties": False,
}
_WORDS = {"type": "array", "items": {"type": "string"}, "minItems": 1}

Override = Annotated[str, PlainValidator(override_text), WithJsonSchema(_ITEM)]
GridValues = Annotated[
    tuple[str, ...],
    PlainValidator(_grid_values),
    WithJsonSchema({"anyOf": [{"type": "array", "items": _ITEM, "minItems": 1}, _RANGE]}),
]
DrawSpec = Annotated[Draw, PlainValidator(_draw), WithJsonSchema({"anyOf": [_PAIR, _MODE, _WORDS]})]
Rule = Annotated[Constraint, PlainValidator(_rule), WithJsonSchema({"type": "string"})]
Names = Annotated[tuple[Text, ...], one_or_more(Text)]
Bound = Annotated[tuple[str, float], PlainValidator(_bound), WithJsonSchema({"type": "string"})]


class SampleSpec(Spec):
    """Points spread evenly over a box."""

    points: Annotated[int, Field(ge=1, le=1_000_000)] = Field(
        description="how many points; for sobol a power of two"
    )
    seed: Annotated[int, Field(ge=0)] = Field(description="a whole number that fixes the points")
    parameters: dict[str, DrawSpec] = Field(
        description="address, or several joined by commas -> " + _DRAW
    )


def _few_axes(found: Any) -> Any:
    if isinstance(found, dict) and len(found) > _MOST_AXES:
        raise ValueError(f"found {len(found):,} keys, expected at most {_MOST_AXES}")
    return found


class VarySpec(Spec):
    """Which points of the parameters are visited: at most one design, and constraints."""

    grid: Annotated[dict[str, GridValues], BeforeValidator(_few_axes)] = Field(
        {},
        description="address, or several joined by commas -> values; every combination is a point",
    )
    listed: tuple[dict[str, Override], ...] = Field(
        (), alias="list", description="a list of points, each address -> value"
    )
    table: Text = Field(
        "", description="a CSV file beside this one: a column per address, a row per point"
    )
    latin_hypercube: SampleSpec | None = Field(
        None, description="a Latin hypercube: points, seed and parameters"
    )
    sobol: SampleSpec | None = Field(
        None, description="a scrambled Sobol sequence: points, seed and parameters"
    )
    where: Annotated[tuple[Rule, ...], one_or_more(str)] = Field(
        (), description="comparisons that every point must meet"
    )


class DefinitionSpec(InterventionSpec):
    """A "what if" written in the experiment."""

    only: Names = Field(
        (), description="scenarios it exists in; all that have what it names if left out"
    )


class ConclusionSpec(Spec):
    """A claim that holds at some points of a design and not at others."""

    say: Text = Field("", description="the claim in words")
    scenario: Names = Field((), description="the scenario it is about")
    intervention: Text = Field(
        "baseline", description="the intervention it is about, or several joined by +"
    )
    on: Text = Field("", description="outcome class that is the event; settlement if left out")
    share: Bound | None = Field(
        None, description="P(event) under the intervention: a comparison such as '> 0.5'"
    )
    effect: Bound | None = Field(
        None, description="change of P(event) from the baseline: a comparison such as '>= 0.05'"
    )
    moves: Bound | None = Field(
        None, description="size of that change: a comparison such as '< 0.02'"
    )
    exceeds: Text = Field("", description="another intervention, whose effect is smaller")


class ExperimentSpec(Spec):
    """An experiment: scenarios crossed with interventions and parameter points, each played many
    times.
    """

    extends: Text = Field(
        "",
        description="an experiment file this one is laid over, mapping by mapping; lists are replaced",
    )
    abstract: bool = Field(False, description="true for a file that exists only to be extended")
    title: Text = Field("", description="a title for lists and figures")
    question: Text = Field("", description="one sentence: what it answers")
    scenarios: Names = Field((), description="shipped names, or paths relative to this file")
    runs: Annotated[int, Field(ge=1)] | None = Field(
        None, description="how often each scenario is played under each intervention at each point"
    )
    seed: Annotated[int, Field(ge=0, le=2**63 - 1)] | None = Field(
        None, description="a whole number that fixes the luck of every run"
    )
    engine: Literal["ensemble", "mesa"] = Field("ensemble", description="ensemble (fast) or mesa")
    set: dict[str, Override] = Field({}, description="address -> value, everywhere")
    drop: Names = Field((), description="events that do not happen anywhere")
    interventions: Names = Field(
        (), description="names, or several joined by +; the baseline is always played beside them"
    )
    define: dict[str, DefinitionSpec] = Field({}, description="name -> intervention written here")
    vary: VarySpec = Field(
        VarySpec.model_validate({}),
        description="the design; one point, with nothing varied, if left out",
    )
    outputs: Names = Field(
        (), description="result columns to keep besides the keys; all if left out"
    )
    conclusions: dict[str, ConclusionSpec] = Field(
        {}, description="name -> claim whose robustness over the design is of interest"
    )
    models: dict[str, Names] = Field(
        {},
        description="name -> interventions that take mechanisms away, each in the scenarios that know it; none for the full model",
    )
