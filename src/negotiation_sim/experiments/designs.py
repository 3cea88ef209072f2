"""From a design to its points: what is overridden at each, as ``--set`` would write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.domain.changes import Change, Scaling
from negotiation_sim.domain.experiment import (
    Constraint,
    Design,
    Dimension,
    Grid,
    Listed,
    Point,
    Sampled,
    split_prefix,
)
from negotiation_sim.domain.parameters import Parameter
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.errors import InputError
from negotiation_sim.scenarios import Overrides

__all__ = ["points_at", "points_of", "spread", "unit_sample"]

Scenarios = Mapping[str, Scenario]
"""Scenarios by the name the user called them by, with the overrides that hold in every cell."""


def points_of(
    design: Design, scenarios: Scenarios, where: Sequence[Constraint] = ()
) -> tuple[Point, ...]:
    """The points of a design, in order, that meet every constraint.

    Raises
    ------
    InputError
        If none does.

    Examples
    --------
    >>> from negotiation_sim.domain.experiment import Axis
    >>> grid = Grid((Axis(("us.threat",), ("*0", "*1")), Axis(("base.consent",), ("0.2", "0.8"))))
    >>> points_of(grid, {})[1]
    {'us.threat': '*0', 'base.consent': '0.8'}
    """
    points = tuple(_points(design, scenarios))
    if not where:
        return points
    readers = {name: _Modes(scenario) for name, scenario in scenarios.items()}
    kept = tuple(point for point in points if all(_holds(rule, point, readers) for rule in where))
    if not kept:
        rules = "; ".join(rule.text for rule in where)
        raise InputError(
            f"none of {len(points)} points meets {rules}; widen the ranges or relax the constraint"
        )
    return kept


def _points(design: Design, scenarios: Scenarios) -> Iterator[Point]:
    match design:
        case Listed(points):
            yield from (dict(point) for point in points)
        case Grid(axes):
            for values in product(*(axis.values for axis in axes)):
                yield {
                    address: value
                    for axis, value in zip(axes, values, strict=True)
                    for address in axis.addresses
                }
        case Sampled(dimensions=dimensions):
            yield from points_at(dimensions, unit_sample(design), scenarios)


def points_at(
    dimensions: Sequence[Dimension],
    coordinates: Iterable[NDArray[np.float64]],
    scenarios: Scenarios,
) -> Iterator[Point]:
    """What is overridden at points of the unit cube, one coordinate a dimension.

    Examples
    --------
    >>> from negotiation_sim.domain.experiment import Draw
    >>> dimensions = (Dimension(("us.threat",), Draw(0, 40)), Dimension(("japan.strategy",), Draw(choices=("time", "tit"))))
    >>> list(points_at(dimensions, np.array([[0.25, 0.75]]), {}))
    [{'us.threat': '10', 'japan.strategy': 'tit'}]
    """
    known = {
        name: {one.address: one for one in scenario.parameters}
        for name, scenario in scenarios.items()
    }
    for shares in coordinates:
        pairs = (
            _drawn(dimension, float(share), known)
            for dimension, share in zip(dimensions, shares, strict=True)
        )
        yield dict(pair for some in pairs for pair in some)


def unit_sample(design: Sampled) -> NDArray[np.float64]:
    """Points of a sample on the unit cube.

    Returns
    -------
    shape (points, dimensions), each from 0 to 1

    Examples
    --------
    >>> from negotiation_sim.domain.experiment import Draw
    >>> dimensions = (Dimension(("us.threat",), Draw(0, 1)), Dimension(("us.alignment",), Draw(0, 1)))
    >>> shares = unit_sample(Sampled("latin_hypercube", 4, 7, dimensions))
    >>> np.sort((4 * shares).astype(int), axis=0).T.tolist()
    [[0, 1, 2, 3], [0, 1, 2, 3]]
    """
    return spread(design.method, design.points, len(design.dimensions), design.seed)


def spread(
    method: Literal["latin_hypercube", "sobol"], points: int, dimensions: int, seed: int
) -> NDArray[np.float64]:
    """Points spread evenly over a unit cube of any dimension.

    Returns
    -------
    shape (points, dimensions), each from 0 to 1
    """
    from inspect import signature

    from scipy.stats import qmc

    kind = qmc.Sobol if method == "sobol" else qmc.LatinHypercube
    word = (
        "rng" if "rng" in signature(kind).parameters else "seed"
    )  # renamed in SciPy 1.15, the same draws
    sampler = kind(dimensions, scramble=True, **{word: seed})
    found: NDArray[np.float64] = sampler.random(points)
    return found


def _drawn(
    dimension: Dimension, share: float, known: Mapping[str, Mapping[str, Parameter]]
) -> Iterator[tuple[str, str]]:
    """What one coordinate overrides: one text for all scenarios if they agree, else one for
    each.
    """
    for written in dimension.addresses:
        prefix, address = split_prefix(written)
        here = [name for name in known if address in known[name] and (not prefix or name in prefix)]
        texts = {name: dimension.draw.text(share, known[name][address]) for name in here}
        if len(set(texts.values())) > 1:
            yield from ((f"{name}/{address}", text) for name, text in texts.items())
        else:
            yield written, texts[here[0]] if here else dimension.draw.text(share)


class _Modes:
    """Public values of a scenario at a point."""

    def __init__(self, scenario: Scenario) -> None:
        self.overrides = Overrides(scenario)
        self.known = self.overrides.numbers

    def at(self, point: Point, name: str) -> dict[str, float]:
        values = dict(self.known)
        for written, text in point.items():
            prefix, address = split_prefix(written)
            if (not prefix or name in prefix) and address in values:
                values[address] = _moved(values[address], self.overrides.change(address, text))
        return values


def _moved(old: float, change: Change) -> float:
    (new,) = [new for _, new in (*change.values, *change.edits)] or [change.shifts[0][2]]
    if isinstance(new, Scaling):
        return old * new.factor
    if isinstance(new, (str, tuple)):
        raise ValueError(f"{new} is no number, and no constraint asks for it")
    return new if isinstance(new, float) else new.mode


def _holds(rule: Constraint, point: Point, readers: Mapping[str, _Modes]) -> bool:
    """Whether a constraint holds in every scenario in which it can be asked."""
    for name, modes in readers.items():
        asked = (not rule.scenarios or name in rule.scenarios) and set(
            rule.addresses
        ) <= modes.known.keys()
        if asked and not rule.holds(modes.at(point, name)):
            return False
    return True
