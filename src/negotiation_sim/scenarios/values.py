"""How a number is written: fixed, or one of four distributions."""

from __future__ import annotations

import math
import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Any

from negotiation_sim.domain.distributions import (
    LARGEST,
    Beta,
    Distribution,
    Fixed,
    Triangular,
    TruncatedNormal,
    Uniform,
)
from negotiation_sim.domain.parameters import UNITS
from negotiation_sim.errors import UnknownNameError

__all__ = [
    "FORMS",
    "NUMBER",
    "date_of",
    "dates_of",
    "described",
    "distribution_of",
    "is_number",
    "months_of",
    "most_likely",
    "out_of_range",
    "spans_of",
    "written",
]

FORMS = {
    "uniform": "{uniform: [low, high]}",
    "beta": "{beta: [a, b]} or {beta: [a, b, low, high]}",
    "normal": "{normal: [mean, sd, low, high]}",
}
_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)
_SPREADS = "[earliest, most likely, latest] or {uniform: [earliest, latest]}"
_YEARS = range(1000, 9000)
NUMBER = f"a number from {-LARGEST:g} to {LARGEST:g}"
_WANTED = "a number, [low, mode, high] or {uniform|beta|normal: [...]}"


def described(found: object) -> str:
    """What was found, in words.

    Examples
    --------
    >>> [described(x) for x in (3, "three", None, True, [1, 2], {"a": 1})]
    ['3', "'three'", 'nothing', 'true', 'a list of 2', 'a mapping']
    """
    if found is None:
        return "nothing"
    if isinstance(found, bool):
        return str(found).lower()
    if isinstance(found, str):
        return repr(found if len(found) <= 40 else found[:37] + "...")
    if isinstance(found, (list, tuple)):
        return f"a list of {len(found)}"
    if isinstance(found, dict):
        return "a mapping"
    return f"{found:g}" if isinstance(found, float) else str(found)


def is_number(found: object) -> bool:
    """Whether it is a number, and not too large to calculate with; true and false are none."""
    return isinstance(found, (int, float)) and not isinstance(found, bool) and abs(found) <= LARGEST


def is_too_large(found: object) -> bool:
    """Whether it is a finite number that is too large to calculate with."""
    return isinstance(found, (int, float)) and LARGEST < abs(found) < math.inf


def distribution_of(found: Any) -> Distribution:
    """What a file or a command line believes about a number.

    Raises
    ------
    ValueError
        Saying what was found and what was expected.

    Examples
    --------
    >>> distribution_of([35, 54, 73])
    Triangular(low=35.0, mode=54.0, high=73.0)
    >>> distribution_of([54, 35, 73])
    Traceback (most recent call last):
    ValueError: found [54, 35, 73], expected low <= mode <= high
    """
    if is_number(found):
        return Fixed(float(found))
    if is_too_large(found):
        raise ValueError(f"found {described(found)}, expected {NUMBER}")
    if isinstance(found, (list, tuple)):
        return _triangular(_numbers(found, (3,), "[low, mode, high]"))
    if isinstance(found, dict) and len(found) == 1:
        (form, numbers), *_ = found.items()
        return _of_form(form, numbers)
    raise ValueError(f"found {described(found)}, expected {_WANTED}")


def _numbers(found: Any, lengths: tuple[int, ...], wanted: str) -> list[float]:
    if not isinstance(found, (list, tuple)) or len(found) not in lengths:
        raise ValueError(f"found {described(found)}, expected {wanted}")
    for number in found:
        if not is_number(number):
            kind = NUMBER if is_too_large(number) else "a number"
            raise ValueError(f"found {described(number)}, expected {kind} in {wanted}")
    return [float(number) for number in found]


def _triangular(numbers: list[float]) -> Triangular:
    low, mode, high = numbers
    if not low <= mode <= high:
        raise ValueError(f"found [{low:g}, {mode:g}, {high:g}], expected low <= mode <= high")
    if low == high:
        raise ValueError(
            f"found [{low:g}, {mode:g}, {high:g}], expected low < high, or the number {low:g} alone"
        )
    return Triangular(low, mode, high)


def _of_form(form: str, found: Any) -> Distribution:
    if form not in FORMS:
        raise ValueError(str(UnknownNameError("distribution", form, FORMS)))
    numbers = _numbers(found, {"uniform": (2,), "beta": (2, 4), "normal": (4,)}[form], FORMS[form])
    try:
        if form == "uniform":
            return Uniform(*numbers)
        return Beta(*numbers) if form == "beta" else TruncatedNormal(*numbers)
    except ValueError as error:
        raise ValueError(f"{error}, expected {FORMS[form]}") from None


def date_of(found: Any, wanted: str, with_day: bool) -> date:
    """A day, or the first day of a month, as a file or a command line writes it.

    Raises
    ------
    ValueError
        Saying what was found and what was wanted.
    """
    match = _DATE.fullmatch(found) if isinstance(found, str) else None
    if match is not None and (with_day or match[3] is None):
        year, month, day = int(match[1]), int(match[2]), int(match[3] or 1)
        if year in _YEARS and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            return date(year, month, day)
    raise ValueError(f"found {described(found)}, expected {wanted}")


def dates_of(found: Any) -> tuple[date, ...]:
    """The day of an event, or the days between which it falls: two where each is as likely, three
    with the most likely one in the middle. A month stands for its first day as a beginning, its
    15th in the middle, and its last as an end.

    Raises
    ------
    ValueError
        Saying what was found and what was expected.

    Examples
    --------
    >>> [f"{day}" for day in dates_of(["1956-08", "1956-09", "1956-11"])]
    ['1956-08-01', '1956-09-15', '1956-11-30']
    """
    wanted = "a date as YYYY-MM or YYYY-MM-DD"
    if isinstance(found, dict) and list(found) == ["uniform"]:
        words, n = found["uniform"], 2
    elif isinstance(found, (list, tuple)):
        words, n = found, 3
    else:
        return (date_of(found, f"{wanted}, {_SPREADS}", with_day=True),)
    if not isinstance(words, (list, tuple)) or len(words) != n:
        raise ValueError(f"found {described(words)}, expected {_SPREADS}")
    days = [date_of(word, wanted, with_day=True) for word in words]
    for i, word in enumerate(words):
        if i > 0 and len(word) == len("YYYY-MM"):
            last = monthrange(days[i].year, days[i].month)[1]
            days[i] = days[i].replace(day=last if i == n - 1 else 15)
    if days != sorted(days) or days[0] == days[-1]:
        raise ValueError(f"found {', '.join(words)}, expected the earlier date first")
    return tuple(days)


def most_likely(days: Sequence[date]) -> date:
    """The most likely of the days that an event may fall on: the middle of two."""
    return days[1] if len(days) == 3 else days[0] + (days[-1] - days[0]) / 2


def months_of(span: str) -> tuple[date, ...]:
    """First days of the months of ``YYYY-MM`` or ``YYYY-MM..YYYY-MM``.

    Examples
    --------
    >>> [f"{month:%Y-%m}" for month in months_of("1955-12..1956-01")]
    ['1955-12', '1956-01']
    """
    first, _, last = span.partition("..")
    start, end = (
        date_of(word.strip(), "a month as YYYY-MM", with_day=False)
        for word in (first, last or first)
    )
    n = (end.year - start.year) * 12 + end.month - start.month + 1
    if n < 1:
        raise ValueError(f"{span!r} ends before it begins, expected an earlier month first")
    months = [start.month - 1 + k for k in range(min(n, 1200))]
    return tuple(date(start.year + month // 12, month % 12 + 1, 1) for month in months)


def spans_of(months: Sequence[date]) -> tuple[str, ...]:
    """Months as `months_of` reads them, neighbours joined.

    Examples
    --------
    >>> spans_of([*months_of("1955-12..1956-02"), *months_of("1956-05")])
    ('1955-12..1956-02', '1956-05')
    """
    spans: list[list[date]] = []
    for month in months:
        if spans and (month - spans[-1][-1]).days <= 31:
            spans[-1].append(month)
        else:
            spans.append([month])
    return tuple("..".join(dict.fromkeys(f"{m:%Y-%m}" for m in (s[0], s[-1]))) for s in spans)


def out_of_range(value: Distribution, unit: str) -> str:
    """What is wrong with a value in a unit, over its whole support; empty if nothing.

    Examples
    --------
    >>> out_of_range(Triangular(0.2, 0.5, 1.4), "probability")
    'reaches from 0.2 to 1.4, expected 0 to 1 (probability)'
    >>> out_of_range(Fixed(3), "pts")
    ''
    """
    low, high = value.support
    least, most = UNITS[unit]
    span = f"is {low:g}" if low == high else f"reaches from {low:g} to {high:g}"
    if not (math.isfinite(low) and math.isfinite(high)):
        return f"{span}, expected finite numbers"
    if max(abs(low), abs(high)) > LARGEST:
        return f"{span}, expected {NUMBER.removeprefix('a number ')}"
    if unit == "shape" and low <= 0:
        return f"{span}, expected above 0 (shape)"
    if least <= low and high <= most:
        return ""
    wanted = f"{least:g} to {most:g}" if math.isfinite(most) else f"{least:g} or more"
    return f"{span}, expected {wanted} ({unit})"


def written(value: Distribution) -> str:
    """A distribution as a file writes it.

    Examples
    --------
    >>> written(Triangular(35, 54, 73)), written(Beta(2, 5))
    ('[35, 54, 73]', '{beta: [2, 5, 0, 1]}')
    """
    match value:
        case Fixed(number):
            return f"{number:g}"
        case Triangular(low, mode, high):
            return f"[{low:g}, {mode:g}, {high:g}]"
        case Uniform(low, high):
            return f"{{uniform: [{low:g}, {high:g}]}}"
        case Beta(a, b, low, high):
            return f"{{beta: [{a:g}, {b:g}, {low:g}, {high:g}]}}"
        case TruncatedNormal(mean, sd, low, high):
            return f"{{normal: [{mean:g}, {sd:g}, {low:g}, {high:g}]}}"
