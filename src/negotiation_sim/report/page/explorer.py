"""A design that was played, as data for sliders: nothing is simulated in the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import prod
from typing import Any

import numpy as np

from negotiation_sim.analysis.grid import in_step
from negotiation_sim.analysis.shares import PointShares
from negotiation_sim.domain.experiment import split_prefix
from negotiation_sim.export.varied_variables import varied_variables
from negotiation_sim.plots.theme import class_colours
from negotiation_sim.report.labels import arm_label
from negotiation_sim.report.page.findings import Findings

__all__ = ["Slider", "explorer_data", "sliders_of"]

MOST_SLIDERS, MOST_LEVELS, MOST_ADDRESSES = 4, 50, 4
MOST_NUMBERS = 400_000
"""Counts that a page may carry, about 2 MB."""

LEAST_FILLED = 0.5
"""Part of all combinations of levels that must have been played; sliders over a sparser design
would mostly meet holes."""

OWN = ""
"""Level of a point that leaves an address alone."""


@dataclass(frozen=True, slots=True)
class Slider:
    """Addresses that vary together, and the values they take.

    Parameters
    ----------
    levels : in order; what the page shows, such as ``12 points``
    start : the level nearest to the scenario's own
    of : for every point of the design, its level
    """

    label: str
    addresses: tuple[str, ...]
    levels: tuple[str, ...]
    start: int
    of: tuple[int, ...]


def explorer_data(found: Findings) -> dict[str, Any] | None:
    """Sliders, and counts per class of every point; None where the folder holds no such design, or
    one too large for a page.

    Returns
    -------
    dict
        ``sliders``; ``grid``, the point at every combination of levels (the last slider fastest; -1
        for one that was not played); ``runs``, ``points``; and ``scenarios``, each with ``classes``
        (name and colour in the order of the theme) and ``arms`` with ``counts`` (point, class) and
        ``settled`` per point.
    """
    sliders = sliders_of(found)
    if not sliders:
        return None
    shape = [len(slider.levels) for slider in sliders]
    grid = np.full(prod(shape), -1)
    places = np.ravel_multi_index([slider.of for slider in sliders], shape)
    grid[places] = np.arange(found.n_points)
    scenarios = _scenarios(found)
    numbers = (
        sum(len(scenario["classes"]) * len(scenario["arms"]) for scenario in scenarios)
        * found.n_points
    )
    if (
        (grid >= 0).mean() < LEAST_FILLED
        or numbers > MOST_NUMBERS
        or len(set(places.tolist())) < found.n_points
    ):
        return None
    return {
        "sliders": [
            {key: value for key, value in asdict(slider).items() if key != "of"}
            for slider in sliders
        ],
        "grid": grid.tolist(),
        "runs": found.results.study.runs,
        "points": found.n_points,
        "scenarios": scenarios,
    }


def _scenarios(found: Findings) -> list[dict[str, Any]]:
    shares, study = PointShares.of(found.results), found.results.study
    every = class_colours(
        dict.fromkeys(rule.name for world in found.worlds.values() for rule in world.classes)
    )
    scenarios = []
    for number, (name, world) in enumerate(found.worlds.items()):
        classes = shares.classes[name]
        arms = [arm for arm in study.arms if study.has_arm(number, arm)]
        occur = [
            i
            for i in range(len(classes))
            if any(shares.counts[name, arm][:, i].any() for arm in arms)
        ]
        scenarios.append(
            {
                "name": name,
                "title": world.title,
                "settled": world.settlement_label,
                "observed": found.results.observed.get(name, ""),
                "classes": [
                    {
                        "name": classes[i],
                        "label": found.words.outcome(classes[i]),
                        "colour": every[classes[i]],
                    }
                    for i in occur
                ],
                "arms": [
                    {
                        "name": arm,
                        "label": arm_label(found.words, arm),
                        "counts": shares.counts[name, arm][:, occur].tolist(),
                        "settled": shares.settled[name, arm].tolist(),
                    }
                    for arm in arms
                ],
            }
        )
    return scenarios


def sliders_of(found: Findings) -> list[Slider]:
    """A slider per address that varies between points; addresses that move in step share one. None
    where there would be too many.
    """
    points = found.results.study.points
    if len(points) < 2:
        return []
    variables = {one.name: one for one in varied_variables(found.results)}
    columns = {name: [str(point.get(name, OWN)) for point in points] for name in variables}
    groups: list[list[str]] = []
    for name, values in columns.items():
        if len(set(values)) < 2:
            continue
        twin = next((group for group in groups if in_step(columns[group[0]], values)), None)
        if twin is None:
            groups.append([name])
        else:
            twin.append(name)
    if not 0 < len(groups) <= MOST_SLIDERS or max(map(len, groups)) > MOST_ADDRESSES:
        return []
    sliders = [
        _slider(found, group, columns, {name: variables[name] for name in group})
        for group in groups
    ]
    return sliders if all(len(slider.levels) <= MOST_LEVELS for slider in sliders) else []


def _slider(
    found: Findings, group: list[str], columns: dict[str, list[str]], variables: dict[str, Any]
) -> Slider:
    first = columns[group[0]]
    levels = ordered_levels(first)
    units = dict.fromkeys(variables[name].unit for name in group)
    unit = next(iter(units)) if len(units) == 1 else ""
    told = []
    for level in levels:
        point = first.index(level)
        values = list(dict.fromkeys(columns[name][point] for name in group))
        told.append(", ".join(_said(value, unit) for value in values))
    label = " and ".join(_label(name, variables[name].label) for name in group)
    return Slider(
        label,
        tuple(group),
        tuple(told),
        _start(found, group[0], levels),
        tuple(levels.index(value) for value in first),
    )


def _label(address: str, label: str) -> str:
    prefix, _ = split_prefix(address)
    only = f" (in {', '.join(prefix)} only)" if prefix else ""
    return label.removesuffix(" (varied)") + only


def _said(value: str, unit: str) -> str:
    if value == OWN:
        return "as in the scenario"
    if value.startswith("*"):
        return f"{value[1:]} × the scenario’s own"
    return f"{value} points" if unit == "pts" and _number(value) is not None else value


def _number(value: str) -> float | None:
    try:
        return float(value.removeprefix("*"))
    except ValueError:
        return None


def ordered_levels(values: Sequence[str]) -> list[str]:
    """Numbers, or factors, from low to high; anything else in the order in which it occurs.

    Examples
    --------
    >>> ordered_levels(["*1", "*0.5", "*1"]), ordered_levels(["tft", "time"])
    (['*0.5', '*1'], ['tft', 'time'])
    """
    levels = list(dict.fromkeys(values))
    factors = [level.startswith("*") for level in levels]
    numbers = [_number(level) for level in levels]
    if None in numbers or (any(factors) and not all(factors)):
        return levels
    return sorted(levels, key=lambda level: float(level.removeprefix("*")))


def _start(found: Findings, address: str, levels: Sequence[str]) -> int:
    """The level that is the scenario's own, or nearest to it; else the first."""
    for own in (OWN, "*1", "*1.0"):
        if own in levels:
            return levels.index(own)
    prefix, plain = split_prefix(address)
    for name, world in found.worlds.items():
        if prefix and name not in prefix:
            continue
        modes = [
            parameter.value.mode for parameter in world.parameters if parameter.address == plain
        ]
        numbers = [_number(level) for level in levels]
        if modes and None not in numbers:
            return min(range(len(levels)), key=lambda i: abs((numbers[i] or 0.0) - modes[0]))
    return 0
