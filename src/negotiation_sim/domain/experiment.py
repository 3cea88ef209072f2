"""Designs: which parameter points an experiment visits, and the constraints a point must meet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import prod
from typing import Literal

from negotiation_sim.domain.distributions import Fixed
from negotiation_sim.domain.expressions import Expression, parse_expression
from negotiation_sim.domain.levers import Consent, Lever, Promise, Threat
from negotiation_sim.domain.parameters import Parameter
from negotiation_sim.domain.scenario import Scenario

__all__ = [
    "DESIGNS",
    "KEY_COLUMNS",
    "Axis",
    "Constraint",
    "Design",
    "Dimension",
    "Draw",
    "Grid",
    "Listed",
    "Point",
    "Sampled",
    "number_text",
    "parse_constraint",
    "result_columns",
    "split_prefix",
]

Point = Mapping[str, str]
"""Address -> value as ``--set`` writes it; the address may have a prefix of scenarios."""

DESIGNS = ("grid", "list", "table", "latin_hypercube", "sobol")
"""Kinds of design, as an experiment file calls them."""

DIGITS = 6
"""Significant digits of a sampled number; enough to spread points, short enough to read."""

KEY_COLUMNS = ("scenario", "intervention", "point", "run", "outcome_class", "settled")
"""Result columns that are always kept."""

_PREFIXED = re.compile(r"([^/<>=*]+)/(.*)", re.DOTALL)
_SCENARIO = re.compile(r"[^\s()]+")
_DIVISION = re.compile(r"\s/|/\s")
_COMPARISON = re.compile(r"<=|>=|<|>")


def split_prefix(address: str) -> tuple[tuple[str, ...], str]:
    """Scenarios an address is meant for, none for all, and the address itself.

    Examples
    --------
    >>> split_prefix("2018+2022/russia.norm"), split_prefix("us.threat")
    ((('2018', '2022'), 'russia.norm'), ((), 'us.threat'))
    """
    match = _PREFIXED.fullmatch(address)
    if match is None:
        return (), address
    return tuple(name.strip() for name in match[1].split("+")), match[2].strip()


def number_text(number: float, digits: int = 15) -> str:
    """A number as ``--set`` writes it.

    Examples
    --------
    >>> number_text(3 * 0.2), number_text(40), number_text(-0.0), number_text(2 / 3, digits=6)
    ('0.6', '40', '0', '0.666667')
    """
    return f"{number + 0.0:.{digits}g}"


@dataclass(frozen=True, slots=True)
class Listed:
    """Points written out, in a file or in a table beside it."""

    points: tuple[Point, ...] = ({},)


@dataclass(frozen=True, slots=True)
class Axis:
    """Values that some addresses take together."""

    addresses: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Every combination of the values of its axes, the last varying fastest."""

    axes: tuple[Axis, ...]

    @property
    def size(self) -> int:
        """Number of points."""
        return prod(len(axis.values) for axis in self.axes)


@dataclass(frozen=True, slots=True)
class Draw:
    """What one coordinate of a sample, from 0 to 1, does to a parameter.

    Parameters
    ----------
    low, high : range of the number drawn
    mode : the number becomes the most likely value of a distribution, where the scenario has one,
        instead of the value
    width : half-width of that distribution, as a share of the number
    spread : or its half-width as it is; where neither is given the distribution of the scenario
        moves in proportion, its ends cut off at the limits of the unit
    choices : values drawn from instead of a range, equally likely
    likely : most likely number, which `calibrate` starts from; the scenario's if None

    Examples
    --------
    >>> from negotiation_sim.domain.distributions import Triangular
    >>> Draw(20, 60, mode=True, width=0.25).text(0.5, Parameter("a.b", Triangular(1, 2, 3), "pts", "ours"))
    '30,40,50'
    >>> Draw(20, 60, mode=True).text(0.5, Parameter("a.b", Triangular(1, 2, 3), "pts", "ours"))
    '20,40,60'
    >>> Draw(20, 60).text(0.5), Draw(choices=("low", "high")).text(0.5)
    ('40', 'high')
    """

    low: float = 0.0
    high: float = 0.0
    mode: bool = False
    width: float = 0.0
    spread: float = 0.0
    choices: tuple[str, ...] = ()
    likely: float | None = None

    def text(self, share: float, parameter: Parameter | None = None) -> str:
        """The override at a coordinate.

        Parameters
        ----------
        share : from 0 to 1
        parameter : what is overridden; None for what is never a distribution
        """
        if self.choices:
            return self.choices[min(int(share * len(self.choices)), len(self.choices) - 1)]
        number = self.low + (self.high - self.low) * share
        if not self.mode or parameter is None or isinstance(parameter.value, Fixed):
            return number_text(number, DIGITS)
        least, most = parameter.bounds
        if self.width or self.spread:
            half = self.width * abs(number) + self.spread
            low, high = number - half, number + half
        else:
            factor = number / parameter.value.mode if parameter.value.mode else 1.0
            low, high = sorted(end * factor for end in parameter.value.support)
            low, high = min(low, number), max(high, number)
        texts = [number_text(x, DIGITS) for x in (max(low, least), number, min(high, most))]
        return ",".join(texts) if texts[0] != texts[2] else texts[1]


@dataclass(frozen=True, slots=True)
class Dimension:
    """One coordinate of a sample, and the addresses that share it."""

    addresses: tuple[str, ...]
    draw: Draw


@dataclass(frozen=True, slots=True)
class Sampled:
    """Points spread evenly over a box.

    Parameters
    ----------
    method : Latin hypercube (McKay, Beckman & Conover 1979) or scrambled Sobol sequence (Sobol
        1967; Owen 1998)
    seed : fixes the points; it has nothing to do with the luck of the runs
    """

    method: Literal["latin_hypercube", "sobol"]
    points: int
    seed: int
    dimensions: tuple[Dimension, ...]


Design = Listed | Grid | Sampled


@dataclass(frozen=True, slots=True)
class Constraint:
    """``left < right``, ``<=``, ``>`` or ``>=`` between two formulas.

    Parameters
    ----------
    scenarios : where it must hold; none for everywhere its addresses exist
    """

    text: str
    scenarios: tuple[str, ...]
    left: Expression
    sign: str
    right: Expression

    @property
    def addresses(self) -> tuple[str, ...]:
        """What it reads, in order of first use."""
        return tuple(dict.fromkeys(self.left.addresses + self.right.addresses))

    def holds(self, values: Mapping[str, float]) -> bool:
        """Whether it holds at these values of its addresses."""
        left, right = self.left(values), self.right(values)
        match self.sign:
            case "<":
                return left < right
            case "<=":
                return left <= right
            case ">":
                return left > right
        return left >= right


def parse_constraint(text: str) -> Constraint:
    """Read a constraint: two formulas of ``+ - *`` with a comparison between them.

    A ``/`` follows the scenarios it is for directly, without a blank on either side; any other is a
    division, which is refused.

    Raises
    ------
    ValueError
        If it is anything else.

    Examples
    --------
    >>> rule = parse_constraint("1956/us.threat < us.alignment + 20")
    >>> rule.scenarios, rule.addresses
    (('1956',), ('us.threat', 'us.alignment'))
    >>> rule.holds({"us.threat": 30, "us.alignment": 15}), rule.holds({"us.threat": 36, "us.alignment": 15})
    (True, False)
    """
    scenarios, body = split_prefix(text)
    if _DIVISION.search(text) or not all(map(_SCENARIO.fullmatch, scenarios)):
        scenarios, body = (), text
    signs = _COMPARISON.findall(body)
    if len(signs) != 1:
        raise ValueError(
            f"{text!r} is not a constraint, expected two formulas with one of < <= > >= between them"
        )
    left, right = (parse_expression(side) for side in body.split(signs[0]))
    return Constraint(text, scenarios, left, signs[0], right)


def result_columns(scenarios: Iterable[Scenario]) -> tuple[str, ...]:
    """Columns of the result table of some scenarios, in order."""
    found = list(scenarios)
    issues = dict.fromkeys(issue.name for scenario in found for issue in scenario.issues)
    actors = dict.fromkeys(
        actor.name for scenario in found for actor in scenario.principals + scenario.third_parties
    )
    ends = (
        "termination",
        "walked_out_by",
        "ratification_failed",
        "months",
        "agreement_months",
        "pressed",
        "pressed_months",
        "cosigned",
    )
    gates = ("gap_start", "gate_start", "gap_end", "gate_end")
    points = (f"points_{actor}" for actor in actors)
    shows = dict.fromkeys(f"shows_{one.name}" for scenario in found for one in scenario.patterns)
    return (*KEY_COLUMNS, *issues, *ends, *acting_columns(found), *gates, *points, *shows)


def acting_columns(scenarios: Iterable[Scenario]) -> tuple[str, ...]:
    """Columns that say who pressed and who co-signed, where some scenario has several third
    parties, and what everybody who promises paid.
    """
    found = list(scenarios)
    levers = [lever for scenario in found for lever in scenario.levers]
    several = any(len(scenario.third_parties) > 1 for scenario in found)
    acts: list[tuple[str, type[Lever]]] = [("paid", Promise)]
    if several:
        acts = [("pressed", Threat), ("cosigned", Consent), *acts]
    named = [
        f"{word}_{lever.actor}"
        for word, kind in acts
        for lever in levers
        if isinstance(lever, kind)
    ]
    return tuple(dict.fromkeys(named))
