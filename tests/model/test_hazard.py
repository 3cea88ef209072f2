"""Hazards and risk attitude; verification tests 27-29."""

from __future__ import annotations

from decimal import Decimal, localcontext
from functools import cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.model.small import classes, play, single_package

from negotiation_sim.model import hazard
from negotiation_sim.model.hazard import chance, expected_loss
from negotiation_sim.scenarios import load_scenario

shares = st.floats(0, 1)
KEYS = ["base.demand", "base.consent", "base.pledge_credibility", "base.guarantee_credibility"]


@cache
def shipped():
    return load_scenario("2018")


def two_keys(demand, consent, pledge, guarantee):
    """Hazard of a base under each lock of the shipped scenarios, in the order open, pledge,
    guarantee."""
    scenario = shipped()
    base = scenario.hazards[0]
    values = dict(zip(KEYS, (demand, consent, pledge, guarantee), strict=True))
    by_level = {
        scenario.package(o.index)["basing"]: base.by_outcome[o.index] for o in scenario.outcomes
    }
    return [base.chances[by_level[level]](values) for level in ("open", "pledge", "guarantee")]


def test_two_key_hazard_of_the_specification():
    """Test 27."""
    assert two_keys(0.5, 0.85, 0.6, 0.65) == pytest.approx([0.425, 0.38675, 0.1353625], abs=1e-9)


def test_a_pledge_of_one_who_cannot_refuse_is_worth_nothing():
    """Test 27."""
    unlocked, pledge, _ = two_keys(0.5, 1.0, 0.6, 0.65)
    assert pledge == unlocked


def test_a_fully_believed_guarantee_leaves_no_hazard():
    """Test 27."""
    assert two_keys(0.5, 0.85, 0.6, 1.0)[2] == 0.0


@given(shares, shares, shares, shares, shares)
def test_hazard_rises_with_the_keys_and_falls_with_the_locks(
    demand, consent, pledge, guarantee, more
):
    base = two_keys(demand, consent, pledge, guarantee)
    assert all(0.0 <= p <= 1.0 for p in base)
    for raised in (
        two_keys(max(demand, more), consent, pledge, guarantee),
        two_keys(demand, max(consent, more), pledge, guarantee),
    ):
        assert all(high >= low - 1e-12 for high, low in zip(raised, base, strict=True))
    for locked in (
        two_keys(demand, consent, max(pledge, more), guarantee),
        two_keys(demand, consent, pledge, max(guarantee, more)),
    ):
        assert all(low <= high + 1e-12 for low, high in zip(locked, base, strict=True))


def test_a_formula_in_codes_gives_the_same_as_in_words():
    ops = [
        hazard.PARAMETER,
        hazard.NUMBER,
        hazard.PARAMETER,
        hazard.SUBTRACT,
        hazard.MULTIPLY,
        hazard.NUMBER,
        hazard.ADD,
    ]
    assert chance(ops, [0, 1.0, 1, 0, 0, 0.25, 0], (0, 7), [0.5, 0.8], [0.0] * 7) == pytest.approx(
        0.5 * 0.2 + 0.25
    )


@pytest.mark.parametrize(("lock", "outcome"), [(0.411764, "OPEN"), (0.411766, "DEAL")])
def test_commitment_problem_is_solved_at_its_threshold(lock, outcome):
    """Test 28: T = 10, L = 40, a hazard of .425 unlocked."""
    scenario = single_package(
        b=10,
        hazards={
            "raid": {
                "keys": {"asks": "raid.chance"},
                "locks": {"deal": {"deal": {"asks": "raid.credibility"}}},
            }
        },
        terms={
            "b.raid": {
                "actor": "b",
                "param": "b.raid",
                "sign": -1,
                "when": {"deal": "deal"},
                "hazard": "raid",
            }
        },
        params={"b.raid": 40, "raid.chance": 0.425, "raid.credibility": lock},
    )
    assert classes(scenario, play(scenario)) == [outcome]


@pytest.mark.parametrize(
    ("aversion", "felt"), [(0.0, 6.8), (0.02, 7.433038), (0.05, 8.385452), (0.1, 9.858313)]
)
def test_certainty_equivalents_of_the_specification(aversion, felt):
    """Test 29."""
    assert expected_loss(0.425, 16.0, aversion) == pytest.approx(felt, abs=1e-6)


def test_a_little_risk_aversion_is_nearly_none():
    """Test 29."""
    assert expected_loss(0.425, 16.0, 1e-7) == pytest.approx(6.8, abs=1e-4)


@given(shares, st.floats(0, 60), st.floats(0.001, 0.1), st.floats(0.001, 0.1))
def test_a_risk_is_felt_more_by_the_more_averse_and_never_more_than_its_worst(
    probability, loss, one, other
):
    less, more = sorted((one, other))
    assume(more > less)
    felt = [expected_loss(probability, loss, aversion) for aversion in (0.0, less, more)]
    assert felt[0] <= felt[1] + 1e-9
    assert felt[1] <= felt[2] + 1e-9
    assert felt[2] <= loss + 1e-9


def exact(probability, loss, aversion):
    """The certainty equivalent in four hundred digits, exponents beyond any float's."""
    with localcontext() as context:
        context.prec, context.Emax, context.Emin = 400, 10**15, -(10**15)
        p, x, a = map(Decimal, (probability, loss, aversion))
        return float((1 - p + p * (a * x).exp()).ln() / a)


@pytest.mark.parametrize("probability", [0.0, 1e-300, 1e-9, 0.425, 0.999, 1.0])
@pytest.mark.parametrize("loss", [0.0, 1e-6, 16.0, -16.0, 1e3])
@pytest.mark.parametrize("aversion", [1e-12, 1e-3, 0.1, 10.0, 43.7, 43.8, 1e3, -0.1, -50.0, -1e3])
def test_certainty_equivalents_at_any_size(probability, loss, aversion):
    """Within the error of one logarithm: an ulp of 1, over the risk aversion."""
    bound = 1e-12 * abs(loss) + 4e-16 * min(1 / abs(aversion), 1e9 * abs(loss))
    found = expected_loss(probability, loss, aversion)
    assert found == pytest.approx(exact(probability, loss, aversion), rel=1e-12, abs=bound)


@given(shares, st.floats(-1e30, 1e30), st.floats(-1e15, 1e15))
def test_a_certainty_equivalent_lies_between_nothing_and_the_loss(probability, loss, aversion):
    found = expected_loss(probability, loss, aversion)
    assert min(0.0, loss) - 1e-6 * abs(loss) <= found <= max(0.0, loss) + 1e-6 * abs(loss)
