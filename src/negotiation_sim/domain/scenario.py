"""A scenario: one dispute over one period, as frozen values every engine reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from negotiation_sim.domain import showing
from negotiation_sim.domain.actors import Actor, Role
from negotiation_sim.domain.calendar import Calendar
from negotiation_sim.domain.changes import Cause, Change, Edit, Scaling
from negotiation_sim.domain.distributions import Fixed
from negotiation_sim.domain.events import Event
from negotiation_sim.domain.issues import Condition, Issue, Kind, Outcome
from negotiation_sim.domain.levers import Lever, Setting
from negotiation_sim.domain.maps import Map
from negotiation_sim.domain.parameters import Correlation, Parameter, with_modes
from negotiation_sim.domain.preferences import Hazard, Score, Term
from negotiation_sim.errors import InputError, UnknownNameError

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "ClassRule",
    "Observed",
    "Pattern",
    "PatternAct",
    "Protocol",
    "Requirement",
    "Scenario",
    "Termination",
]


class Termination(IntEnum):
    """How the talks ended."""

    HORIZON = 0
    AGREEMENT = 1
    WALK_OUT = 2


@dataclass(frozen=True, slots=True)
class ClassRule:
    """The class of a run; the first rule that holds wins (specification.md section 2.6).

    Parameters
    ----------
    when : what must hold for the agreement in force at the end
    kinds, terminations : allowed kinds and endings; empty for any
    ratification_failed : whether a signed text must have failed; None for either
    """

    name: str
    label: str
    when: Condition
    kinds: tuple[Kind, ...] = ()
    terminations: tuple[Termination, ...] = ()
    ratification_failed: bool | None = None

    def holds(
        self, package: dict[str, str], kind: Kind, termination: Termination, failed: bool
    ) -> bool:
        return (
            self.when.holds(package)
            and (not self.kinds or kind in self.kinds)
            and (not self.terminations or termination in self.terminations)
            and (self.ratification_failed is None or self.ratification_failed == failed)
        )


class PatternAct(StrEnum):
    """What a pattern of the record is about."""

    OFFERS = "offers"
    NEVER_OFFERS = "never_offers"
    HOLDS = "holds"
    ACCEPTS = "accepts"
    PRESSES = "presses"
    IN_FORCE = "in_force"
    BREAKS_OFF = "breaks_off"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One thing the record shows somebody doing; engines note whether a run shows it, no rule reads
    it.

    Parameters
    ----------
    acts : what was done, any of these
    actor : who did it; empty for anybody
    marked : per outcome, whether the act counts when it is about that outcome
    first_step, last_step : steps of the calendar in which it counts, the last one included
    first : whether it counts only as the first such act of the run
    given : another pattern, among whose runs the share is taken; empty for all runs
    share : range of the share of runs wanted
    median : range of the median step wanted, among runs that show it; empty for none
    recorded : the day on record
    happened : whether history shows it; None where the sources do not settle it
    """

    name: str
    label: str
    acts: tuple[PatternAct, ...]
    actor: str
    marked: tuple[bool, ...]
    first_step: int
    last_step: int
    first: bool = False
    given: str = ""
    share: tuple[float, float] = (0.0, 1.0)
    median: tuple[int, ...] = ()
    recorded: str = ""
    source: str = ""
    happened: bool | None = True


@dataclass(frozen=True, slots=True)
class Observed:
    """What happened in history; read by scoring, never by a rule."""

    outcome_class: str
    walked_out_by: str = ""
    note: str = ""
    source: str = ""
    patterns: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True)
class Protocol:
    """How the talks are conducted; the defaults switch every rule off.

    Parameters
    ----------
    opening_issue : the issue whose level an opening is about; empty for none
    offer_points : weight of the others' points beside their worth in what is put forward
    lesser_text : an interim text is tabled only where no final one would be taken by public
        knowledge, and is judged against the aspiration less the reserve
    hold_back : a text just refused is not tabled again before something has moved
    bargained_accord : a process accord is tabled and answered instead of arising by itself
    hoped_prospect : the prospect of a deal is expected over the others' acceptance, instead of the
        best that would be accepted by public knowledge
    quorum : principals whose yes is enough; 0 for all of them
    """

    opening_issue: str = ""
    offer_points: float = 0.0
    lesser_text: bool = False
    hold_back: bool = False
    bargained_accord: bool = False
    hoped_prospect: bool = False
    quorum: int = 0


@dataclass(frozen=True, slots=True)
class Requirement:
    """Packages that are open only while certain agreements are in force.

    Parameters
    ----------
    gated, in_force : per outcome, whether it is such a package, and such an agreement
    """

    gated: tuple[bool, ...]
    in_force: tuple[bool, ...]


Edits = tuple[tuple[str, Edit], ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One dispute over one period.

    Everything is in declared order, outcomes with the last issue varying fastest. The first issue
    says what an outcome is about. `settlement` are the outcomes that count as "treaty with
    islands", or whatever this dispute would call settled.
    """

    id: str
    title: str
    question: str
    description: str
    calendar: Calendar
    actors: tuple[Actor, ...]
    issues: tuple[Issue, ...]
    outcomes: tuple[Outcome, ...]
    parameters: tuple[Parameter, ...]
    terms: tuple[Term, ...]
    hazards: tuple[Hazard, ...]
    levers: tuple[Lever, ...]
    events: tuple[Event, ...]
    classes: tuple[ClassRule, ...]
    settlement: tuple[int, ...]
    settlement_label: str
    causes: tuple[Cause, ...] = ()
    interventions: tuple[Change, ...] = ()
    observed: Observed | None = None
    map: Map | None = None
    failure_hostility: float = 0.1
    """Hostility every principal gains when a signed text fails at home."""
    protocol: Protocol = Protocol()
    requirements: tuple[Requirement, ...] = ()
    from_agreement: bool = False
    """Whether the status quo is an agreement, in force at the start; points are differences from
    it."""
    scores: tuple[Score, ...] = ()
    first: str = ""
    """Principal who opens; empty for chance."""
    correlations: tuple[Correlation, ...] = ()
    remake: Callable[[Edits], Scenario] | None = field(default=None, compare=False, repr=False)
    """The scenario of the same file with some edits made in it; None where there is no file."""

    def __repr__(self) -> str:
        return showing.line(self)

    def _repr_html_(self) -> str:
        return showing.card(self)

    def parameter_table(self) -> pd.DataFrame:
        """One row per parameter, its address the index; see `negotiation_sim.domain.showing`."""
        return showing.parameter_table(self)

    @property
    def principals(self) -> tuple[Actor, ...]:
        return tuple(actor for actor in self.actors if actor.role is Role.PRINCIPAL)

    @property
    def third_parties(self) -> tuple[Actor, ...]:
        return tuple(actor for actor in self.actors if actor.role is Role.THIRD_PARTY)

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """What the record shows, in declared order; none where no record is declared."""
        return self.observed.patterns if self.observed is not None else ()

    def package(self, outcome: int) -> dict[str, str]:
        """Level of every issue in an outcome."""
        return dict(
            zip((issue.name for issue in self.issues), self.outcomes[outcome].levels, strict=True)
        )

    def describe(self, outcome: int) -> str:
        """An outcome as a phrase: what it settles, and each issue that could have been settled
        otherwise.
        """
        mine = self.outcomes[outcome]
        kind_issue = self.issues[0]
        phrases = [kind_issue.phrase(mine.levels[0])]
        for i, issue in enumerate(self.issues[1:], start=1):
            rest = mine.levels[:i] + mine.levels[i + 1 :]
            open_issue = any(
                o.levels[:i] + o.levels[i + 1 :] == rest and o.levels[i] != mine.levels[i]
                for o in self.outcomes
            )
            unusual = mine.levels[i] != issue.levels[0]
            if unusual or (open_issue and not issue.side_payment):
                phrases.append(issue.phrase(mine.levels[i]))
        return ", ".join(phrases)

    def actor(self, name: str) -> Actor:
        """The actor of that name.

        Raises
        ------
        UnknownNameError
            If there is none.
        """
        for actor in self.actors:
            if actor.name == name:
                return actor
        raise UnknownNameError("actor", name, [actor.name for actor in self.actors])

    def intervention(self, name: str) -> Change:
        """A declared intervention, or several joined by ``+``.

        Raises
        ------
        UnknownNameError
            If the scenario declares no such intervention.
        """
        known = {change.name: change for change in self.interventions}
        parts = name.split("+")
        for part in parts:
            if part not in known:
                raise UnknownNameError("intervention", part, known)
        return Change.joined([known[part] for part in parts])

    def changed(self, change: Change) -> Scenario:
        """The scenario after a change: edits first, then distributions set or scaled, then events
        as they remain.

        Raises
        ------
        UnknownNameError
            If the change names a parameter, event, dated shift, lever or principal that does not
            exist.
        InputError
            If an edit makes no sense, or there is no file to make it in.
        """
        if change.edits:
            return self._edited(change.edits).changed(replace(change, edits=()))
        parameters = {parameter.address: parameter for parameter in self.parameters}
        _check(
            "parameter", [address for address, _ in change.values] + list(change.freeze), parameters
        )
        _check("event", change.drop, [event.name for event in self.events])
        _check(
            "dated shift",
            [f"events.{event}.{address}" for event, address, _ in change.shifts],
            self.shift_addresses,
        )
        _check("lever", change.off + change.force, [lever.name for lever in self.levers])
        _check(
            "principal",
            [name for name, _ in change.strategies],
            [actor.name for actor in self.principals],
        )
        for address, value in change.values:
            old = parameters[address]
            new = old.value.scaled(value.factor) if isinstance(value, Scaling) else value
            parameters[address] = old.at(new, None)
        events = tuple(
            event.changed(change) for event in self.events if event.name not in change.drop
        )
        settings = dict.fromkeys(change.off, Setting.OFF) | dict.fromkeys(
            change.force, Setting.FORCED
        )
        strategies = dict(change.strategies)
        return replace(
            self,
            parameters=with_modes(parameters.values()),
            events=events,
            levers=tuple(
                replace(lever, setting=settings[lever.name]) if lever.name in settings else lever
                for lever in self.levers
            ),
            actors=tuple(
                replace(actor, strategy=strategies[actor.name])
                if actor.name in strategies
                else actor
                for actor in self.actors
            ),
        )

    def _edited(self, edits: Edits) -> Scenario:
        """The scenario with its file edited, and everything else that was changed kept."""
        if self.remake is None:
            raise InputError(
                f"{self.id} was not read from a file: {edits[0][0]} cannot be set, only parameters and dated shifts"
            )
        fresh = self.remake(edits)
        settings = {lever.name: lever.setting for lever in self.levers}
        dated = {event.name: event for event in fresh.events}
        return replace(
            fresh,
            parameters=self.parameters,
            actors=self.actors,
            levers=tuple(replace(lever, setting=settings[lever.name]) for lever in fresh.levers),
            events=tuple(
                replace(
                    event,
                    date=dated[event.name].date,
                    spread=dated[event.name].spread,
                    probability=dated[event.name].probability,
                )
                for event in self.events
            ),
        )

    @property
    def shift_addresses(self) -> tuple[str, ...]:
        """``events.<event>.<parameter>`` of every dated shift."""
        return tuple(
            f"events.{event.name}.{address}" for event in self.events for address, _ in event.shifts
        )

    def parameter(self, address: str) -> Parameter:
        """The parameter at an address.

        Raises
        ------
        UnknownNameError
            If there is none.
        """
        for parameter in self.parameters:
            if parameter.address == address:
                return parameter
        raise UnknownNameError(
            "parameter", address, [parameter.address for parameter in self.parameters]
        )

    def certain(self) -> Scenario:
        """The same dispute with every draw at its mode, and every event on its most likely day:
        complete information.
        """
        return replace(
            self,
            parameters=tuple(replace(p, value=Fixed(p.value.mode)) for p in self.parameters),
            events=tuple(replace(event, spread=()) for event in self.events),
        )


def _check(what: str, names: Iterable[str], known: Iterable[str]) -> None:
    known = set(known)
    for name in names:
        if name not in known:
            raise UnknownNameError(what, name, known)
