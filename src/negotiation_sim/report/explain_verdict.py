"""What the shares of `explain` come to, in words: who leads, and why nobody may."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from negotiation_sim.analysis.attribution import Leader, has_gap
from negotiation_sim.report.numbers import share

__all__ = ["MEANS", "flip_sentence", "verdict"]

MEANS = {"absent": "if causes are absent", "halved": "if they are only halved"}
"""The reference levels in words; `halved` is the same as absent for a cause that declares nothing
of its own there."""


def verdict(
    causes: pd.DataFrame, blocks: pd.DataFrame, leading: Sequence[Leader], event: str
) -> str:
    """Whether there is a gap, its sign, the leading block, and whether causes pull in different
    directions.

    Parameters
    ----------
    causes, blocks : rows of one scenario
    leading : of its blocks
    """
    gaps = blocks.drop_duplicates("reference").to_dict("records")
    flat = [str(row["reference"]) for row in gaps if not has_gap(row)]
    likelier = [str(row["reference"]) for row in gaps if has_gap(row) and row["gap"] < 0]
    told = []
    if flat:
        told.append(
            f"{_where(flat, len(gaps))} the gap cannot be told from 0, so nothing is shared out."
        )
    if likelier:
        told.append(
            f"{_where(likelier, len(gaps))} the gap is negative: the causes together make it likelier: {event}; "
            "shares say how much of that each accounts for."
        )
    if blocks["block"].nunique() < 2:
        told.append("There is one block of causes, so none is ranked.")
    elif leading:
        told.append(flip_sentence(leading))
    if _mixed(causes) or _mixed(blocks):
        told.append("Causes pull in different directions: shares above 1 or below 0.")
    return "\n".join(told)


def _where(references: Sequence[str], of: int) -> str:
    if len(references) == of:
        return "At both references" if of > 1 else "Here"
    return f"{MEANS[references[0]].capitalize()},"


def _mixed(table: pd.DataFrame) -> bool:
    """Whether the interval of some share lies outside 0 to 1."""
    return any(
        bool(((table[f"{name}_share_high"] < 0) | (table[f"{name}_share_low"] > 1)).any())
        for name in ("shapley", "owen")
    )


def flip_sentence(leading: Sequence[Leader]) -> str:
    """Whether the block that accounts for most is the same at both references, in words.

    Examples
    --------
    >>> print(flip_sentence([Leader("1956", "absent", "domestic", 0.554, True), Leader("1956", "halved", "us", 0.635, True)]))
    The answer depends on the reference: domestic leads if causes are absent (0.55 of the gap), us
    leads if they are only halved (0.64).
    >>> print(flip_sentence([Leader("2018", "absent", "domestic", 0.82, True), Leader("2018", "halved", "domestic", 0.64, True)]))
    domestic leads at both references (0.82 and 0.64 of the gap).
    """
    if near := next((one for one in leading if not one.alone), None):
        return f"Blocks are not ranked: {MEANS[near.reference]}, those with the largest shares cannot be told apart."
    first, last = leading[0], leading[-1]
    one_by_one = ", ".join(
        f"{one.block} {_verb(one)} {MEANS[one.reference]} ({share(one.share)}{' of the gap' if one is first else ''})"
        for one in leading
    )
    if first.block != last.block:
        return f"The answer depends on the reference: {one_by_one}."
    if len(leading) == 1 or first.likelier != last.likelier:
        return f"{one_by_one}."
    return f"{first.block} {_verb(first)} at both references ({share(first.share)} and {share(last.share)} of the gap)."


def _verb(leader: Leader) -> str:
    return "has the largest share" if leader.likelier else "leads"
