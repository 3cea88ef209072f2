"""What a solution concept answers: all outcomes that solve it, and the disagreement point it was
solved from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.errors import VerificationError
from negotiation_sim.solutions.ties import TOLERANCE

__all__ = ["INTERPERSONAL", "Point", "verified"]

INTERPERSONAL = (
    "adds or compares points of different parties: rescaling one party's utilities moves it"
)


@dataclass(frozen=True, slots=True)
class Point:
    """Solution of a bargaining problem on finitely many outcomes.

    Parameters
    ----------
    outcomes : indices of all solutions, ascending; several where they tie
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
        """The solution of lowest index."""
        return self.outcomes[0]


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
    for outcome, row in zip(zone.tolist(), table[zone].tolist(), strict=True):
        found = score(
            [max(own - least, 0.0) for own, least in zip(row, point.disagreement, strict=True)]
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
