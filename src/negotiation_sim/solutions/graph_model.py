"""Graph model of a conflict: who can move from which state to which, and what each prefers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["Direction", "GraphModel", "Option"]

Direction = Literal["both", "take", "drop", "fixed"]
"""How an option may be changed: either way, only taken up, only given up, not at all."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something a decision maker can do or leave.

    Parameters
    ----------
    name, owner : of the option and of the decision maker who controls it
    direction : ``take`` and ``drop`` are irreversible
    """

    name: str
    owner: str
    direction: Direction = "both"


@dataclass(frozen=True, slots=True, eq=False)
class GraphModel:
    """Conflict as one directed graph per decision maker over common states (Kilgour, Hipel & Fang
    1987) [1]_.

    Parameters
    ----------
    decision_makers : names, at least one, all different
    states : labels, at least one, all different
    moves : shape (n_decision_makers, n_states, n_states), True where the decision maker alone can
        move from the row's state to the column's; they need be neither symmetric nor transitive
    payoffs : shape (n_decision_makers, n_states), ordinal: only their order matters; doing nothing
        is a state, so that there is no disagreement point beside it

    References
    ----------
    .. [1] D. M. Kilgour, K. W. Hipel & L. Fang, "The graph model for conflicts", Automatica 23(1),
       1987. https://doi.org/10.1016/0005-1098(87)90117-8

    Examples
    --------
    >>> model = GraphModel.from_moves(
    ...     ["A", "B"], ["1", "2"], {"A": {"1": ["2"]}}, {"A": [1, 2], "B": [2, 1]}
    ... )
    >>> model.moves[0].tolist(), model.moves[1].any()
    ([[False, True], [False, False]], np.False_)
    """

    decision_makers: tuple[str, ...]
    states: tuple[str, ...]
    moves: NDArray[np.bool_]
    payoffs: NDArray[np.float64]

    def __post_init__(self) -> None:
        n, size = len(self.decision_makers), len(self.states)
        for what, names in (("decision makers", self.decision_makers), ("states", self.states)):
            if not names or len(set(names)) != len(names):
                raise ValueError(f"{what} {list(names)}, expected at least one and no name twice")
        if self.moves.shape != (n, size, size) or self.payoffs.shape != (n, size):
            raise ValueError(
                f"moves {self.moves.shape} and payoffs {self.payoffs.shape}, expected "
                f"{(n, size, size)} and {(n, size)}: "
                f"{n} decision makers, {size} states"
            )
        if not np.isfinite(self.payoffs).all():
            raise ValueError("payoffs must be finite")
        if self.moves[:, np.arange(size), np.arange(size)].any():
            raise ValueError("a move from a state to itself is no move")

    @classmethod
    def from_moves(
        cls,
        decision_makers: Sequence[str],
        states: Sequence[str],
        moves: Mapping[str, Mapping[str, Sequence[str]]],
        payoffs: Mapping[str, ArrayLike],
    ) -> GraphModel:
        """Model whose unilateral moves are listed.

        Parameters
        ----------
        moves : of each decision maker, the states it can reach from a state; left out where it
            cannot move
        payoffs : of each decision maker, in the order of the states

        Raises
        ------
        ValueError
            If a decision maker or a state does not exist.
        """
        who = {name: i for i, name in enumerate(decision_makers)}
        place = {label: s for s, label in enumerate(states)}
        named = {
            state
            for lists in moves.values()
            for start, ends in lists.items()
            for state in (start, *ends)
        }
        strangers, nowhere = sorted(set(moves) - set(who)), sorted(named - set(place))
        if strangers or nowhere:
            raise ValueError(
                f"decision makers {strangers} or states {nowhere} do not fit the model"
            )
        graph = np.zeros((len(who), len(place), len(place)), bool)
        for mover, lists in moves.items():
            for start, ends in lists.items():
                graph[who[mover], place[start], [place[end] for end in ends]] = True
        return cls(
            tuple(decision_makers),
            tuple(states),
            graph,
            _table(decision_makers, payoffs, len(place)),
        )

    @classmethod
    def from_options(
        cls,
        decision_makers: Sequence[str],
        options: Sequence[Option],
        states: Sequence[str],
        payoffs: Mapping[str, ArrayLike],
    ) -> GraphModel:
        """Model in option form: a decision maker moves by changing some of its own options [1]_.

        Parameters
        ----------
        options : in the order of the letters of a state
        states : the feasible ones, one letter per option, ``Y`` taken or ``N`` not; a state left
            out cannot be reached
        payoffs : of each decision maker, in the order of the states

        References
        ----------
        .. [1] N. Howard, Paradoxes of Rationality, MIT Press, 1971; N. M. Fraser & K. W. Hipel,
           Conflict Analysis, North-Holland, 1984.

        Examples
        --------
        >>> order = Option("order", "ministry", "drop")
        >>> accept = Option("accept", "firm", "take")
        >>> ranks = {"ministry": [1, 3, 2, 4], "firm": [2, 1, 4, 3]}
        >>> model = GraphModel.from_options(
        ...     ["ministry", "firm"], [order, accept], ["NN", "YN", "NY", "YY"], ranks
        ... )
        >>> np.argwhere(model.moves).tolist()  # decision maker, from, to
        [[0, 1, 0], [0, 3, 2], [1, 0, 2], [1, 1, 3]]
        """
        strange = sorted({option.owner for option in options} - set(decision_makers))
        if strange:
            raise ValueError(
                f"options belong to {strange}, expected one of {list(decision_makers)}"
            )
        if any(len(state) != len(options) or set(state) - set("YN") for state in states):
            raise ValueError(f"states {list(states)}, expected {len(options)} letters Y or N each")
        taken = np.array([[letter == "Y" for letter in state] for state in states], bool)
        up, down = ~taken[:, None] & taken[None], taken[:, None] & ~taken[None]
        graph = np.zeros((len(decision_makers), len(states), len(states)), bool)
        for i, mover in enumerate(decision_makers):
            may_up, may_down = (
                _may_change(options, mover, "take"),
                _may_change(options, mover, "drop"),
            )
            graph[i] = np.all(~up | may_up, axis=2) & np.all(~down | may_down, axis=2)
        graph[:, np.arange(len(states)), np.arange(len(states))] = False
        return cls(
            tuple(decision_makers),
            tuple(states),
            graph,
            _table(decision_makers, payoffs, len(states)),
        )


def _may_change(options: Sequence[Option], mover: str, way: Direction) -> NDArray[np.bool_]:
    """Which options a decision maker can take up, or give up."""
    return np.array(
        [one.owner == mover and one.direction in ("both", way) for one in options], bool
    )


def _table(
    decision_makers: Sequence[str], payoffs: Mapping[str, ArrayLike], n_states: int
) -> NDArray[np.float64]:
    missing = sorted(set(decision_makers) ^ set(payoffs))
    if missing:
        raise ValueError(f"payoffs and decision makers differ in {missing}")
    rows = [np.asarray(payoffs[name], np.float64) for name in decision_makers]
    for name, row in zip(decision_makers, rows, strict=True):
        if row.shape != (n_states,):
            raise ValueError(f"{name} has {row.size} payoffs, expected {n_states}: one per state")
    return np.array(rows).reshape(len(rows), n_states)
