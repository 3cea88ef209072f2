"""The model's own formulae at numbers worked out by hand (specification.md section 15.6)."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

from negotiation_sim.model.beliefs import learned
from negotiation_sim.model.hazard import expected_loss
from negotiation_sim.model.ratification import leader_worth, logistic
from negotiation_sim.model.strategies.time_dependent import aspiration, resolve
from negotiation_sim.model.walk_out import walk_hazard
from negotiation_sim.scenarios import load_scenario
from negotiation_sim.theory.validation.line import SIX_DIGITS, Line, Row, closed_forms

__all__ = ["rule_lines"]


def rule_lines() -> Iterator[Line]:
    """Every rule of the model beside the number it must give.

    Examples
    --------
    >>> all(line.check.passed for line in rule_lines())
    True
    """
    yield from closed_forms(_rows())


def _rows() -> Iterator[Row]:
    yield (
        "Faratin, Sierra & Jennings 1998",
        "aspiration at half the window, R 4, M 64, beta .5",
        49.0,
        aspiration(resolve(0.5, 0.5), 64.0, 4.0),
        0.0,
    )
    for beta in (0.2, 1.0, 5.0):
        ends = tuple(aspiration(resolve(elapsed, beta), 64.0, 4.0) for elapsed in (0.0, 1.0))
        yield (
            "Faratin, Sierra & Jennings 1998",
            f"aspiration at the start and at the end, beta {beta:g}",
            (64.0, 4.0),
            ends,
            0.0,
        )
    for lock, risk in {"open": 0.425, "pledge": 0.38675, "guarantee": 0.1353625}.items():
        yield "Powell 2006; equation 6", f"two-key hazard, {lock}", risk, _two_keys(lock), 1e-12
    yield (
        "Powell 2006; equation 6",
        "a pledge where consent is certain",
        _two_keys("open", consent=1.0),
        _two_keys("pledge", consent=1.0),
        1e-12,
    )
    yield (
        "Powell 2006; equation 6",
        "a guarantee that is fully believed",
        0.0,
        _two_keys("guarantee", guarantee=1.0),
        1e-12,
    )
    for aversion, felt in {0.0: 6.8, 0.02: 7.433038, 0.05: 8.385452, 0.1: 9.858313}.items():
        yield (
            "Pratt 1964",
            f"certainty equivalent, risk aversion {aversion:g}",
            felt,
            expected_loss(0.425, 16.0, aversion),
            SIX_DIGITS,
        )
    chance = 1 - exp(-walk_hazard(0.0, 3.0, 2.0, 1 / 12))
    yield "Iklé 1964; equation 8", "walk-out in a month, nothing to gain", 0.0799556, chance, 6e-8
    yield (
        "Iklé 1964; equation 8",
        "two principals stay for 24 months",
        exp(-4),
        (1 - chance) ** 48,
        1e-12,
    )
    yield (
        "equation 9",
        "leader's worth: odds .8, points 20, penalty 10",
        14.0,
        leader_worth(0.8, 20.0, 10.0),
        1e-12,
    )
    yield (
        "McKelvey & Palfrey 1995",
        "chance of pressing at -24, price 12, spread 8",
        0.817574,
        logistic((24 - 12) / 8),
        SIX_DIGITS,
    )
    yield (
        "McKelvey & Palfrey 1995",
        "chance of co-signing at -24, spread 8",
        0.047426,
        logistic(-24 / 8),
        SIX_DIGITS,
    )
    yield (
        "section 6",
        "Beta belief of weight 8 at .85 after one capitulation",
        0.866667,
        learned(0.85, 8.0, True),
        SIX_DIGITS,
    )


def _two_keys(lock: str, consent: float = 0.85, guarantee: float = 0.65) -> float:
    """The hazard of the shipped file, by its own expression."""
    scenario = load_scenario("2018")
    (hazard,) = scenario.hazards
    numbers = {
        "base.demand": 0.5,
        "base.consent": consent,
        "base.pledge_credibility": 0.6,
        "base.guarantee_credibility": guarantee,
    }
    place = next(
        i
        for i, outcome in enumerate(scenario.outcomes)
        if lock in outcome.levels and outcome.kind == "final"
    )
    return hazard.chances[hazard.by_outcome[place]](numbers)
