"""The kinds of field a scenario file has."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from types import GenericAlias
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema

from negotiation_sim.domain.distributions import Distribution
from negotiation_sim.scenarios.values import described, distribution_of

__all__ = [
    "Day",
    "Formula",
    "Month",
    "Number",
    "Probability",
    "Spec",
    "Text",
    "Value",
    "WhenSpec",
    "months_of",
    "one_or_more",
]

_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)
_YEARS = range(1000, 9000)


class Spec(BaseModel):
    """A mapping in a scenario file: known keys only, nothing converted, nothing changed later."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True
    )


def _date(found: Any, wanted: str, with_day: bool) -> date:
    match = _DATE.fullmatch(found) if isinstance(found, str) else None
    if match is not None and (with_day or match[3] is None):
        year, month, day = int(match[1]), int(match[2]), int(match[3] or 1)
        if year in _YEARS and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            return date(year, month, day)
    raise ValueError(f"found {described(found)}, expected {wanted}")


def _month(found: Any) -> date:
    return _date(found, "a month as YYYY-MM", with_day=False)


def _day(found: Any) -> date:
    return _date(found, "a date as YYYY-MM or YYYY-MM-DD", with_day=True)


def months_of(span: str) -> tuple[date, ...]:
    """First days of the months of ``YYYY-MM`` or ``YYYY-MM..YYYY-MM``.

    Examples
    --------
    >>> [f"{month:%Y-%m}" for month in months_of("1955-12..1956-01")]
    ['1955-12', '1956-01']
    """
    first, _, last = span.partition("..")
    start, end = _month(first.strip()), _month((last or first).strip())
    n = (end.year - start.year) * 12 + end.month - start.month + 1
    if n < 1:
        raise ValueError(f"{span!r} ends before it begins, expected an earlier month first")
    months = [start.month - 1 + k for k in range(min(n, 1200))]
    return tuple(date(start.year + month // 12, month % 12 + 1, 1) for month in months)


def _as_tuple(found: Any) -> Any:
    return found if isinstance(found, tuple) else (found,)


def one_or_more(item: Any) -> BeforeValidator:
    """Marks a list of items that may be written as one item."""
    return BeforeValidator(_as_tuple, json_schema_input_type=item | GenericAlias(list, (item,)))


def _number_as_text(found: Any) -> Any:
    return str(found) if isinstance(found, int) and not isinstance(found, bool) else found


def _as_text(found: Any) -> Any:
    return (
        repr(float(found))
        if isinstance(found, (int, float)) and not isinstance(found, bool)
        else found
    )


_NUMBERS = {"type": "array", "items": {"type": "number"}}
_FORMS = [
    {
        "type": "object",
        "properties": {form: _NUMBERS},
        "required": [form],
        "additionalProperties": False,
    }
    for form in ("uniform", "beta", "normal")
]

Month = Annotated[
    date, PlainValidator(_month), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}$"})
]
Day = Annotated[
    date,
    PlainValidator(_day),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}(-\d{2})?$"}),
]
Text = Annotated[str, BeforeValidator(_number_as_text, json_schema_input_type=str | int)]
"""Text; a whole number such as 1956 may stand without quotes."""
Number = Annotated[float, Field(allow_inf_nan=False)]
Probability = Annotated[float, Field(ge=0, le=1)]
Formula = Annotated[str, BeforeValidator(_as_text), WithJsonSchema({"type": ["string", "number"]})]
Value = Annotated[
    Distribution,
    PlainValidator(distribution_of),
    WithJsonSchema(
        {"anyOf": [{"type": "number"}, _NUMBERS | {"minItems": 3, "maxItems": 3}, *_FORMS]}
    ),
]
WhenSpec = dict[str, Annotated[tuple[Text, ...], one_or_more(Text)]]
"""A condition: issue -> a level or a list of levels."""
