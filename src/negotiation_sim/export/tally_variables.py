"""The meaning of the columns of a table of tallies: counts and sums over the runs of a cell."""

from __future__ import annotations

from collections.abc import Iterator

from negotiation_sim.experiments.study import Study
from negotiation_sim.experiments.tallies import COUNT
from negotiation_sim.export.row_variables import class_meaning, place_variables, row_variables
from negotiation_sim.export.variables import Variable

__all__ = ["tally_variables"]

WALKED_OUT = Variable(
    "walked_out",
    "true/false",
    "A principal broke off the talks",
    source="model, ODD 7.8 Walking out",
)


def tally_variables(study: Study) -> list[Variable]:
    """Every column a study's tallies may have."""
    runs = [*row_variables(study), WALKED_OUT]
    found = [
        *place_variables(study),
        Variable(
            "n", "integer", "Runs played", unit="runs", source="design of the study (record.json)"
        ),
    ]
    for variable in runs:
        if variable.name == "outcome_class":
            found += [_class(study, level.name) for level in variable.levels]
        elif variable.kind == "true/false":
            found.append(_flag(variable))
        elif variable.kind == "number":
            found += _measure(variable)
    return found


def _class(study: Study, name: str) -> Variable:
    everywhere = all(
        name in {rule.name for rule in named.scenario.classes} for named in study.scenarios
    )
    missing = "" if everywhere else "the scenario has no such class"
    label = f"Runs that ended in {name}"
    return Variable(
        f"{COUNT}{name}", "integer", label, f"{class_meaning(study, name)}.", "runs", missing=missing, source="model; `classes` of the scenario files"
    )  # fmt: skip


def _flag(variable: Variable) -> Variable:
    return Variable(
        f"n_{variable.name}",
        "integer",
        f"Runs with: {variable.label}",
        variable.meaning,
        "runs",
        source=variable.source,
    )


def _measure(variable: Variable) -> Iterator[Variable]:
    name, label = variable.name, variable.label
    absent = "the scenario has no such actor" if variable.missing.endswith("actor") else ""
    left_out = f"Runs without one: {variable.missing}." if variable.missing and not absent else ""
    yield Variable(
        f"n_{name}",
        "integer",
        f"Runs that have: {label}",
        left_out,
        "runs",
        missing=absent,
        source=variable.source,
    )
    for word, what, unit in (
        ("sum", "Sum", variable.unit),
        ("squares", "Sum of squares", f"{variable.unit} squared"),
    ):
        meaning = f"Over the runs in n_{name}. {variable.meaning}".strip()
        yield Variable(
            f"{word}_{name}",
            "number",
            f"{what}: {label}",
            meaning,
            unit,
            missing=absent,
            source=variable.source,
        )
