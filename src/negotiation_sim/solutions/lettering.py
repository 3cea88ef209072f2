"""The letter of every text: the same in the tables of ``solve`` and in its figures."""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_uppercase

import pandas as pd

__all__ = ["UNSIGNED", "letters_of"]

UNSIGNED = "nothing is signed"
"""Label of a state in which somebody insists; it has no letter."""


def letters_of(texts: pd.DataFrame, named: Iterable[str] = ()) -> dict[str, str]:
    """A letter for every text that is worth a line: it lies in the zone or on the frontier, a
    concept picks it, or it is named elsewhere.

    Parameters
    ----------
    texts : ``package``, ``zone``, ``frontier``, ``marks``
    named : by concepts over runs, or by states; those that cannot be signed have the last letters

    Examples
    --------
    >>> texts = pd.DataFrame({"package": ["two", "four"], "zone": [True, False]})
    >>> letters_of(texts.assign(frontier=False, marks=""), ["none", "", "four", UNSIGNED])
    {'two': 'A', 'four': 'B', 'none': 'C'}
    """
    named = [text for text in dict.fromkeys(named) if text not in ("", UNSIGNED)]
    own: list[str] = []
    if len(texts):
        matters = texts["zone"] | texts["frontier"] | (texts["marks"] != "")
        own = texts.loc[matters | texts["package"].isin(named), "package"].tolist()
    return {
        text: ascii_uppercase[i] if i < len(ascii_uppercase) else f"#{i + 1}"
        for i, text in enumerate(dict.fromkeys([*own, *named]))
    }
