"""Dividing a budget by vote under a closed rule: the proposer buys the cheapest winning
coalition.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from negotiation_sim.errors import VerificationError

__all__ = ["Division", "baron_ferejohn", "majority"]


@dataclass(frozen=True, slots=True)
class Division:
    """Stationary equilibrium division.

    Parameters
    ----------
    proposer : share the proposer keeps
    paid : share of each member whose vote is bought
    paid_members : how many are bought; the rest get nothing
    """

    proposer: float
    paid: float
    paid_members: int


def baron_ferejohn(members: int, quota: int, delta: float) -> Division:
    """Symmetric stationary equilibrium of legislative bargaining, closed rule, equal recognition
    (Baron & Ferejohn 1989) [1]_.

    Each vote costs what waiting is worth, ``delta / members``, and ``quota - 1`` are bought.

    Parameters
    ----------
    members : at least 1
    quota : votes that carry a proposal, the proposer's among them, 1 to `members`; see `majority`
    delta : what the budget is still worth a session later, 0 to 1

    References
    ----------
    .. [1] D. P. Baron & J. A. Ferejohn, "Bargaining in Legislatures", American Political Science
       Review 83(4), 1989, proposition 3. https://doi.org/10.2307/1961664

    Examples
    --------
    >>> baron_ferejohn(members=5, quota=majority(5), delta=0.5)
    Division(proposer=0.8, paid=0.1, paid_members=2)
    """
    if not 1 <= quota <= members:
        raise ValueError(f"a quota of {quota} among {members} members, expected 1 to {members}")
    if not 0 <= delta <= 1:
        raise ValueError(f"delta is {delta:g}, expected 0 to 1")
    paid = delta / members
    found = Division(1 - paid * (quota - 1), paid, quota - 1)
    worth = (
        found.proposer / members
        + (members - 1) / members * ((quota - 1) / max(members - 1, 1)) * paid
    )
    if not math.isclose(delta * worth, found.paid, abs_tol=1e-12):
        raise VerificationError(
            f"a vote is paid {found.paid!r} and waiting is worth {delta * worth!r}"
        )
    return found


def majority(members: int) -> int:
    """Votes of a simple majority.

    Examples
    --------
    >>> majority(3), majority(4), majority(15)
    (2, 3, 8)
    """
    return members // 2 + 1
