"""A study under several strategies: every point of its design once with each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from negotiation_sim.errors import InputError, UnknownNameError
from negotiation_sim.experiments.study import Study
from negotiation_sim.model.strategies.registry import misfit, strategy_names

__all__ = ["left_out", "named_strategies", "strategy_of", "with_strategies"]

ENDING = ".strategy"


def named_strategies(text: str) -> tuple[str, ...]:
    """Strategies as the command line names them: ``all``, or several joined by commas.

    Raises
    ------
    UnknownNameError
        If one does not exist.

    Examples
    --------
    >>> named_strategies("time, spe")
    ('time', 'spe')
    >>> named_strategies("all")[:3]
    ('time', 'time_exp', 'tft')
    """
    known = strategy_names()
    if text.strip() == "all":
        return known
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",")))
    for name in names:
        if name not in known:
            raise UnknownNameError("strategy", name, [*known, "all"])
    return names


def left_out(study: Study, names: Sequence[str]) -> dict[str, str]:
    """The strategies that some scenario of a study cannot be played with, each with why.

    Examples
    --------
    >>> from negotiation_sim.experiments.study import NamedScenario
    >>> left_out(Study((NamedScenario.load("1956"),)), ["time", "zeuthen"])
    {}
    """
    found: dict[str, str] = {}
    for named in study.scenarios:
        world = named.scenario
        for name in names:
            if wrong := misfit(name, len(world.principals), world.protocol.quorum):
                found.setdefault(name, f"{named.name}: {wrong}")
    return found


def with_strategies(study: Study, names: Sequence[str]) -> Study:
    """The study with every principal playing each strategy in turn; points of one strategy lie
    together.

    Raises
    ------
    InputError
        If a point or a setting of the study names a strategy already.

    Examples
    --------
    >>> from negotiation_sim.experiments.study import NamedScenario
    >>> study = with_strategies(Study((NamedScenario.load("1956"),)), ["time", "tft"])
    >>> [strategy_of(point) for point in study.points]
    ['time', 'tft']
    """
    addresses = dict.fromkeys(
        f"{actor.name}{ENDING}" for named in study.scenarios for actor in named.scenario.principals
    )
    settings = [setting.partition("=")[0].strip() for setting in study.settings]
    for written in [*settings, *(address for point in study.points for address in point)]:
        if written.endswith(ENDING):
            raise InputError(
                f"--strategies beside {written}, which is set or varied already: expected one of them"
            )
    points = [
        {**point, **dict.fromkeys(addresses, name)} for name in names for point in study.points
    ]
    return replace(study, points=tuple(points))


def strategy_of(point: Mapping[str, Any]) -> str:
    """The strategy that all principals have at a point; empty where they differ or it is left as
    the scenario says.
    """
    found = {str(value) for address, value in point.items() if address.endswith(ENDING)}
    return found.pop() if len(found) == 1 else ""
