"""Small published tables, typed again from the papers."""

from __future__ import annotations

import numpy as np

from negotiation_sim.solutions import GraphModel
from negotiation_sim.theory import barter_trades

GOODS = ("book", "whip", "ball", "bat", "box", "pen", "toy", "knife", "hat")
"""Nash, Econometrica 18 (1950): Bill owns the first five, Jack the rest."""

BARTER_WORTH = [[2, 4], [2, 2], [2, 1], [2, 2], [4, 1], [10, 1], [4, 1], [6, 2], [2, 2]]
BARTER_OWNER = [0] * 5 + [1] * 4


def barter():
    return barter_trades(BARTER_WORTH, BARTER_OWNER)


def pie(levels=101):
    share = np.linspace(0, 1, levels)
    return np.column_stack([share, 1 - share])


def two_by_two(first, second):
    """Graph model of a 2x2 game with states CC, CD, DC, DD."""
    moves = {
        "first": {"CC": ["DC"], "DC": ["CC"], "CD": ["DD"], "DD": ["CD"]},
        "second": {"CC": ["CD"], "CD": ["CC"], "DC": ["DD"], "DD": ["DC"]},
    }
    return GraphModel.from_moves(
        ["first", "second"], ["CC", "CD", "DC", "DD"], moves, {"first": first, "second": second}
    )


def random_conflict(rng, n, size, density=0.3, ranks=None):
    """Moves of any kind: irreversible, intransitive, and with ties among the payoffs where ranks
    are few."""
    moves = rng.random((n, size, size)) < density
    moves[:, np.arange(size), np.arange(size)] = False
    payoffs = rng.integers(0, ranks or size, (n, size)).astype(float)
    return GraphModel(
        tuple(f"dm{i}" for i in range(n)), tuple(f"s{s}" for s in range(size)), moves, payoffs
    )
