"""The plausible range of each number of a scenario: that of a shipped box, or else its own."""

from __future__ import annotations

import math
from functools import cache

from negotiation_sim.domain.distributions import Fixed
from negotiation_sim.domain.experiment import number_text
from negotiation_sim.domain.parameters import Parameter
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.scenarios import Experiment, NamedScenario, load_experiment, plausible_ranges

__all__ = [
    "BOX",
    "DIGITS",
    "box_experiment",
    "box_ranges",
    "moved_text",
    "own_range",
    "plausible_range",
]

BOX = "plausible_box"
"""The shipped experiment that says what is plausible."""

FROM_NOTHING = 10.0
"""How far a number may go that is 0, has no distribution and no bounds (ours)."""

DIGITS = 6
"""Significant digits of a number that is moved."""


@cache
def box_experiment(name: str = BOX) -> Experiment:
    """The experiment that samples the box."""
    return load_experiment(name)


def box_ranges(named: NamedScenario, box: Experiment) -> dict[str, tuple[float, float]]:
    """Lowest and highest plausible value by address, of a scenario that a box has just so.

    A range is that of the most likely value where the scenario has a distribution. None where the
    box was made for another scenario, even one of the same name.

    Examples
    --------
    >>> box_ranges(NamedScenario.load("1956"), box_experiment())["us.stake"]
    (30.0, 90.0)
    """
    known = {one.name: one.resolved for one in box.scenarios}
    return plausible_ranges(named.name) if known.get(named.name) == named.resolved else {}


def own_range(parameter: Parameter) -> tuple[float, float]:
    """What a parameter of no box may plausibly be: the ends of its distribution, the whole unit
    where that is bounded, or half as much to half as much again.

    Examples
    --------
    >>> from negotiation_sim.domain.distributions import Fixed, Triangular
    >>> own_range(Parameter("a.b", Triangular(1, 2, 4), "pts", "ours"))
    (1.0, 4.0)
    >>> own_range(Parameter("a.b", Fixed(0.2), "share", "ours"))
    (0.0, 1.0)
    >>> own_range(Parameter("a.b", Fixed(-4.0), "pts", "ours"))
    (-6.0, -2.0)
    """
    low, high = parameter.value.support
    if low < high:
        return float(low), float(high)
    if all(map(math.isfinite, parameter.bounds)):
        return parameter.bounds
    middle = float(low)
    ends = sorted((0.5 * middle, 1.5 * middle)) if middle else [0.0, FROM_NOTHING]
    return ends[0], ends[1]


def plausible_range(
    scenario: Scenario, ranges: dict[str, tuple[float, float]], address: str
) -> tuple[float, float]:
    """The range of a parameter: that of the box, or else its own."""
    return ranges.get(address) or own_range(scenario.parameter(address))


def moved_text(parameter: Parameter, mode: float) -> str:
    """A parameter with its most likely value moved, as ``--set`` takes it.

    The whole distribution is moved with it, its upper end cut at the bound of its unit, its lower
    end drawn in before it.

    Examples
    --------
    >>> from negotiation_sim.domain.distributions import Fixed, Triangular
    >>> share = Parameter("base.consent", Triangular(0.7, 0.85, 0.97), "probability", "ours")
    >>> moved_text(share, 0.95), moved_text(share, 0.1)
    ('0.8,0.95,1', '0.0823529,0.1,0.22')
    >>> moved_text(Parameter("a.b", Fixed(1.0), "pts", "ours"), 3.5)
    '3.5'
    """
    middle = number_text(mode, DIGITS)
    if isinstance(parameter.value, Fixed):
        return middle
    least, most = parameter.bounds
    (low, high), start = parameter.value.support, parameter.value.mode
    low = low + mode - start if low + mode - start > least else low * mode / start
    first, last = number_text(low, DIGITS), number_text(min(high + mode - start, most), DIGITS)
    return middle if first == last else f"{first},{middle},{last}"
