"""Where a conflict can rest: Nash, GMR, SMR and SEQ stability in a graph model with any number of
decision makers.

A state is stable for a decision maker if each move that would improve on it (a *unilateral
improvement*) is deterred by a *sanction*: a state that the others can reach from there and that is
not better for the mover than where it stood.

====  ====================  ================================================================
Nash  Nash 1950             there is no unilateral improvement
GMR   Howard 1971           the others sanction by any moves
SMR   Howard 1971           the same, and no further move of the mover escapes the sanction
SEQ   Fraser & Hipel 1979   the others sanction by moves each of which improves for its mover
====  ====================  ================================================================

*Sequences* (Fang, Hipel & Kilgour 1993): the others move in any order and as often as they like,
but nobody twice in succession. The gmcr-py program lets each of them move once at most, which finds
fewer sanctions with four or more decision makers or where moves are irreversible.

*Sanctions* follow one of two conventions. Under ``not_better`` (that of gmcr-py, and the default) a
state that is as good as the focal one is a sanction; under ``worse`` a sanction must be strictly
worse, so that a mover that does not mind being sent back moves. Where preferences are strict, the
two differ only where the sanction leads back to the focal state itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.errors import VerificationError
from negotiation_sim.solutions.graph_model import GraphModel

__all__ = [
    "CONCEPTS",
    "Concept",
    "Sanction",
    "Stability",
    "is_stable",
    "reachable_by_others",
    "stabilities",
]

Concept = Literal["Nash", "GMR", "SMR", "SEQ"]
Sanction = Literal["not_better", "worse"]

CONCEPTS: tuple[Concept, ...] = ("Nash", "GMR", "SMR", "SEQ")

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Stability:
    """Which states are stable for whom under one concept.

    Parameters
    ----------
    concept, sanction : as asked for
    stable : shape (n_decision_makers, n_states)
    """

    concept: Concept
    sanction: Sanction
    stable: BoolArray

    @property
    def equilibria(self) -> tuple[int, ...]:
        """Indices of the states stable for everyone."""
        return tuple(np.flatnonzero(self.stable.all(axis=0)).tolist())


def stabilities(
    model: GraphModel, concept: Concept, sanction: Sanction = "not_better"
) -> Stability:
    """Stability of every state for every decision maker (Fang, Hipel & Kilgour 1993, chapter 3)
    [1]_.

    Each equilibrium is confirmed afterwards by following the definition move by move, as
    `is_stable` does.

    Parameters
    ----------
    concept : Nash, GMR, SMR or SEQ
    sanction : ``not_better`` or ``worse``; the module explains the difference

    References
    ----------
    .. [1] L. Fang, K. W. Hipel & D. M. Kilgour, Interactive Decision Making: The Graph Model for
       Conflict Resolution, Wiley, 1993.

    Examples
    --------
    The Prisoner's Dilemma: CC, CD, DC, DD.

    >>> moves = {
    ...     "P": {"CC": ["DC"], "DC": ["CC"], "CD": ["DD"], "DD": ["CD"]},
    ...     "Q": {"CC": ["CD"], "CD": ["CC"], "DC": ["DD"], "DD": ["DC"]},
    ... }
    >>> model = GraphModel.from_moves(
    ...     ["P", "Q"], ["CC", "CD", "DC", "DD"], moves, {"P": [3, 1, 4, 2], "Q": [3, 4, 1, 2]}
    ... )
    >>> [stabilities(model, concept).equilibria for concept in CONCEPTS]
    [(3,), (0, 3), (0, 3), (0, 3)]
    """
    if concept not in CONCEPTS:
        raise ValueError(
            f"{concept!r} is not a stability concept, expected one of {', '.join(CONCEPTS)}"
        )
    if sanction not in ("not_better", "worse"):
        raise ValueError(
            f"{sanction!r} is not a convention of sanctions, expected not_better or worse"
        )
    rows = [
        _stable_for(model, mover, concept, sanction) for mover in range(len(model.decision_makers))
    ]
    found = Stability(concept, sanction, np.array(rows))
    ways = _ways(model, concept)
    for state in found.equilibria:
        for mover in range(len(model.decision_makers)):
            if not _deterred(model, ways, mover, state, concept, sanction):
                raise VerificationError(
                    f"{concept}: state {model.states[state]} is not stable for "
                    f"{model.decision_makers[mover]}"
                )
    return found


def _improvements(model: GraphModel) -> BoolArray:
    """The moves that improve for whoever makes them, shape (n_decision_makers, n_states,
    n_states).
    """
    return np.asarray(model.moves & (model.payoffs[:, None, :] > model.payoffs[:, :, None]))


def _stable_for(model: GraphModel, mover: int, concept: Concept, sanction: Sanction) -> BoolArray:
    better = _improvements(model)
    tempted = better[mover]
    if concept == "Nash":
        return np.asarray(~tempted.any(axis=1))
    own = model.payoffs[mover]
    compare = np.less_equal if sanction == "not_better" else np.less
    hurts = compare(own[None, :], own[:, None])  # focal state, sanction
    if concept == "SMR":  # no escape from the sanction to a state that does not hurt
        hurts = hurts & ~_product(~hurts, model.moves[mover].T)
    reach = reachable_by_others(better if concept == "SEQ" else model.moves, mover)
    sanctioned = _product(hurts, reach.T)  # focal state, improvement
    return np.asarray(~(tempted & ~sanctioned).any(axis=1))


def _product(left: BoolArray, right: NDArray[np.generic]) -> BoolArray:
    """Boolean matrix product."""
    return np.asarray((left.astype(np.float32) @ right.astype(np.float32, copy=False)) > 0.5)


def reachable_by_others(moves: BoolArray, mover: int) -> BoolArray:
    """States that the others can reach from each state by one or more moves, nobody moving twice
    in succession.

    Parameters
    ----------
    moves : shape (n_decision_makers, n_states, n_states)
    mover : the decision maker who takes no part

    Returns
    -------
    shape (n_states, n_states), from the row's state to the column's

    Examples
    --------
    >>> moves = np.zeros((3, 4, 4), bool)
    >>> moves[1, 0, 1] = moves[1, 1, 2] = moves[2, 1, 3] = True
    >>> np.flatnonzero(reachable_by_others(moves, mover=0)[0])  # to 2, one would move twice
    array([1, 3])
    """
    others = [k for k in range(len(moves)) if k != mover]
    steps = {k: moves[k].astype(np.float32) for k in others}
    reached = {k: moves[k].copy() for k in others}  # by who moved last
    fresh = {k: moves[k] for k in others}
    nothing = np.zeros(moves.shape[1:], bool)
    while any(found.any() for found in fresh.values()):
        arrived = {}
        for k in others:
            before = np.logical_or.reduce([nothing, *(fresh[last] for last in others if last != k)])
            arrived[k] = _product(before, steps[k]) & ~reached[k]
        for k in others:
            reached[k] |= arrived[k]
        fresh = arrived
    return np.asarray(np.logical_or.reduce([nothing, *reached.values()]))


def is_stable(
    model: GraphModel, mover: int, state: int, concept: Concept, sanction: Sanction = "not_better"
) -> bool:
    """Whether one state is stable for one decision maker, by following moves one at a time.

    Written apart from `stabilities`, which it confirms.

    Examples
    --------
    >>> model = GraphModel.from_moves(["A"], ["stay", "go"], {"A": {"stay": ["go"]}}, {"A": [0, 1]})
    >>> is_stable(model, 0, 0, "GMR"), is_stable(model, 0, 1, "GMR")
    (False, True)
    """
    return _deterred(model, _ways(model, concept), mover, state, concept, sanction)


Ways = list[list[list[int]]]


def _ways(model: GraphModel, concept: Concept) -> Ways:
    """States each decision maker can move to from each state, in a sanction under the concept."""
    ways = []
    for graph, worth in zip(model.moves, model.payoffs.tolist(), strict=True):
        ends = [np.flatnonzero(row).tolist() for row in graph]
        if concept == "SEQ":
            ends = [
                [end for end in found if worth[end] > worth[here]]
                for here, found in enumerate(ends)
            ]
        ways.append(ends)
    return ways


def _deterred(
    model: GraphModel, ways: Ways, mover: int, state: int, concept: Concept, sanction: Sanction
) -> bool:
    own = model.payoffs[mover].tolist()
    tempting = [
        end for end in np.flatnonzero(model.moves[mover, state]).tolist() if own[end] > own[state]
    ]
    if concept == "Nash":
        return not tempting

    def hurts(end: int) -> bool:
        return bool(own[end] <= own[state] if sanction == "not_better" else own[end] < own[state])

    def deters(end: int) -> bool:
        return hurts(end) and (concept != "SMR" or all(hurts(out) for out in ways[mover][end]))

    return all(_finds(ways, mover, start, deters) for start in tempting)


def _finds(ways: Ways, mover: int, start: int, wanted: Callable[[int], bool]) -> bool:
    """Whether a legal sequence of the others' moves from a state meets one that is wanted."""
    nobody = -1
    seen, waiting = {(start, nobody)}, [(start, nobody)]
    while waiting:
        here, last = waiting.pop()
        for other in range(len(ways)):
            if other in (mover, last):
                continue
            for end in ways[other][here]:
                if (end, other) in seen:
                    continue
                if wanted(end):
                    return True
                seen.add((end, other))
                waiting.append((end, other))
    return False
