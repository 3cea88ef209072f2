"""How much of a gap each cause accounts for: Shapley and Owen values of a game given by its
coalitions.

A coalition is a bit mask: bit `i` is set where cause `i` is present. Every function takes the
worths of all ``2**n`` coalitions along the first axis, so one call values one game, or the games of
many runs at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import factorial

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["first_in", "last_out", "owen_values", "quotient_game", "shapley_values"]

FloatArray = NDArray[np.float64]


def shapley_values(worth: ArrayLike) -> FloatArray:
    """Average contribution of each cause over all orders in which causes can enter (Shapley 1953,
    equation 12) [1]_.

    Parameters
    ----------
    worth : shape (2**n, ...), worth of each coalition

    Returns
    -------
    shape (n, ...); the values add up to the worth of all causes less that of none, and a cause that
    changes no coalition gets exactly zero

    References
    ----------
    .. [1] L. S. Shapley, "A Value for n-Person Games", Contributions to the Theory of Games II,
       1953. https://doi.org/10.1515/9781400881970-018

    Examples
    --------
    >>> shapley_values([0.0, 0.0, 0.2, 1.0])  # the second alone achieves a fifth, both all
    array([0.4, 0.6])
    """
    worths = np.asarray(worth, np.float64)
    n = n_causes(worths)
    return owen_values(worths, [[i] for i in range(n)])


def owen_values(worth: ArrayLike, blocks: Sequence[Sequence[int]]) -> FloatArray:
    """The same where causes enter block by block: all of a block before the next begins (Owen 1977)
    [1]_.

    Parameters
    ----------
    worth : shape (2**n, ...)
    blocks : the causes of each block; every cause in one of them

    Returns
    -------
    shape (n, ...); the values of a block add up to what the block would get as a single player

    References
    ----------
    .. [1] G. Owen, "Values of Games with a Priori Unions", Mathematical Economics and Game Theory,
       1977. https://doi.org/10.1007/978-3-642-45494-3_7

    Examples
    --------
    >>> owen_values([0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0], [[0, 1], [2]])
    array([0.25, 0.25, 0.5 ])
    """
    worths = np.asarray(worth, np.float64)
    n = n_causes(worths)
    if sorted(cause for block in blocks for cause in block) != list(range(n)):
        raise ValueError(
            f"blocks {list(map(list, blocks))}, expected each of the {n} causes in one block"
        )
    values = np.zeros((n, *worths.shape[1:]))
    for k, block in enumerate(blocks):
        others = [mask_of(other) for number, other in enumerate(blocks) if number != k]
        for cause in block:
            mates = [1 << mate for mate in block if mate != cause]
            for before, outer in _entries(others):
                for beside, inner in _entries(mates):
                    without = before | beside
                    values[cause] += (
                        outer * inner * (worths[without | 1 << cause] - worths[without])
                    )
    return values


def _entries(players: Sequence[int]) -> Iterator[tuple[int, float]]:
    """Every set of other players that may have entered before one, as a mask, with its probability
    over all orders.
    """
    n = len(players)
    for chosen in range(1 << n):
        entered = [player for i, player in enumerate(players) if chosen >> i & 1]
        size = len(entered)
        yield sum(entered), factorial(size) * factorial(n - size) / factorial(n + 1)


def quotient_game(worth: ArrayLike, blocks: Sequence[Sequence[int]]) -> FloatArray:
    """The game whose players are the blocks.

    Examples
    --------
    >>> quotient_game([0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0], [[0, 1], [2]])
    array([0., 0., 0., 1.])
    """
    worths = np.asarray(worth, np.float64)
    masks = [mask_of(block) for block in blocks]
    together = [
        sum(mask for k, mask in enumerate(masks) if chosen >> k & 1)
        for chosen in range(1 << len(blocks))
    ]
    return np.asarray(worths[together])


def first_in(worth: ArrayLike) -> FloatArray:
    """What each cause adds where no other is present.

    Examples
    --------
    >>> first_in([0.0, 0.0, 0.2, 1.0]), last_out([0.0, 0.0, 0.2, 1.0])
    (array([0. , 0.2]), array([0.8, 1. ]))
    """
    worths = np.asarray(worth, np.float64)
    return np.array([worths[1 << i] - worths[0] for i in range(n_causes(worths))])


def last_out(worth: ArrayLike) -> FloatArray:
    """What taking each cause away removes where all others stay."""
    worths = np.asarray(worth, np.float64)
    every = len(worths) - 1
    return np.array([worths[every] - worths[every & ~(1 << i)] for i in range(n_causes(worths))])


def mask_of(causes: Sequence[int]) -> int:
    """A coalition as a bit mask.

    Examples
    --------
    >>> mask_of([0, 2])
    5
    """
    return sum(1 << cause for cause in causes)


def n_causes(worth: FloatArray) -> int:
    """Number of causes of a game.

    Raises
    ------
    ValueError
        If the worths are not those of all coalitions.
    """
    n = len(worth).bit_length() - 1
    if len(worth) != 1 << n:
        raise ValueError(f"{len(worth)} worths, expected one per coalition: 2, 4, 8, …")
    return n
