"""What varies between the points of a design, as numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from negotiation_sim.domain.experiment import split_prefix

__all__ = ["inputs_in", "inputs_of"]


def inputs_of(points: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """One row per point, one column per number that varies.

    A distribution counts as its most likely value. Addresses that always move together are one
    column, under the first of them. An address that is a word at some point is left out.

    Examples
    --------
    >>> inputs_of(
    ...     [
    ...         {"us.threat": "1,2,3", "a.x": "1", "b.x": "1"},
    ...         {"us.threat": "5", "a.x": "2", "b.x": "2"},
    ...     ]
    ... )
       us.threat  a.x
    0        2.0  1.0
    1        5.0  2.0
    """
    columns: dict[str, list[float]] = {}
    for address in dict.fromkeys(address for point in points for address in point):
        numbers = [_number(str(point.get(address, ""))) for point in points]
        known = [number for number in numbers if number is not None]
        if len(known) == len(points) and known not in columns.values():
            columns[address] = known
    return pd.DataFrame(columns, index=range(len(points)))


def _number(text: str) -> float | None:
    words = text.split(",")
    try:
        return float(words[len(words) // 2])
    except ValueError:
        return None


def inputs_in(scenario: str, inputs: pd.DataFrame) -> pd.DataFrame:
    """The columns that reach a scenario.

    Examples
    --------
    >>> inputs_in(
    ...     "1956",
    ...     pd.DataFrame(
    ...         {"us.threat": [1.0], "2018/russia.norm": [2.0], "1956+2018/us.noise": [3.0]}
    ...     ),
    ... ).columns.tolist()
    ['us.threat', '1956+2018/us.noise']
    """
    prefixes = {address: split_prefix(str(address))[0] for address in inputs.columns}
    return inputs[
        [address for address, names in prefixes.items() if not names or scenario in names]
    ]
