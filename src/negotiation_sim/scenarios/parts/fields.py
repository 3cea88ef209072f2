"""The kinds of field a scenario file has."""

from __future__ import annotations

from datetime import date
from types import GenericAlias
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema

from negotiation_sim.domain.distributions import LARGEST, Distribution
from negotiation_sim.scenarios.values import date_of, dates_of, distribution_of

__all__ = [
    "Days",
    "Formula",
    "Month",
    "Number",
    "Probability",
    "SetValue",
    "Spec",
    "Text",
    "Value",
    "WhenSpec",
    "one_or_more",
]


class Spec(BaseModel):
    """A mapping in a scenario file: known keys only, nothing converted, nothing changed later."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True
    )


def _month(found: Any) -> date:
    return date_of(found, "a month as YYYY-MM", with_day=False)


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


def _set_value(found: Any) -> Any:
    words = found if isinstance(found, tuple) else (found,)
    return (
        found if words and all(isinstance(word, str) for word in words) else distribution_of(found)
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
_DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}(-\d{2})?$"}
_TWO, _THREE = ({"type": "array", "items": _DAY, "minItems": n, "maxItems": n} for n in (2, 3))
_EARLIEST_LATEST = {
    "type": "object",
    "properties": {"uniform": _TWO},
    "required": ["uniform"],
    "additionalProperties": False,
}
Days = Annotated[
    tuple[date, ...],
    PlainValidator(dates_of),
    WithJsonSchema({"anyOf": [_DAY, _THREE, _EARLIEST_LATEST]}),
]
"""A date, or the dates between which an event falls."""
Text = Annotated[str, BeforeValidator(_number_as_text, json_schema_input_type=str | int)]
"""Text; a whole number such as 1956 may stand without quotes."""
Number = Annotated[float, Field(allow_inf_nan=False, ge=-LARGEST, le=LARGEST)]
Probability = Annotated[float, Field(ge=0, le=1)]
Formula = Annotated[str, BeforeValidator(_as_text), WithJsonSchema({"type": ["string", "number"]})]
Value = Annotated[
    Distribution,
    PlainValidator(distribution_of),
    WithJsonSchema(
        {"anyOf": [{"type": "number"}, _NUMBERS | {"minItems": 3, "maxItems": 3}, *_FORMS]}
    ),
]
SetValue = Annotated[
    Distribution | str | tuple[str, ...],
    PlainValidator(_set_value),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": ["number", "string"]},
                _NUMBERS | {"minItems": 3, "maxItems": 3},
                {"type": "array", "items": {"type": "string"}},
                *_FORMS,
            ]
        }
    ),
]
"""What `set` gives: a number or distribution, a date or name, or the levels of a menu."""
WhenSpec = dict[str, Annotated[tuple[Text, ...], one_or_more(Text)]]
"""A condition: issue -> a level or a list of levels."""
