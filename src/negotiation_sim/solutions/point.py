"""What a solution concept answers: all outcomes that solve it, and the disagreement point it was
solved from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.errors import VerificationError
from negotiation_sim.solutions.pareto import pareto_set
from negotiation_sim.solutions.ties import TOLERANCE
from negotiation_sim.solutions.zone import no_gain

__all__ = ["INTERPERSONAL", "Point", "verified"]

INTERPERSONAL = (
    "adds or compares points of different parties: rescaling one party's utilities moves it"
)


@dataclass(frozen=True, slots=True)
class Point:
    """Solution of a bargaining problem on finitely many outcomes.

    Parameters
    ----------
    outcomes : indices of all solutions; of several that tie, those that no other of them dominates
        come first, each group ascending
    utilities : of the first of them, per party
    value : largest value of what was maximised
    disagreement : utility of walking away, per party: another one is another problem
    warning : what to say beside the number, "" if nothing
    """

    outcomes: tuple[int, ...]
    utilities: tuple[float, ...]
    value: float
    disagreement: tuple[float, ...]
    warning: str = ""

    @property
    def outcome(self) -> int:
        """The solution to show: the lowest index among those that no other solution dominates."""
        return self.outcomes[0]

    @classmethod
    def of(
        cls,
        winners: NDArray[np.intp],
        table: NDArray[np.float64],
        walk_away: NDArray[np.float64],
        value: float,
        warning: str = "",
    ) -> Point:
        """The point of some outcomes that tie, undominated ones first."""
        best = pareto_set(table, winners)
        outcomes = [*best.tolist(), *np.setdiff1d(winners, best).tolist()]
        utilities = tuple(table[outcomes[0]].tolist())
        return cls(tuple(outcomes), utilities, value, tuple(walk_away.tolist()), warning)


def verified(
    point: Point,
    table: NDArray[np.float64],
    zone: NDArray[np.intp],
    score: Callable[[list[float]], float],
    scale: float,
) -> Point:
    """The same point, once a plain scan of the zone agrees with it.

    Parameters
    ----------
    table : shape (n_outcomes, n_parties), utilities
    zone : outcomes that compete
    score : of the gains of one outcome; written apart from the search it checks
    scale : as in `maximisers`

    Raises
    ------
    VerificationError
        If an outcome of the zone scores higher, if one that is named does not reach the value, or
        if one that does is not named.
    """
    named = set(point.outcomes)
    least = no_gain(table, np.array(point.disagreement)).tolist()
    for outcome, row in zip(zone.tolist(), table[zone].tolist(), strict=True):
        gains = [own - away for own, away in zip(row, point.disagreement, strict=True)]
        found = score(
            [gain if gain > none else 0.0 for gain, none in zip(gains, least, strict=True)]
        )
        excess = (found - point.value) / (TOLERANCE * scale) if scale else 0.0
        if (
            excess > 2
            or (outcome in named and excess < -2)
            or (outcome not in named and excess > -0.5)
        ):
            raise VerificationError(
                f"outcome {outcome} scores {found!r}, the solution {point.outcome} {point.value!r}"
            )
    if not named <= set(zone.tolist()):
        raise VerificationError(
            f"outcomes {sorted(named - set(zone.tolist()))} are not in the zone of agreement"
        )
    return point
