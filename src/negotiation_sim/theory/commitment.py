"""How credible a pledge must be before the side that fears for itself can sign."""

from __future__ import annotations

__all__ = ["credibility_threshold"]


def credibility_threshold(gain: float, loss: float, risk: float) -> float:
    """Credibility of a pledge from which a treaty is worth signing (after Fearon 1995, section on
    commitment problems).

    Signing brings `gain` for sure and costs `loss` with probability ``risk * (1 - credibility)``.

    Parameters
    ----------
    gain, loss : points, at least 0
    risk : probability of the loss if nothing were pledged, 0 to 1

    Returns
    -------
    from 0, where no pledge is needed, to 1

    Examples
    --------
    >>> round(credibility_threshold(gain=10, loss=40, risk=0.425), 6)
    0.411765
    """
    if min(gain, loss) < 0 or not 0 <= risk <= 1:
        raise ValueError(
            f"gain {gain:g}, loss {loss:g}, risk {risk:g}, expected none below 0 and a risk of at "
            "most 1"
        )
    exposed = loss * risk
    return 0.0 if exposed <= gain else 1 - gain / exposed
