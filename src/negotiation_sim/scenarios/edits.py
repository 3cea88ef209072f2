"""What can be set besides numbers: dates and chances of events, scores, what is on the table, the
calendar, who opens.

An edit is made in the data of the file, and the scenario is made again: whatever hangs on it follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from negotiation_sim.domain.changes import Edit, Scaling
from negotiation_sim.domain.distributions import LARGEST
from negotiation_sim.domain.issues import Kind
from negotiation_sim.domain.scenario import Edits, Scenario
from negotiation_sim.errors import UnknownNameError
from negotiation_sim.scenarios.values import (
    NUMBER,
    date_of,
    described,
    is_number,
    is_too_large,
    months_of,
)

__all__ = [
    "CHANCE",
    "EVERY",
    "FAMILIES",
    "Editable",
    "editable",
    "edited",
    "finite",
    "is_edit",
    "risky_edits",
    "told",
]

FAMILIES = ("calendar", "events", "first", "menu", "scores")
"""First words of what is edited; no actor and no hazard may be called so."""

EVERY = "every"
"""Rounds of talks that meet at every step."""

CHANCE = "chance"
"""Who opens when nobody is named: each principal with the same odds."""

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?", re.ASCII)


def is_edit(address: str) -> bool:
    """Whether an address is that of an edit, known or not; the amount of a dated shift is none.

    Examples
    --------
    >>> [is_edit(x) for x in ("events.storm.date", "events.storm.east.land", "first", "east.land")]
    [True, False, True, False]
    """
    family, _, rest = address.partition(".")
    return family in FAMILIES and not (family == "events" and rest.count(".") > 1)


@dataclass(frozen=True, slots=True)
class Editable:
    """One thing that can be edited.

    Parameters
    ----------
    words : the names it may have: levels of a menu, principals that may open
    """

    kind: Literal["month", "day", "rounds", "chance", "score", "menu", "first"]
    words: tuple[str, ...] = ()

    def read(self, found: Any) -> Edit:
        """The new value, as a command line or a file writes it.

        Raises
        ------
        ValueError
            Saying what was found and what was expected.
        UnknownNameError
            If it names what does not exist.
        """
        match self.kind:
            case "month" | "day":
                wanted = "a month as YYYY-MM" + (" or a day" if self.kind == "day" else "")
                date_of(found, wanted, with_day=self.kind == "day")
                return str(found)
            case "rounds":
                spans = () if found == EVERY else _words_of(found)
                for span in spans:
                    months_of(span)
                return spans
            case "menu":
                return self._menu(found)
            case "first":
                known = (*self.words, CHANCE)
                if found not in known:
                    raise UnknownNameError("principal", str(found), known)
                return str(found)
        number = as_number(found)
        share = number.factor if isinstance(number, Scaling) else number
        if self.kind == "chance" and not 0 <= share <= 1:
            raise ValueError(f"found {share:g}, expected 0 to 1 (probability)")
        return number

    def _menu(self, found: Any) -> tuple[str, ...]:
        levels = _words_of(found)
        for level in levels:
            if level not in self.words:
                raise UnknownNameError("level of this issue", level, self.words)
            if levels.count(level) > 1:
                raise ValueError(f"{level!r} is there {levels.count(level)} times, expected once")
        return levels


def _words_of(found: Any) -> tuple[str, ...]:
    """Words of a list, or of a text with commas between them."""
    words = found.split(",") if isinstance(found, str) else found
    if not isinstance(words, Sequence) or not words:
        raise ValueError(f"found {described(found)}, expected one or several words")
    return tuple(str(word).strip() for word in words)


def as_number(found: Any) -> float | Scaling:
    """A finite number, or ``*factor``.

    Raises
    ------
    ValueError
        If it is neither.
    """
    if isinstance(found, Scaling) or is_number(found):
        return found if isinstance(found, Scaling) else float(found)
    if isinstance(found, str) and found.startswith("*"):
        return Scaling(finite(found[1:].strip()))
    if isinstance(found, str):
        return finite(found)
    wanted = NUMBER if is_too_large(found) else "a finite number"
    raise ValueError(f"found {described(found)}, expected {wanted}")


def finite(word: str) -> float:
    """The number a word is."""
    number = float(word) if _NUMBER.fullmatch(word) else float("inf")
    if abs(number) == float("inf"):
        raise ValueError(f"found {word[:40]!r}, expected a finite number")
    if abs(number) > LARGEST:
        raise ValueError(f"found {word[:40]!r}, expected {NUMBER}")
    return number


def editable(
    events: Iterable[str],
    scores: Mapping[str, Iterable[str]],
    menus: Mapping[str, Iterable[str]],
    principals: Iterable[str],
) -> dict[str, Editable]:
    """Everything that can be edited, by address.

    Parameters
    ----------
    scores, menus : score -> levels of its issue, issue -> its levels
    """
    found = {f"calendar.{word}": Editable("month") for word in ("start", "end")}
    found["calendar.rounds"] = Editable("rounds")
    found["first"] = Editable("first", tuple(principals))
    for issue, levels in menus.items():
        found[f"menu.{issue}"] = Editable("menu", tuple(levels))
    for name in events:
        found[f"events.{name}.date"] = Editable("day")
        found[f"events.{name}.probability"] = Editable("chance")
    for name, levels in scores.items():
        found |= {f"scores.{name}.{level}": Editable("score") for level in levels}
    return found


def risky_edits(scenario: Scenario, edits: Edits) -> Iterator[tuple[str, Edit]]:
    """Those of some edits that can leave no scenario: a menu without the status quo, a date outside
    the calendar, a score that counts for the status quo, unless that is an agreement.
    """
    quo = next(outcome for outcome in scenario.outcomes if outcome.kind is Kind.STATUS_QUO)
    for address, value in edits:
        family, last = address.partition(".")[0], address.rpartition(".")[2]
        chance = family == "events" and last == "probability"
        harmless = scenario.from_agreement or last not in quo.levels
        if not (chance or family == "first" or (family == "scores" and harmless)):
            yield address, value


def edited(data: Mapping[str, Any], edits: Edits) -> dict[str, Any]:
    """Resolved data with some edits made in it; the data itself is left alone.

    Examples
    --------
    >>> edited({"scores": {"value": {"land": {"half": 0.4}}}}, (("scores.value.half", Scaling(2)),))
    {'scores': {'value': {'land': {'half': 0.8}}}}
    """
    whole = dict(data)
    for address, value in edits:
        *path, last = _path(whole, address)
        table = whole
        for part in path:
            table[part] = dict(table.get(part, {}))
            table = table[part]
        if isinstance(value, Scaling):
            table[last] = table.get(last, 1.0 if last == "probability" else 0.0) * value.factor
        else:
            table[last] = list(value) if isinstance(value, tuple) else value
    return whole


def _path(data: Mapping[str, Any], address: str) -> list[str]:
    family, *rest = address.split(".")
    if family == "scores":
        ((issue, _),) = data["scores"][rest[0]].items()
        return [family, rest[0], issue, *rest[1:]]
    return [family, *rest]


def told(edits: Edits) -> str:
    """Edits as they are typed.

    Examples
    --------
    >>> told((("menu.islands", ("none", "two")), ("scores.value.two", Scaling(0.5))))
    'menu.islands=none,two, scores.value.two=*0.5'
    """
    return ", ".join(f"{address}={_typed(value)}" for address, value in edits)


def _typed(value: Edit) -> str:
    if isinstance(value, Scaling):
        return f"*{value.factor:g}"
    return ",".join(value) if isinstance(value, tuple) else f"{value}"
