"""Names of interventions, points and numbers for a reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from negotiation_sim.analysis.words import Words, level
from negotiation_sim.experiments.study import BASELINE

__all__ = ["arm_label", "point_title"]

MOST_SHOWN = 3
"""Overrides of a point that are named; a box of sixty would fill a page."""


def arm_label(words: Words, arm: str) -> str:
    """What an intervention changes.

    Examples
    --------
    >>> arm_label(Words(), "baseline")
    'baseline: nothing is changed'
    """
    return "baseline: nothing is changed" if arm == BASELINE else words.intervention(arm)


def point_title(number: int, designs: Sequence[Mapping[str, Any]], words: Words) -> str:
    """What distinguishes a point from the others, as a part of a title; empty where there is only
    one.

    Examples
    --------
    >>> words = Words(numbers={"us.threat": "US threat"})
    >>> point_title(1, [{"us.threat": "10"}, {"us.threat": "*2"}], words)
    ', point 1 (US threat: ×2)'
    >>> point_title(0, [{}], words)
    ''
    """
    if len(designs) < 2:
        return ""
    pairs = [
        f"{words.number(address)}: {level(str(to))}" for address, to in designs[number].items()
    ]
    more = [f"{len(pairs) - MOST_SHOWN} more"] if len(pairs) > MOST_SHOWN else []
    told = "; ".join(pairs[:MOST_SHOWN] + more)
    return f", point {number}" + (f" ({told})" if told else "")
