"""The scenarios in words: who bargains, over what, what can happen, which numbers matter most, and
the sources of all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from negotiation_sim.domain.actors import Role
from negotiation_sim.domain.changes import in_one_phrase
from negotiation_sim.domain.events import Event
from negotiation_sim.domain.issues import Issue
from negotiation_sim.domain.levers import Consent, Lever, Promise, Threat, Vote
from negotiation_sim.domain.parameters import Parameter
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.export.class_rules import definition
from negotiation_sim.export.listing import Code, Listing, Row, row
from negotiation_sim.report.page.findings import Findings
from negotiation_sim.report.page.markup import Html, details, joined, paragraphs, table, tag, whole
from negotiation_sim.report.page.section import Section
from negotiation_sim.scenarios.values import written

__all__ = ["lever_sentence", "scenario_section"]

WRITTEN = (
    "Values: one number is known to everybody; [low, most likely, high] is a triangular distribution, of which the most likely value is "
    "public and each run's draw is private."
)

NUMBER = ("number", "address", "value", "unit")


def scenario_section(found: Findings) -> Section:
    """Every scenario of the folder in words, and what its interventions change."""
    parts = [
        _scenario(found, number, name, world)
        for number, (name, world) in enumerate(found.worlds.items())
    ]
    intro = tag(
        "p",
        "A scenario is data: every sentence and number below was read from the scenario files this folder was made from. ",
        "Points are each side’s own scale of about 100; they cannot be compared between actors.",
    )
    return Section(
        "scenario",
        "The scenario in words" if len(parts) == 1 else "The scenarios in words",
        joined([intro, *parts]),
    )


def _scenario(found: Findings, number: int, name: str, world: Scenario) -> Html:
    calendar = world.calendar
    period = f"{calendar.start:%B %Y} to {calendar.end:%B %Y}, in steps of a {calendar.step.replace('_', ' ')}."
    parts = [
        tag("h3", f"{name}: {world.title}"),
        paragraphs(world.description),
        tag(
            "p",
            tag("b", "Calendar: "),
            period,
            " ",
            tag("b", "Settled"),
            f" means: {world.settlement_label}.",
        ),
        _observed(found, world),
        _words(
            "Who takes part",
            ("actor", "role"),
            [row(actor.label, _role(world, actor.name)) for actor in world.actors],
        ),
        _words("What is bargained over", ("issue", "on the table"), map(_issue, world.issues)),
        _levers(world),
        _events(world, world.events),
        _key_numbers(world),
        _interventions(found, number),
        details(f"What the endings of {name} mean", _classes(world)),
        details(
            f"Sources of the numbers that matter most in {name}",
            _parameters(f"The numbers that matter most: {world.title}", _key(world)),
        ),
        details(
            f"All {len(world.parameters)} numbers of {name}, with sources",
            _parameters(f"Numbers: {world.title}", world.parameters),
        ),
    ]
    return joined(parts)


def _observed(found: Findings, world: Scenario) -> Html:
    if world.observed is None:
        return tag("p", "The scenario does not say what happened in history.")
    observed = world.observed
    source = f" Source: {' '.join(observed.source.split())}" if observed.source else ""
    note = f": {' '.join(observed.note.split())}" if observed.note else ""
    return tag(
        "p",
        tag("b", "What happened: "),
        f"{found.words.outcome(observed.outcome_class)}{note}.".replace("..", "."),
        source,
    )


def _role(world: Scenario, name: str) -> str:
    actor = world.actor(name)
    if actor.role is Role.THIRD_PARTY:
        return "third party: signs nothing of its own, may press, promise or withhold its signature"
    ratifies = "; what it signs must pass at home" if actor.ratifies else ""
    concedes = (
        "concedes as its time runs out"
        if actor.strategy == "time"
        else f"concedes by the strategy “{actor.strategy}”"
    )
    return f"bargains and signs{ratifies}; {concedes}"


def _issue(issue: Issue) -> Row:
    levels = "; ".join(f"{level}: {issue.phrase(level)}" for level in issue.menu)
    return row(issue.label or issue.name, levels)


def _words(caption: str, head: tuple[str, ...], rows: Iterable[Row]) -> Html:
    """A table of words; nothing where it would be empty."""
    shown = list(rows)
    return table(Listing(caption, head, "l" * len(head), shown)) if shown else Html("")


def lever_sentence(world: Scenario, lever: Lever) -> str:
    """What a third party can do, in one sentence.

    Examples
    --------
    >>> from negotiation_sim.scenarios import load_scenario
    >>> world = load_scenario("1956")
    >>> print(lever_sentence(world, world.levers[0]))
    United States may press Japan: a package it opposes then costs Japan points (US threat, stake
    times credibility times hold on Tokyo).
    """
    who = world.actor(lever.actor).label
    match lever:
        case Threat(target=target, points=points):
            whom = world.actor(target).label
            return f"{who} may press {whom}: a package it opposes then costs {whom} points ({_named(world, points)})."
        case Promise(targets=targets, points=points):
            whom = in_one_phrase([world.actor(target).label for target in targets])
            return f"{who} may reward {whom} with points for packages it is ready to pay for ({_named(world, points)})."
        case Consent():
            return f"Some packages exist only with the signature of {who}."
        case Vote():
            return f"Some packages, once signed, must pass a vote of {who}."


def _named(world: Scenario, address: str) -> str:
    return world.parameter(address).label or address


def _levers(world: Scenario) -> Html:
    if not world.levers:
        return Html("")
    settings = {"off": " Here it never does.", "forced": " Here it always does."}
    said = [
        tag("li", lever_sentence(world, lever), settings.get(str(lever.setting), ""))
        for lever in world.levers
    ]
    return joined([tag("p", "What third parties can do:"), tag("ul", *said)])


def _events(world: Scenario, events: Sequence[Event]) -> Html:
    if not events:
        return tag("p", "No dated events.")
    rows = [
        row(
            whole(event.when),
            event.label,
            _shifts(world, event),
            f"{event.probability:g}",
            " ".join(event.source.split()),
        )
        for event in sorted(events, key=lambda event: event.date)
    ]
    head = ("date", "event", "what it shifts", "probability", "source")
    return _words("What happens on a date", head, rows)


def _shifts(world: Scenario, event: Event) -> str:
    fades = (
        f"; half of it is gone after {event.half_life_months:g} months"
        if event.half_life_months
        else ""
    )
    return (
        "; ".join(
            f"{_named(world, address)} {amount:+g} {_unit(world.parameter(address).unit)}"
            for address, amount in event.shifts
        )
        + fades
    )


def _key(world: Scenario) -> list[Parameter]:
    return [one for one in world.parameters if one.lever]


def _key_numbers(world: Scenario) -> Html:
    """Values without their long sources, which are folded away below."""
    shown = _key(world)
    note = tag("p", WRITTEN, class_="note") if shown else Html("")
    return joined([_parameters("The numbers that matter most", shown, NUMBER), note])


def _unit(unit: str) -> str:
    return "points" if unit == "pts" else unit


def _parameters(
    caption: str, parameters: Sequence[Parameter], head: tuple[str, ...] = (*NUMBER, "source")
) -> Html:
    rows = [
        row(
            one.label or one.address,
            Code(one.address),
            whole(written(one.value)),
            _unit(one.unit),
            *([" ".join(one.source.split())] if "source" in head else []),
        )
        for one in parameters
    ]
    return _words(caption, head, rows)


def _classes(world: Scenario) -> Html:
    rows = [row(definition(rule), Code(rule.name)) for rule in world.classes]
    return _words("How talks can end; the first that fits counts", ("ending", "code"), rows)


def _interventions(found: Findings, number: int) -> Html:
    study = found.results.study
    rows = [
        row(label, Code(arm))
        for arm in study.arms
        if (label := study.arm_label(number, arm)) and arm != "baseline"
    ]
    caption = "What the interventions of this folder change here"
    return _words(caption, ("what is changed", "code"), rows)
