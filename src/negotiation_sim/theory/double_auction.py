"""Bargaining by sealed offers when neither knows what it is worth to the other."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

__all__ = ["SealedBids", "linear_equilibrium"]


@dataclass(frozen=True, slots=True)
class SealedBids:
    """Linear equilibrium of the split-the-difference auction, values uniform on 0 to 1; no trade is
    worth 0 to both.

    Parameters
    ----------
    buyer, seller : (constant, slope) of the bid in the own value
    trade : probability that there is a trade
    gains : expected gains of both together
    first_best : the same if everyone told the truth
    """

    buyer: tuple[Fraction, Fraction]
    seller: tuple[Fraction, Fraction]
    trade: Fraction
    gains: Fraction
    first_best: Fraction


def linear_equilibrium() -> SealedBids:
    """Chatterjee & Samuelson's equilibrium [1]_, the best any mechanism can do (Myerson &
    Satterthwaite 1983) [2]_.

    Trade happens where the buyer's value exceeds the seller's by a quarter.

    References
    ----------
    .. [1] K. Chatterjee & W. Samuelson, "Bargaining under Incomplete Information", Operations
       Research 31(5), 1983. https://doi.org/10.1287/opre.31.5.835
    .. [2] R. B. Myerson & M. A. Satterthwaite, "Efficient Mechanisms for Bilateral Trading",
       Journal of Economic Theory 29(2), 1983. https://doi.org/10.1016/0022-0531(83)90048-0

    Examples
    --------
    >>> found = linear_equilibrium()
    >>> print(found.trade, found.gains, found.first_best)
    9/32 9/64 1/6
    """
    slope = Fraction(2, 3)
    buyer, seller = (Fraction(1, 12), slope), (Fraction(1, 4), slope)
    margin = (seller[0] - buyer[0]) / slope  # value over cost at which the bids meet
    left = 1 - margin
    return SealedBids(
        buyer,
        seller,
        trade=left**2 / 2,
        gains=margin * left**2 / 2 + left**3 / 6,
        first_best=Fraction(1, 6),
    )
