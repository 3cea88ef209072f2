"""Everything of a scenario that can be set, as a table to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.scenarios.edits import CHANCE, EVERY
from negotiation_sim.scenarios.values import spans_of, written

__all__ = ["Settable", "settable"]


class Settable(NamedTuple):
    """One address.

    Parameters
    ----------
    words : what it is
    value : as ``--set`` or a file writes it
    lever : one of the few shown first
    least, most : its range in the plausible box, of the most likely value; None where it has none
    """

    address: str
    words: str
    value: str
    unit: str
    lever: bool
    least: float | None
    most: float | None
    source: str


def settable(scenario: Scenario, box: Mapping[str, tuple[float, float]]) -> tuple[Settable, ...]:
    """Parameters, events, scores, menus, calendar, who opens and how the principals bargain.

    Examples
    --------
    >>> from negotiation_sim.scenarios import load_scenario
    >>> one = settable(load_scenario("1956"), {"japan.norm": (20, 85)})
    >>> [(row.value, row.unit, row.least) for row in one if row.address == "japan.norm"]
    [('[35, 54, 73]', 'pts', 20)]
    """
    rows = (*_parameters(scenario), *_events(scenario), *_rest(scenario))
    ranges = ((row, *box.get(row.address, (None, None))) for row in rows)
    return tuple(row._replace(least=least, most=most) for row, least, most in ranges)


def _row(address: str, words: str, value: str, unit: str = "", source: str = "") -> Settable:
    return Settable(address, words, value, unit, False, None, None, source)


def _parameters(scenario: Scenario) -> Iterator[Settable]:
    for one in scenario.parameters:
        row = _row(one.address, one.label, written(one.value), one.unit, one.source)
        yield row._replace(lever=one.lever)


def _events(scenario: Scenario) -> Iterator[Settable]:
    units = {one.address: one.unit for one in scenario.parameters}
    for event in scenario.events:
        at = f"events.{event.name}"
        yield _row(f"{at}.date", event.label, f"{event.date:%Y-%m-%d}", "date", event.source)
        yield _row(f"{at}.probability", event.label, f"{event.probability:g}", "probability")
        for address, amount in event.shifts:
            yield _row(f"{at}.{address}", f"{event.label}: shift", f"{amount:g}", units[address])


def _rest(scenario: Scenario) -> Iterator[Settable]:
    phrases = {issue.name: issue.phrase for issue in scenario.issues}
    for score in scenario.scores:
        for level, number in score.levels:
            words = f"{score.name}: {phrases[score.issue](level)}"
            yield _row(f"scores.{score.name}.{level}", words, f"{number:g}", "factor")
    for issue in scenario.issues:
        yield _row(
            f"menu.{issue.name}", f"{issue.label}: on the table", ",".join(issue.menu), "levels"
        )
    calendar = scenario.calendar
    yield _row("calendar.start", "first month", f"{calendar.start:%Y-%m}", "month")
    yield _row("calendar.end", "last month", f"{calendar.end:%Y-%m}", "month")
    rounds = ",".join(spans_of(calendar.rounds)) or EVERY
    yield _row("calendar.rounds", "months in which the parties meet", rounds, "months")
    yield _row("first", "who opens", scenario.first or CHANCE, "principal")
    for actor in scenario.principals:
        yield _row(
            f"{actor.name}.strategy", f"how {actor.label} bargains", actor.strategy, "strategy"
        )
