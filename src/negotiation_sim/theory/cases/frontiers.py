"""Cases of textbook frontiers: a pie, a curve, a polygon with lotteries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from negotiation_sim.solutions.nash import nash_split
from negotiation_sim.theory.cases.check import EIGHT_DIGITS, Check
from negotiation_sim.theory.cases.formula import curve
from negotiation_sim.theory.frontier import Frontier, frontier_points
from negotiation_sim.theory.lotteries import lottery_points

__all__ = ["frontier_checks"]

Case = Mapping[str, Any]

_NUMBER = r"\s*(-?\d+(?:\.\d+)?)\s*"
_PAIR = re.compile(rf"\({_NUMBER},{_NUMBER}\)")
_ROUGH = 1e-5
"""Files give what was found numerically to five decimals, up to three units off in the last;
``exact`` beside it is checked to nine."""


def frontier_checks(case: Case) -> Iterator[Check]:
    """Nash, Kalai–Smorodinsky, egalitarian and utilitarian points of every frontier of a case."""
    for one in case["cases"]:
        kind = str(one["type"])
        if kind.startswith("linear pie"):
            yield from _pie(one)
        elif kind.startswith("risk"):
            yield from _risk(one)
        elif kind.startswith("frontier u2="):
            yield from _curve(one, kind.partition("u2=")[2].partition(",")[0])
        elif kind.startswith("quarter circle"):
            radius = float(kind.partition("=")[2].partition(",")[0])
            yield from _curve(one, f"sqrt({radius} - u1^2)", (0.0, radius**0.5))
        elif "polygon" in kind:
            yield from _polygon(one)
        else:
            raise ValueError(
                f"frontier of type {kind!r}, expected linear pie, risk, frontier u2=, quarter "
                "circle or polygon"
            )


def _pie(one: Case) -> Iterator[Check]:
    disagreement = [float(d) for d in one["d"]]
    power = one.get("bargaining_power_1")
    powers = one.get("bargaining_powers", None if power is None else [power, 1 - power])
    found = nash_split(float(one["pie"]), disagreement, powers)
    yield Check(
        f"pie {one['pie']}, d {one['d']}, powers {powers}: Nash",
        one["payoffs"],
        list(found),
        EIGHT_DIGITS,
    )


def _risk(one: Case) -> Iterator[Check]:
    power = float(one["g"])
    found = frontier_points(Frontier(lambda u: 1 - u ** (1 / power), 0.0, 1.0), (0.0, 0.0))
    yield Check(
        f"u1 = x^{power:g}: share 1", one["share_1"], found.nash[0] ** (1 / power), EIGHT_DIGITS
    )


def _curve(one: Case, formula: str, ends: tuple[float, float] | None = None) -> Iterator[Check]:
    kind = str(one["type"])
    stretch = re.search(rf"u1 in \[{_NUMBER},{_NUMBER}\]", kind)
    low, high = ends or ((float(stretch[1]), float(stretch[2])) if stretch else (0.0, 1.0))
    found = frontier_points(
        Frontier(curve(formula, "u1"), low, high),
        _disagreement(one),
        float(one.get("bargaining_power_1", 0.5)),
    )
    for concept in ("nash", "kalai_smorodinsky", "egalitarian", "utilitarian"):
        if concept in one:
            yield Check(
                f"u2 = {formula}: {concept}",
                one[concept],
                list(getattr(found, concept)),
                EIGHT_DIGITS,
            )


def _polygon(one: Case) -> Iterator[Check]:
    vertices = [(float(x), float(y)) for x, y in _PAIR.findall(str(one["type"]).partition("d=")[0])]
    d = _disagreement(one)
    found = lottery_points(vertices, d)
    points = {
        "nash": found.nash,
        "kalai_smorodinsky": found.kalai_smorodinsky,
        "egalitarian": found.egalitarian,
    }
    for concept, point in points.items():
        if concept in one:
            yield Check(f"polygon: {concept}", one[concept], list(point), _ROUGH)
        if exact := one.get("exact", {}).get(concept):
            wanted = [float(Fraction(number.strip())) for number in exact.strip("() ").split(",")]
            yield Check(f"polygon: {concept} exactly", wanted, list(point), 1e-9)
    if "utilitarian" in one:
        ends = found.utilitarian
        nearest = min(ends, key=lambda end: abs(end[0] - one["utilitarian"][0]))
        yield Check("polygon: utilitarian", one["utilitarian"], list(nearest), _ROUGH)
    if "nash_product" in one:
        yield Check(
            "polygon: nash product",
            one["nash_product"],
            (found.nash[0] - d[0]) * (found.nash[1] - d[1]),
            EIGHT_DIGITS,
        )
    if "utilitarian_sum" in one:
        yield Check(
            "polygon: utilitarian sum",
            one["utilitarian_sum"],
            sum(found.utilitarian[0]),
            EIGHT_DIGITS,
        )


def _disagreement(one: Case) -> tuple[float, float]:
    """``d`` of a case, or what its type says, or nothing."""
    if "d" in one:
        return float(one["d"][0]), float(one["d"][1])
    written = _PAIR.search(str(one["type"]).partition("d=")[2])
    return (float(written[1]), float(written[2])) if written else (0.0, 0.0)
