"""Closed forms of bargaining theory at numbers worked out by hand (specification.md section
15.6).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from math import exp, sqrt

import numpy as np

from negotiation_sim.errors import VerificationError
from negotiation_sim.model.streams import stream_key, uniform
from negotiation_sim.solutions import (
    agreement_zone,
    distinct_points,
    egalitarian_point,
    kalai_smorodinsky_point,
    nash_point,
    pareto_set,
    spe_offers,
    utilitarian_point,
    zeuthen_path,
)
from negotiation_sim.theory import (
    Frontier,
    aqre,
    bargaining_range,
    barter_trades,
    continuous_share,
    credibility_threshold,
    finite_horizon_share,
    frontier_points,
    linear_equilibrium,
    random_proposer_share,
    rubinstein_share,
    time_agreement,
    uncertain_demand,
    win_set_split,
)
from negotiation_sim.theory.validation.line import SIX_DIGITS, Line, Row, closed_forms

__all__ = ["formula_lines"]

TIME_TACTICS = {  # beta of both -> share of the calendar at agreement, share of the first
    (0.2, 0.2): (0.870551, 0.5),
    (0.5, 0.5): (0.707107, 0.5),
    (1.0, 1.0): (0.5, 0.5),
    (2.0, 2.0): (0.25, 0.5),
    (5.0, 5.0): (0.03125, 0.5),
    (0.5, 1.0): (0.618034, 0.618034),
    (1.0, 2.0): (0.381966, 0.618034),
    (0.5, 2.0): (0.524889, 0.724492),
    (0.2, 5.0): (0.619579, 0.908697),
}


def formula_lines() -> Iterator[Line]:
    """Every formula beside the number it must give.

    Examples
    --------
    >>> all(line.check.passed for line in formula_lines())
    True
    """
    for rows in (_concession, _offers, _points, _barter, _quantal, _conflict):
        yield from closed_forms(rows())


def _concession() -> Iterator[Row]:
    source = "Faratin, Sierra & Jennings 1998"
    for betas, expected in TIME_TACTICS.items():
        yield (
            source,
            f"time tactics, beta {betas[0]:g} and {betas[1]:g}: when, share",
            expected,
            time_agreement(*betas),
            SIX_DIGITS,
        )


def _offers() -> Iterator[Row]:
    for deltas, share in {(0.9, 0.9): 0.526316, (0.9, 0.8): 0.714286, (0.8, 0.9): 0.357143}.items():
        yield (
            "Rubinstein 1982",
            f"discounts {deltas[0]:g} and {deltas[1]:g}",
            share,
            rubinstein_share(*deltas),
            SIX_DIGITS,
        )
    for rounds, share in {1: 1.0, 2: 0.1, 3: 0.91, 10: 0.342801, 200: 0.526316}.items():
        yield (
            "Ståhl 1972",
            f"{rounds} rounds, discount .9",
            share,
            finite_horizon_share(rounds, 0.9, 0.9),
            SIX_DIGITS,
        )
    for pause, share in {1.0: 0.699390, 0.1: 0.669994, 0.01: 0.667000}.items():
        found = rubinstein_share(exp(-0.1 * pause), exp(-0.2 * pause))
        yield (
            "Binmore, Rubinstein & Wolinsky 1986",
            f"rates .1 and .2, {pause:g} between offers",
            share,
            found,
            SIX_DIGITS,
        )
    yield (
        "Binmore, Rubinstein & Wolinsky 1986",
        "rates .1 and .2, no time between offers",
        2 / 3,
        continuous_share(0.1, 0.2),
        1e-12,
    )
    yield (
        "Rubinstein 1982",
        "random proposer, discounts .9 and .8",
        2 / 3,
        random_proposer_share(0.5, 0.9, 0.8),
        1e-12,
    )
    bids = linear_equilibrium()
    yield (
        "Chatterjee & Samuelson 1983",
        "sealed bids: chance of trade, gains",
        (9 / 32, 9 / 64),
        (float(bids.trade), float(bids.gains)),
        1e-12,
    )


def _points() -> Iterator[Row]:
    golden = (sqrt(5) - 1) / 2
    curve = frontier_points(Frontier(lambda x: 1 - x * x, 0.0, 1.0), (0.0, 0.0))
    yield "Nash 1950", "frontier y = 1 - x²", (1 / sqrt(3), 2 / 3), curve.nash, 1e-6
    yield "Kalai & Smorodinsky 1975", "the same", (golden, golden), curve.kalai_smorodinsky, 1e-6
    yield "Kalai 1977", "the same, equal gains", (golden, golden), curve.egalitarian, 1e-6
    source, name = "Kihlstrom, Roth & Schmeidler 1981", "square-root utility: share of the pie"
    yield source, name, 1 / 3, curve.nash[0] ** 2, 1e-6
    shares = np.linspace(0, 1, 101)
    cut = nash_point(
        np.column_stack([shares, 1 - shares]), [0.0, 0.0], allowed=shares >= 0.7 - 1e-12
    )
    yield (
        "Putnam 1988",
        "Nash point of a pie that is ratified from .7 on",
        (0.7, 0.3),
        cut.utilities,
        1e-12,
    )
    yield (
        "Putnam 1988",
        "win-sets from .4 and up to .7: split",
        0.55,
        win_set_split(0.4, 0.7),
        1e-12,
    )
    yield (
        "Harsanyi 1956",
        "Zeuthen's path ends on the Nash point, of 3,000 random sets",
        3000,
        _zeuthen_agrees(3000),
        0.0,
    )
    transfers = np.array([[30.0 - t, t - 10.0] for t in range(41)])
    paid = agreement_zone(transfers, [0.0, 0.0]).outcomes
    yield (
        "Friman 1993",
        "side payments that make (30, -10) acceptable, from and to",
        (10, 30),
        (paid[0], paid[-1]),
        0.0,
    )
    yield (
        "Friman 1993",
        "the one of Nash's solution",
        20,
        nash_point(transfers, [0.0, 0.0]).outcome,
        0.0,
    )
    apart = [len(agreement_zone([one], [0.0, 0.0]).outcomes) for one in ((3.0, -1.0), (-1.0, 3.0))]
    yield (
        "Tollison & Willett 1979",
        "issues (3, -1) and (-1, 3), each alone: deals",
        (0, 0),
        apart,
        0.0,
    )
    linked = nash_point([[0, 0], [3, -1], [-1, 3], [2, 2]], [0.0, 0.0])
    yield (
        "Tollison & Willett 1979",
        "issues (3, -1) and (-1, 3), linked",
        (2.0, 2.0),
        linked.utilities,
        0.0,
    )


def _barter() -> Iterator[Row]:
    """Nash's barter of nine goods: every trade, and what each concept picks of it."""
    _, gains = barter_trades(
        [[2, 4], [2, 2], [2, 1], [2, 2], [4, 1], [10, 1], [4, 1], [6, 2], [2, 2]], [0] * 5 + [1] * 4
    )
    walk_away, source = [0.0, 0.0], "Nash 1950, worked example"
    zone = agreement_zone(gains, walk_away).outcomes
    frontier = [
        tuple(point) for point in distinct_points(gains, pareto_set(gains)) if min(point) >= 0
    ]
    yield source, "allocations, and those nobody loses by", (512, 293), (len(gains), len(zone)), 0.0
    wanted = [(18, 0), (16, 2), (14, 4), (12, 5), (8, 6), (6, 7), (2, 8)]
    yield source, "frontier, gains of Bill and Jack", wanted, frontier, 1e-12
    for name, expected, concept in (
        ("Nash", (12, 5), nash_point),
        ("Kalai-Smorodinsky", (12, 5), kalai_smorodinsky_point),
        ("egalitarian", (8, 6), egalitarian_point),
        ("utilitarian", (18, 0), utilitarian_point),
    ):
        yield source, f"{name} point", expected, concept(gains, walk_away).utilities, 1e-12
    yield (
        source,
        "where Zeuthen's path ends",
        (12, 5),
        tuple(gains[zeuthen_path(gains, walk_away).outcome].tolist()),
        1e-12,
    )


def _quantal() -> Iterator[Row]:
    """Quantal responses between chance and equilibrium."""
    table = np.array([[5.0, 1.0], [3.0, 3.5], [1.0, 5.0]])
    walk_away, source = [0.0, 0.0], "McKelvey & Palfrey 1998"
    exact = spe_offers(table, walk_away, 4).offers.tolist()
    sharp = aqre(table, walk_away, 4, precision=1e6)
    yield (
        source,
        "precise responses offer as in equilibrium",
        exact,
        sharp.offers.argmax(axis=1).tolist(),
        0.0,
    )
    blunt = aqre(table, walk_away, 1, precision=0.0)
    yield (
        source,
        "without precision every action is as likely",
        [1 / len(blunt.offers[0])] * len(blunt.offers[0]),
        blunt.offers[0].tolist(),
        1e-12,
    )


def _zeuthen_agrees(sets: int) -> int:
    """How many sets of 3 to 12 outcomes agree, drawn from streams of their own."""
    agreed = 0
    for number in range(sets):
        key = stream_key(13, number)
        table = np.array(
            [[uniform(key, 2 * o + party) for party in (0, 1)] for o in range(3 + number % 10)]
        )
        with suppress(VerificationError):
            agreed += (
                zeuthen_path(table, [0.0, 0.0]).outcome in nash_point(table, [0.0, 0.0]).outcomes
            )
    return agreed


def _conflict() -> Iterator[Row]:
    for (highest, cost), war in {(0.4, 0.1): 0.375, (0.3, 0.1): 1 / 3, (0.2, 0.1): 0.25}.items():
        found = uncertain_demand(0.5, cost, highest)
        yield (
            "Fearon 1995",
            f"ultimatum, cost {cost:g}, other's up to {highest:g}: risk of war",
            war,
            found.war,
            1e-9,
        )
    yield (
        "Fearon 1995",
        "bargaining range, odds .6, costs .1 and .2",
        (0.5, 0.8),
        bargaining_range(0.6, 0.1, 0.2),
        1e-12,
    )
    shares = np.linspace(0, 1, 101)
    zone = agreement_zone(np.column_stack([shares, 1 - shares]), [0.5, 0.2])
    yield (
        "Fearon 1995",
        "the same on a pie of 101 cuts: cuts in the range",
        31,
        len(zone.outcomes),
        0.0,
    )
    yield (
        "Fearon 1995, 1998",
        "credibility that closes the deal: gain 10, loss 40, risk .425",
        7 / 17,
        credibility_threshold(10, 40, 0.425),
        1e-9,
    )
