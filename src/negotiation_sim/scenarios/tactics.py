"""Names a principal's `strategy` may have."""

from __future__ import annotations

__all__ = ["strategies"]


def strategies() -> list[str]:
    """Ways to concede: those of the package, and those registered in this process.

    Examples
    --------
    >>> "time" in strategies()
    True
    """
    from negotiation_sim.model.conduct import strategy_names

    return list(strategy_names())
