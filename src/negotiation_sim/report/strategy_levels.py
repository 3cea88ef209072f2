"""What each way to concede is, in a phrase: the first line of the module, or function, that holds
its rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from negotiation_sim.model.strategies import registered
from negotiation_sim.model.strategies.registry import STRATEGIES, strategy_names
from negotiation_sim.report.variables import Level

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
    return tuple(Level(name, _meaning(name)) for name in strategy_names() if name in asked)


def _meaning(name: str) -> str:
    if name in STRATEGIES:
        module = {"time": "time_dependent", "random": "by_chance"}.get(name, name)
        told = import_module(f"negotiation_sim.model.strategies.{module}").__doc__
    else:
        told = registered.rules()[registered.names().index(name)].__doc__
    first = " ".join((told or "").strip().partition("\n\n")[0].split())
    return first or "A strategy added in Python, which says nothing of itself."
