"""Names a principal's `strategy` may have."""

from __future__ import annotations

import pkgutil

__all__ = ["strategies"]


def strategies() -> list[str]:
    """Ways to concede: the modules of the tactics package, one each.

    Examples
    --------
    >>> "time" in strategies()
    True
    """
    from negotiation_sim.model import tactics

    return [module.name for module in pkgutil.iter_modules(tactics.__path__)]
