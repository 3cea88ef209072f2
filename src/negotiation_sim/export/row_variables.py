"""What the columns of a run mean; the texts a reader needs to use them without the code."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from negotiation_sim.domain.actors import Actor
from negotiation_sim.domain.experiment import acting_columns
from negotiation_sim.domain.scenario import Scenario, Termination
from negotiation_sim.experiments.rows import RowWriter
from negotiation_sim.experiments.study import Study
from negotiation_sim.export.class_rules import ENDINGS, definition
from negotiation_sim.export.variables import Level, Variable, by_scenario

__all__ = ["POINTS", "arm_meaning", "class_meaning", "place_variables", "row_variables"]

POINTS = "pts"
POINTS_ARE = "Points are this actor's own 0-100 scale, as differences from the status quo; they cannot be compared between actors."
DESIGN = "design of the study (record.json)"


def row_variables(study: Study) -> list[Variable]:
    """Every column a study's rows may have, in their order; what differs between points is not
    among them.
    """
    writer = RowWriter(study)
    found = [*place_variables(study), _run(), _outcome_class(study, writer), _settled(study)]
    found += [_issue(study, writer, name) for name in writer.issues]
    found += [*_ending(study, writer), *_gaps(study, writer)]
    found += [_points(study, name) for name in writer.actors]
    return found + [_shows(study, name) for name in writer.patterns]


def place_variables(study: Study) -> list[Variable]:
    """Where a run belongs: scenario, intervention and point."""
    scenarios = tuple(Level(named.name, named.scenario.title) for named in study.scenarios)
    arms = tuple(Level(arm, arm_meaning(study, arm)) for arm in study.arms)
    return [
        Variable(
            "scenario",
            "category",
            "Scenario",
            "The dispute and period that was played.",
            levels=scenarios,
            source="scenario files",
        ),
        Variable(
            "intervention",
            "category",
            "What is changed against the baseline",
            "The same run under another intervention has the same luck, so differences within a run are effects.",
            levels=arms,
            source="`interventions` of the scenario files and of the experiment",
        ),
        Variable(
            "point",
            "integer",
            "Number of the design point, from 0",
            f"The design has {len(study.points):,} point{'s' * (len(study.points) > 1)}; what differs between them is in columns of its own.",
            source=DESIGN,
        ),
    ]


def arm_meaning(study: Study, arm: str) -> str:
    """What an intervention changes, in words."""
    return by_scenario(
        (named.name, study.arm_label(number, arm)) for number, named in enumerate(study.scenarios)
    )


def class_meaning(study: Study, name: str) -> str:
    """Label and definition of an outcome class."""
    return by_scenario(
        (named.name, definition(rule))
        for named in study.scenarios
        for rule in named.scenario.classes
        if rule.name == name
    )


def _run() -> Variable:
    return Variable(
        "run",
        "integer",
        "Number of the run within its cell, from 0",
        "The same number under the same scenario has the same luck under every intervention and at every point.",
        source=DESIGN,
    )


def _outcome_class(study: Study, writer: RowWriter) -> Variable:
    return Variable(
        "outcome_class",
        "category",
        "How the run ended",
        "The first of the scenario's class rules that holds, in the order given here.",
        levels=tuple(Level(name, class_meaning(study, name)) for name in writer.classes),
        source="model; rules under `classes` of the scenario files",
    )


def _settled(study: Study) -> Variable:
    label = by_scenario((named.name, named.scenario.settlement_label) for named in study.scenarios)
    return Variable(
        "settled",
        "true/false",
        "The agreement in force at the end counts as settled",
        f"Counted as settled: {label}.",
        source="model; `settlement` of the scenario files",
    )


def _issue(study: Study, writer: RowWriter, name: str) -> Variable:
    issues = [
        (named.name, issue)
        for named in study.scenarios
        for issue in named.scenario.issues
        if issue.name == name
    ]
    label = by_scenario((scenario, issue.label) for scenario, issue in issues) or name
    levels = tuple(
        Level(
            level,
            by_scenario(
                (scenario, issue.phrase(level))
                for scenario, issue in issues
                if level in issue.levels
            ),
        )
        for level in writer.levels[name]
    )
    return Variable(
        name,
        "category",
        f"{label} in the agreement in force at the end",
        "Before anything is agreed, the status quo.",
        levels=levels,
        missing="the scenario has no such issue" if len(issues) < len(study.scenarios) else "",
        source="model; `issues` of the scenario files",
    )


def _ending(study: Study, writer: RowWriter) -> Iterator[Variable]:
    endings = tuple(Level(ending.name.lower(), ENDINGS[ending]) for ending in Termination)
    yield Variable(
        "termination",
        "category",
        "How the talks ended",
        levels=endings,
        source="model, ODD 3 Process overview and scheduling",
    )
    walkers = tuple(Level(name, _with_code(study, name)) for name in writer.principals)
    yield Variable(
        "walked_out_by",
        "category",
        "Principal that broke off the talks",
        levels=walkers,
        missing="nobody broke off the talks",
        source="model, ODD 7.8 Walking out",
    )
    yield Variable(
        "ratification_failed",
        "true/false",
        "A signed text failed at home during the run",
        source="model, ODD 7.4 Ratification and worth",
    )
    yield Variable(
        "months",
        "number",
        "Length of the talks",
        "From the start of the calendar to the end of the run.",
        "months",
        source="model",
    )
    yield Variable(
        "agreement_months",
        "number",
        "When the agreement in force was concluded",
        "From the start of the calendar to the end of the step in which it was concluded.",
        "months",
        missing="nothing was agreed",
        source="model",
    )
    third = by_scenario((named.name, _labels(named.scenario)) for named in study.scenarios)
    by = f" ({third})" if third else ""
    yield Variable(
        "pressed",
        "true/false",
        "A third party pressed a principal",
        f"It made a threat against a live deal{by}.",
        source="model, ODD 7.9 Third party",
    )
    yield Variable(
        "pressed_months",
        "number",
        "When a third party first pressed",
        "From the start of the calendar to the end of the step of the first threat.",
        "months",
        missing="no third party pressed",
        source="model, ODD 7.9 Third party",
    )
    yield Variable(
        "cosigned",
        "true/false",
        "A third party's signature stands under the agreement in force",
        source="model, ODD 7.9 Third party",
    )
    yield from map(_acting(study), acting_columns(named.scenario for named in study.scenarios))


def _acting(study: Study) -> Callable[[str], Variable]:
    """What the column of one actor that presses, co-signs or pays means."""

    def variable(name: str) -> Variable:
        word, _, actor = name.partition("_")
        label = _actor_label(study, actor)
        about = {
            "pressed": f"{label} pressed a principal",
            "cosigned": f"{label} co-signed the agreement in force",
            "paid": f"What {label} pays for the agreement in force",
        }
        return Variable(
            name,
            "number" if word == "paid" else "true/false",
            about[word],
            "Of its own points, by the promises it keeps." if word == "paid" else "",
            POINTS if word == "paid" else "",
            missing="the scenario has no such actor",
            source="model, ODD 7.9 Third party",
        )

    return variable


def _gaps(study: Study, writer: RowWriter) -> Iterator[Variable]:
    gates = tuple(Level(name, _gate(study, name)) for name in writer.gates)
    for when, date in (
        ("start", "in the first month"),
        ("end", "in the last month of the calendar, whatever the talks did"),
    ):
        missing, source = (
            "no text of the menu counts as settled",
            "model, ODD 7.10 Gap and binding gate",
        )
        yield Variable(
            f"gap_{when}",
            "number",
            f"Gap at the {when} of the calendar",
            f"The largest, over the texts that count as settled, of the smallest margin any gate leaves, {date}; below 0 no text clears them all. A text that a third party refuses to sign counts only where every settlement is refused; a signature that is never given leaves -100.",
            POINTS,
            missing=missing,
            source=source,
        )
        yield Variable(
            f"gate_{when}", "category", f"Binding gate at the {when} of the calendar", f"The gate that leaves the margin in gap_{when}.",
            levels=gates, missing=missing, source=source,
        )  # fmt: skip


def _gate(study: Study, name: str) -> str:
    actor, _, gate = name.rpartition(".")
    said: dict[str, Callable[[str], str]] = {
        "leader": lambda label: (
            f"the leader of {label}: points of the text less the reservation value"
        ),
        "domestic": lambda label: f"ratification in {label}: points of the text at home",
        "consent": lambda label: f"the signature of {label}: readiness to co-sign",
        "vote": lambda label: f"the vote of {label}: points of the text to those who vote",
    }
    return said[gate](_actor_label(study, actor))


def _points(study: Study, name: str) -> Variable:
    everywhere = all(
        name in {actor.name for actor in named.scenario.actors} for named in study.scenarios
    )
    return Variable(
        f"points_{name}",
        "number",
        f"Points of {_actor_label(study, name)} for what is in force at the end",
        POINTS_ARE,
        POINTS,
        missing="" if everywhere else "the scenario has no such actor",
        source="model, ODD 7.2 Value of an outcome",
    )


def _shows(study: Study, name: str) -> Variable:
    labels = [
        (named.name, pattern.label)
        for named in study.scenarios
        for pattern in named.scenario.patterns
        if pattern.name == name
    ]
    everywhere = len(labels) == len(study.scenarios)
    return Variable(
        f"shows_{name}",
        "true/false",
        f"The run shows: {by_scenario(labels)}",
        "A pattern of the record, in its span of dates; no rule of the model reads it.",
        missing="" if everywhere else "the scenario declares no such pattern",
        source="model; `observed.patterns` of the scenario files",
    )


def _actor_label(study: Study, name: str) -> str:
    """What the scenarios call an actor, such as ``USSR / Russia``."""
    return " / ".join(dict.fromkeys(actor.label for actor in _played_by(study, name)))


def _with_code(study: Study, name: str) -> str:
    codes = dict.fromkeys(actor.iso3 for actor in _played_by(study, name) if actor.iso3)
    return (
        f"{_actor_label(study, name)} ({', '.join(codes)})" if codes else _actor_label(study, name)
    )


def _played_by(study: Study, name: str) -> list[Actor]:
    return [
        actor for named in study.scenarios for actor in named.scenario.actors if actor.name == name
    ]


def _labels(scenario: Scenario) -> str:
    return ", ".join(actor.label for actor in scenario.third_parties)
