"""Conclusions: claims about shares and effects that either hold at a point of a box or do not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

__all__ = ["MEASURES", "Conclusion", "parse_bound"]

MEASURES = ("share", "effect", "moves")
"""What a conclusion may bound: P(event) under the intervention, its change, or the size of that
change."""

_BOUND = re.compile(r"\s*(<=|>=|<|>)\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*")


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A claim about one intervention in one scenario.

    Parameters
    ----------
    say : the claim in words
    on : outcome class that is the event; settlement if empty
    measure : a name in `MEASURES`, bounded by `sign` and `bound`; or ``exceeds``: the effect is
        larger than that of `rival`
    """

    name: str
    say: str
    scenario: str
    intervention: str
    on: str = ""
    measure: Literal["share", "effect", "moves", "exceeds"] = "effect"
    sign: str = ">"
    bound: float = 0.0
    rival: str = ""

    def holds(self, value: float) -> bool:
        """Whether a value of the measure meets the bound; for ``exceeds`` the value is the
        difference of the effects.
        """
        match self.sign:
            case "<":
                return value < self.bound
            case "<=":
                return value <= self.bound
            case ">":
                return value > self.bound
        return value >= self.bound


def parse_bound(text: str) -> tuple[str, float]:
    """A comparison with a number.

    Raises
    ------
    ValueError
        If it is anything else.

    Examples
    --------
    >>> parse_bound(">= 0.05"), parse_bound("< .02")
    (('>=', 0.05), ('<', 0.02))
    """
    match = _BOUND.fullmatch(text)
    if match is None:
        raise ValueError(
            f"{text!r} is not a comparison, expected one of < <= > >= and a number, such as '>= 0.05'"
        )
    return match[1], float(match[2])
