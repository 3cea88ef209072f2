"""What each way to concede is, in a phrase: the first line of the module, or function, that holds
its rule.
"""

from __future__ import annotations

from collections.abc import Iterable

from negotiation_sim.export.variables import Level
from negotiation_sim.model.strategies.registry import strategies

__all__ = ["strategy_levels"]


def strategy_levels(names: Iterable[str]) -> tuple[Level, ...]:
    """Strategies with their meanings, the package's own first and in its order.

    Examples
    --------
    >>> for level in strategy_levels(["tft", "time"]):
    ...     print(f"{level.name}: {level.meaning}")
    time: Time-dependent concession: Boulware to conceder (Faratin, Sierra & Jennings 1998).
    tft: Relative tit for tat: concede as much as the counterpart has conceded (Faratin, Sierra &
    Jennings 1998; GRIT, Osgood 1962).
    """
    asked = {*names}
    return tuple(
        Level(strategy.name, strategy.about) for strategy in strategies() if strategy.name in asked
    )
