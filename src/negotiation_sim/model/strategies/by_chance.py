"""The null: any text that may be offered, taken by the toss of a coin; what talks would do if
nobody minded.
"""

from __future__ import annotations

from negotiation_sim.model.offer import offerable
from negotiation_sim.model.records import NOTHING, Desk, Dispute

__all__ = ["choose", "takes"]


def choose(dispute: Dispute, desk: Desk, luck: float) -> int:
    """One of the texts that may be offered, each as likely, decided by a number in [0, 1); -1 if
    there is none.
    """
    n = 0
    for j in range(desk.n_live):
        if offerable(dispute.kind[desk.live[j]], dispute.kind[desk.in_force]):
            n += 1
    pick, seen = int(luck * n), 0
    for j in range(desk.n_live):
        if offerable(dispute.kind[desk.live[j]], dispute.kind[desk.in_force]):
            if seen == pick:
                return desk.live[j]
            seen += 1
    return NOTHING


def takes(luck: float) -> bool:
    """Whether an offer is taken.

    Examples
    --------
    >>> takes(0.3), takes(0.5)
    (True, False)
    """
    return luck < 0.5
