"""What the shares of `explain` amount to: which block of causes leads, or why none does."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from negotiation_sim.analysis.attribution import Leader, has_gap
from negotiation_sim.analysis.words import Words
from negotiation_sim.report.move_text import capital
from negotiation_sim.report.numbers import percent, share

__all__ = ["MEANS", "flip_sentence", "verdict"]

MEANS = {"absent": "if causes are absent", "halved": "if they are only halved"}
"""The reference levels in words; `halved` is the same as absent for a cause that declares nothing
of its own there."""


def verdict(
    causes: pd.DataFrame,
    blocks: pd.DataFrame,
    leading: Sequence[Leader],
    event: str,
    words: Words,
) -> str:
    """How often the event comes about with and without the causes, the leading block, and whether
    causes pull in different directions.

    Parameters
    ----------
    causes, blocks : rows of one scenario
    leading : of its blocks
    """
    shortfalls = blocks.drop_duplicates("reference").to_dict("records")
    flat = [str(row["reference"]) for row in shortfalls if not has_gap(row)]
    likelier = [str(row["reference"]) for row in shortfalls if has_gap(row) and row["gap"] < 0]
    base = float(causes["baseline"].iloc[0])
    without = " and ".join(
        f"{percent(min(max(base + row['gap'], 0), 1))} {MEANS[row['reference']]}"
        for row in causes.drop_duplicates("reference").to_dict("records")
    )
    with_all = (
        f"{event} comes about in {percent(base)} of runs with all causes at work, in {without}; "
        "the difference is the shortfall."
    )
    told = [with_all]
    if flat:
        told.append(
            f"{_where(flat, len(shortfalls))} the shortfall cannot be told from 0, so nothing is shared out."
        )
    if likelier:
        told.append(
            f"{_where(likelier, len(shortfalls))} the causes together make it likelier; "
            "shares say how much of that rise each accounts for."
        )
    if blocks["block"].nunique() < 2:
        told.append("There is one block of causes, so none is ranked.")
    elif leading:
        told.append(flip_sentence(leading, words))
    if _mixed(causes) or _mixed(blocks):
        told.append("Causes pull in different directions: shares above 1 or below 0.")
    return " ".join(told)


def _where(references: Sequence[str], of: int) -> str:
    if len(references) == of:
        return "Both if causes are absent and if they are only halved" if of > 1 else "Here"
    return capital(MEANS[references[0]])


def _mixed(table: pd.DataFrame) -> bool:
    """Whether the interval of some share lies outside 0 to 1."""
    return any(
        bool(((table[f"{name}_share_high"] < 0) | (table[f"{name}_share_low"] > 1)).any())
        for name in ("shapley", "owen")
    )


def flip_sentence(leading: Sequence[Leader], words: Words) -> str:
    """Whether the block that accounts for most is the same at both references, in words.

    Examples
    --------
    >>> words = Words(actors={"us": "United States"})
    >>> print(flip_sentence([Leader("1956", "absent", "domestic", 0.554, True), Leader("1956", "halved", "us", 0.635, True)], words))
    What accounts for most depends on what the absence of a cause means: “domestic” if causes are
    absent (0.55 of the shortfall), “United States” if they are only halved (0.64).
    >>> print(flip_sentence([Leader("2018", "absent", "domestic", 0.82, True), Leader("2018", "halved", "domestic", 0.64, True)], words))
    “domestic” accounts for most if causes are absent (0.82 of the shortfall) and if they are only
    halved (0.64).
    """
    if near := next((one for one in leading if not one.alone), None):
        return f"Blocks of causes are not ranked: {MEANS[near.reference]}, those with the largest shares cannot be told apart."
    first, *others = leading
    either = all(one.block == first.block for one in others)
    told = []
    for one in leading:
        of = f" of the {_what(one)}" if one is first or one.likelier != first.likelier else ""
        name = "" if either else f"“{words.block(one.block)}” "
        told.append(f"{name}{MEANS[one.reference]} ({share(one.share)}{of})")
    if not either:
        return f"What accounts for most depends on what the absence of a cause means: {', '.join(told)}."
    return f"“{words.block(first.block)}” accounts for most {' and '.join(told)}."


def _what(leader: Leader) -> str:
    return "rise" if leader.likelier else "shortfall"
