"""Barter of whole goods: every trade two owners could make, as a payoff table."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["barter_trades"]


def barter_trades(
    worth: ArrayLike, owner: ArrayLike
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """All ways in which two owners can exchange goods, and what each gains (Nash 1950, worked
    example) [1]_.

    Parameters
    ----------
    worth : shape (n_goods, 2), utility of each good to both; utilities add up
    owner : shape (n_goods,), 0 or 1

    Returns
    -------
    shape (2**n_goods, n_goods), True where a good changes hands; shape (2**n_goods, 2), gains over
    keeping everything, so that the disagreement point is (0, 0)

    References
    ----------
    .. [1] J. F. Nash, "The Bargaining Problem", Econometrica 18(2), 1950.
       https://doi.org/10.2307/1907266

    Examples
    --------
    Bill owns book, whip, ball, bat and box, Jack pen, toy, knife and hat:

    >>> worth = [[2, 4], [2, 2], [2, 1], [2, 2], [4, 1], [10, 1], [4, 1], [6, 2], [2, 2]]
    >>> moved, gains = barter_trades(worth, owner=[0, 0, 0, 0, 0, 1, 1, 1, 1])
    >>> best = int(np.argmax(np.where((gains >= 0).all(axis=1), gains.prod(axis=1), -1)))
    >>> len(gains), gains[best], np.flatnonzero(moved[best])
    (512, array([12.,  5.]), array([0, 1, 2, 3, 5, 6, 7]))
    """
    values, owners = np.asarray(worth, np.float64), np.asarray(owner, np.intp)
    if values.shape != (len(owners), 2) or not np.isin(owners, (0, 1)).all():
        raise ValueError(
            f"worth {values.shape} and owners {owners.tolist()}, expected (goods, 2) and 0 or 1 "
            "per good"
        )
    moved = (np.arange(1 << len(owners))[:, None] >> np.arange(len(owners)) & 1).astype(bool)
    gain = np.where(owners[:, None] == np.arange(2), -values, values)  # whoever owns it loses it
    return moved, moved @ gain
