"""Parameters: every number of a scenario that a user may change, with its unit and source."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.domain.distributions import LARGEST, Distribution, Fixed
from negotiation_sim.domain.expressions import Expression

__all__ = ["UNITS", "Correlation", "Parameter", "cholesky", "with_modes"]

UNITS: dict[str, tuple[float, float]] = {
    "pts": (-math.inf, math.inf),
    "1/pts": (-math.inf, math.inf),
    "probability": (0.0, 1.0),
    "share": (0.0, 1.0),
    "share of horizon": (0.0, math.inf),
    "per year": (0.0, math.inf),
    "months": (0.0, math.inf),
    "level": (0.0, math.inf),
    "shape": (0.0, math.inf),
    "factor": (0.0, math.inf),
}
"""Units a parameter may have and the range events keep it in; a value outside is a fault."""


@dataclass(frozen=True, slots=True)
class Correlation:
    """Rank correlation of what is drawn for two parameters of a run.

    Parameters
    ----------
    rank : Spearman's, above -1 and below 1
    """

    first: str
    second: str
    rank: float
    source: str = ""


def cholesky(
    correlations: Sequence[Correlation],
) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """The parameters named, in order, and the Cholesky factor of their Pearson correlations under a
    Gaussian copula, ``2 sin(pi rank / 6)`` (Pearson 1907).

    Raises
    ------
    ValueError
        If no numbers can be correlated like that.

    Examples
    --------
    >>> names, factor = cholesky([Correlation("a.x", "b.x", 0.5)])
    >>> names, factor.round(3).tolist()
    (('a.x', 'b.x'), [[1.0, 0.0], [0.518, 0.856]])
    """
    names = tuple(dict.fromkeys(name for one in correlations for name in (one.first, one.second)))
    matrix = np.eye(len(names))
    for one in correlations:
        i, j = names.index(one.first), names.index(one.second)
        matrix[i, j] = matrix[j, i] = 2.0 * math.sin(math.pi * one.rank / 6.0)
    try:
        return names, np.asarray(np.linalg.cholesky(matrix), np.float64)
    except np.linalg.LinAlgError:
        raise ValueError("no numbers can be correlated like that; bring them nearer to 0") from None


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of a scenario.

    Parameters
    ----------
    address : ``<actor>.<noun>`` or ``<hazard>.<noun>``
    value : what is believed about it; its mode is public, a run's draw is private
    unit : a key of `UNITS`
    source : where the number comes from, in words
    label : a short phrase for tables and figures
    lever : one of the few shown first
    stream : name of its random stream; the address unless declared
    formula : what it is computed from in every run, and again after events; none for a number of
        its own
    prior_weight : observations a belief is worth before the talks; 0 for one that does not learn
    """

    address: str
    value: Distribution
    unit: str
    source: str
    label: str = ""
    lever: bool = False
    stream: str = ""
    prior_weight: float = 0.0
    formula: Expression | None = None

    @property
    def bounds(self) -> tuple[float, float]:
        return UNITS[self.unit]

    @property
    def kept_within(self) -> tuple[float, float]:
        """Where events and formulas keep it: the range of its unit, no farther than `LARGEST`."""
        low, high = self.bounds
        return max(low, -LARGEST), min(high, LARGEST)

    @property
    def stream_name(self) -> str:
        return self.stream or self.address

    def at(self, value: Distribution, formula: Expression | None) -> Parameter:
        """The same with another value, and the formula that gives it; designs make millions."""
        about = self.unit, self.source, self.label, self.lever, self.stream, self.prior_weight
        return Parameter(self.address, value, *about, formula)


def with_modes(parameters: Iterable[Parameter]) -> tuple[Parameter, ...]:
    """Derived parameters with their value at the modes of what they are computed from.

    Raises
    ------
    ValueError
        If formulas go round in a circle.
    """
    found = tuple(parameters)
    values = {p.address: p.value.mode for p in found if p.formula is None}
    kept = {p.address: p.kept_within for p in found if p.formula is not None}
    waiting = {p.address: p.formula for p in found if p.formula is not None}
    while waiting:
        ready = [a for a, f in waiting.items() if all(b in values for b in f.addresses)]
        if not ready:
            raise ValueError(f"the formulas of {', '.join(waiting)} go round in a circle")
        for address in ready:
            low, high = kept[address]
            values[address] = min(max(low, waiting.pop(address)(values)), high)
    return tuple(
        p if p.formula is None else p.at(Fixed(values[p.address]), p.formula) for p in found
    )
