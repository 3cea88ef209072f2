"""What codes mean in words: outcome classes, interventions, actors, gates and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from negotiation_sim.domain.changes import in_one_phrase
from negotiation_sim.domain.experiment import split_prefix
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.experiments.study import BASELINE, Study

__all__ = ["CODES", "Words", "level", "words_in", "words_of"]

POINTS = "points_"
YES_OR_NO = ("settled", "ratification_failed", "pressed", "cosigned")
COLUMNS = {
    "months": "months played",
    "agreement_months": "months until the agreement in force at the end",
    "pressed_months": "months until the first pressure",
    "gap_start": "gap to a settlement at the start, points",
    "gap_end": "gap to a settlement at the end, points",
    "settled": "share of runs that settle",
    "ratification_failed": "share of runs in which a signed text fails at home",
    "pressed": "share of runs in which a third party presses",
    "cosigned": "share of runs with a third party's signature",
}
"""What the columns of rows are; of those that are true or not, the mean."""

GATES = {"leader": "leader", "domestic": "ratification", "consent": "signature", "vote": "vote"}


@dataclass(frozen=True)
class Words:
    """Words by code; a code that is not known stands for itself.

    Parameters
    ----------
    actors : all of them in the order of the scenarios, which also fixes their colours
    numbers : what the parameter at an address is
    events : what counts as settled, by scenario
    units : of the number at an address, where a figure has an axis of it
    blocks : of causes
    """

    classes: Mapping[str, str] = field(default_factory=dict)
    interventions: Mapping[str, str] = field(default_factory=dict)
    actors: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    blocks: Mapping[str, str] = field(default_factory=dict)

    def outcome(self, name: str) -> str:
        """An outcome class."""
        return self.classes.get(name, name)

    def intervention(self, name: str) -> str:
        """An intervention, or several as one sentence."""
        if name in self.interventions:
            return self.interventions[name]
        return in_one_phrase([self.interventions.get(part, part) for part in name.split("+")])

    def actor(self, name: str) -> str:
        """An actor."""
        return self.actors.get(name, name)

    def block(self, name: str) -> str:
        """A block of causes: the actor that it is about, else its cause, else its own name."""
        return self.actors.get(name) or self.blocks.get(name, name)

    def gate(self, name: str) -> str:
        """A gate, named by its actor and what must happen there.

        Examples
        --------
        >>> Words(actors={"us": "United States"}).gate("us.consent")
        'United States: signature'
        """
        actor, _, kind = name.rpartition(".")
        return f"{self.actor(actor)}: {GATES.get(kind, kind)}" if actor else name

    def number(self, address: str) -> str:
        """A number that varies, with the scenarios it is meant for; or several that vary together.

        Examples
        --------
        >>> Words(numbers={"us.threat": "US threat"}).number("2018/us.threat, us.noise")
        'US threat (2018), us.noise'
        """
        if ", " in address:
            return ", ".join(map(self.number, address.split(", ")))
        prefix, bare = split_prefix(address)
        said = self.numbers.get(bare, bare)
        return f"{said} ({', '.join(prefix)})" if prefix else said

    def axis(self, address: str) -> str:
        """A number that varies, with its unit.

        Examples
        --------
        >>> Words(numbers={"us.threat": "threat"}, units={"us.threat": "points"}).axis("us.threat")
        'threat, points'
        """
        return ", ".join(filter(None, (self.number(address), self.units.get(address))))

    def column(self, name: str) -> str:
        """A column of the rows, with its unit.

        Examples
        --------
        >>> Words(actors={"japan": "Japan"}).column("points_japan"), Words().column("months")
        ('points of Japan at the end', 'months played')
        """
        if name.startswith(POINTS):
            return f"points of {self.actor(name.removeprefix(POINTS))} at the end"
        return COLUMNS.get(name, name)

    def is_share(self, name: str) -> bool:
        """Whether the mean of a column is a share of runs."""
        return name in YES_OR_NO

    def event(self, scenarios: Iterable[str]) -> str:
        """What some scenarios call settled, ``settlement`` where they differ.

        Examples
        --------
        >>> Words(events={"a": "treaty", "b": "quota"}).event(["a"]), Words().event(["a"])
        ('treaty', 'settlement')
        """
        found = {self.events.get(name, "settlement") for name in scenarios}
        return found.pop() if len(found) == 1 else "settlement"

    def kept(self) -> dict[str, Any]:
        """As plain data, for a file beside tables."""
        return asdict(self)


CODES = Words()
"""No words at all: codes stand for themselves."""


def words_of(study: Study) -> Words:
    """The words of all scenarios of a study, its interventions joined to sentences."""
    found = words_in({named.name: named.scenario for named in study.scenarios})
    arms: dict[str, str] = {}
    for arm in study.arms:
        if arm != BASELINE:
            told = (study.arm_label(number, arm) for number in range(len(study.scenarios)))
            arms[arm] = next(filter(None, told), arm)
    return replace(found, interventions={**found.interventions, **arms})


def words_in(scenarios: Mapping[str, Scenario]) -> Words:
    """The words of some scenarios by name; an actor that is called differently has all its names.

    Examples
    --------
    >>> from negotiation_sim.scenarios import load_scenario
    >>> words = words_in({name: load_scenario(name) for name in ("1956", "2018")})
    >>> words.actor("russia"), words.outcome("TREATY_TWO")
    ('USSR/Russia', 'treaty, two islands')
    >>> words.block("us"), words.block("domestic"), words.block("rank")
    ('United States', 'domestic causes', 'rank and recognition of title')
    """
    actors: dict[str, dict[str, None]] = {}
    classes: dict[str, str] = {}
    changes: dict[str, str] = {}
    numbers: dict[str, str] = {}
    blocks: dict[str, dict[str, None]] = {}
    for scenario in scenarios.values():
        for actor in scenario.actors:
            actors.setdefault(actor.name, {})[actor.label or actor.name] = None
        for rule in scenario.classes:
            classes.setdefault(rule.name, rule.label or rule.name)
        for change in scenario.interventions:
            changes.setdefault(change.name, change.label or change.name)
        for cause in scenario.causes:
            blocks.setdefault(cause.block, {})[cause.label or cause.name] = None
        for number in scenario.parameters:
            numbers.setdefault(number.address, number.label or number.address)
        for event in scenario.events:
            for address, _ in event.shifts:
                shift = f"shift of {numbers.get(address, address)}: {event.label or event.name}"
                numbers.setdefault(f"events.{event.name}.{address}", shift)
        for actor in scenario.principals:
            numbers.setdefault(f"{actor.name}.strategy", f"how {actor.label} bargains")
    return Words(
        classes,
        changes,
        {name: "/".join(labels) for name, labels in actors.items()},
        numbers,
        {name: scenario.settlement_label for name, scenario in scenarios.items()},
        blocks={
            name: next(iter(labels)) if len(labels) == 1 else f"{name.replace('_', ' ')} causes"
            for name, labels in blocks.items()
        },
    )


def level(text: str) -> str:
    """A level of a number as a reader would write it.

    Examples
    --------
    >>> level("*0.5"), level("+5"), level("0.2")
    ('×0.5', '+5', '0.2')
    """
    return f"×{text[1:]}" if text.startswith("*") else text
