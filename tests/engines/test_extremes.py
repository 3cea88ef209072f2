"""Engines agree on every legal value, and no number of a row is ever infinite or not a number."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.odd import event, rich, without
from tests.engines.test_equality import assert_equal_everywhere, contents
from tests.model.small import dispute, fixed, mapping, shipped

from negotiation_sim.domain.changes import Change
from negotiation_sim.domain.distributions import LARGEST, Fixed
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_interpreted
from negotiation_sim.engines.layout import LARGE, STANDARD
from negotiation_sim.engines.mesa_engine import mesa_rows
from negotiation_sim.model.strategies.registry import STRATEGIES
from negotiation_sim.scenarios import build_scenario

TELLING = [0.0, -0.0, 1.0, -1.0, 5e-324, 1e-300, 1e-12, 0.5, 7.0, 10.0, 709.0, 711.0, 1e6, 1e12]
TELLING += [-number for number in TELLING] + [LARGEST, -LARGEST]
PROTOCOLS = [
    {},
    {"accord": "bargained", "prospect": "hoped"},
    {"lesser_text": True, "hold_back": True, "offer_points": 0.5},
    {"lesser_text": True, "prospect": "hoped", "offer_points": LARGEST},
]


def data_of() -> dict[str, Any]:
    """Two sides with two neighbours and all that rules know, formulas and learning included."""
    data = without(rich(), "c")
    data["params"]["a.norm_share"] = {
        "formula": "raid.chance*a.norm*a.norm - b.bar",
        "unit": "share",
        "source": "invented for a test",
    }
    data["params"]["raid.credibility"]["prior_weight"] = 3
    data["terms"]["b.raid"] = data["terms"]["b.bar"] | {
        "channel": "material",
        "hazard": "raid",
        "param": "b.value",
    }
    data["events"]["insult"] = event("2001-09", {"b.beta": -0.5}, injures=["a", "b"])
    return data


WHOLE = build_scenario(data_of())


@st.composite
def anything(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, dict[str, float]], Change]:
    """A protocol, scores and a change with numbers from the whole range of their units."""
    protocol = draw(st.sampled_from(PROTOCOLS))
    number = numbers(-LARGEST, LARGEST)
    level = st.sampled_from(["west", "middle", "east", "truce", "patrol", "talks"])
    scores = draw(st.dictionaries(st.sampled_from("abns"), st.dictionaries(level, number)))
    drawn = draw(st.lists(st.sampled_from(ADDRESSES), max_size=8, unique=True))
    values = [(address, Fixed(draw(legal(address)))) for address in drawn]
    shifts = [(*one, draw(number)) for one in draw(st.lists(st.sampled_from(SHIFTS), unique=True))]
    ways = [(actor.name, draw(st.sampled_from(STRATEGIES))) for actor in WHOLE.principals]
    return protocol, scores, Change(values=(*values,), shifts=(*shifts,), strategies=(*ways,))


def scenario_of(drawn: tuple[dict[str, Any], dict[str, dict[str, float]], Change]) -> Scenario:
    (protocol, scores, change), data = drawn, data_of()
    data["protocol"] |= protocol
    for actor, points in scores.items():
        data["scores"][actor]["deal"] |= points
    return build_scenario(data).changed(change)


ADDRESSES = [parameter.address for parameter in WHOLE.parameters]
SHIFTS = [(event.name, address) for event in WHOLE.events for address, _ in event.shifts]


def legal(address: str) -> st.SearchStrategy[float]:
    parameter = WHOLE.parameter(address)
    low, high = parameter.kept_within
    return numbers(5e-324 if parameter.unit == "shape" else low, high)


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    telling = sorted({number for number in (*TELLING, low, high) if low <= number <= high})
    return st.sampled_from(telling) | st.floats(low, high)


def assert_equal_and_finite(scenario: Scenario, runs: int, seed: int = 1) -> np.ndarray:
    rows = assert_equal_everywhere(scenario, runs, seed)
    for name in ("points", "gap_start", "gap_end"):
        assert np.isfinite(rows[name]).all(), name
    return rows


@settings(max_examples=60, deadline=None, derandomize=True)
@given(anything(), st.integers(0, 2**63 - 1))
def test_engines_agree_on_every_legal_value(drawn, seed):
    scenario = scenario_of(drawn)
    assert compile_scenario(scenario).capacity is STANDARD
    assert_equal_and_finite(scenario, 5, seed)


@pytest.mark.long
@settings(max_examples=5000, deadline=None)
@given(anything(), st.integers(0, 2**63 - 1))
def test_engines_agree_on_every_legal_value_longer(drawn, seed):
    assert_equal_and_finite(scenario_of(drawn), 8, seed)


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize(
    ("noun", "value"),
    [
        ("walk_noise", 0.0),
        ("ratify_noise", 0.0),
        ("risk_aversion", 10.0),
        ("risk_aversion", 1e6),
        ("risk_aversion", -1e6),
        ("value", 1e12),
        ("beta", 1e-320),
        ("beta", 1e12),
        ("window", 0.0),
    ],
)
def test_engines_agree_at_the_ends_of_a_range(noun, value, strategy):
    scenario = build_scenario(data_of())
    change = Change(
        values=tuple((f"{who}.{noun}", Fixed(value)) for who in "ab"),
        strategies=(("a", strategy), ("b", strategy)),
    )
    assert_equal_and_finite(scenario.changed(change), 12)


def test_an_event_may_take_the_shape_to_nothing():
    """Where nothing is conceded before the end, a text that needs a concession waits for it."""
    events = {"stiff": event("2001-01", {"a.beta": -5.0, "b.beta": -5.0})}
    worth = {"west": {"a": 10, "b": 2}, "east": {"a": 2, "b": 10}}
    rows = assert_equal_and_finite(dispute(worth, events=events), 40)
    assert set(rows["agreement_step"]) == {11}, "a responder compares with its demand of step 12"


def test_one_who_loses_by_waiting_takes_a_lesser_text():
    """Compiled rules refused any interim text to whoever has a reserve below 0."""
    data = data_of() | {"protocol": {"lesser_text": True}}
    for reserve in (-3.0, -1e15):
        change = Change(shifts=(("accord", "b.reserve", reserve),))
        assert_equal_and_finite(build_scenario(data).changed(change), 60)


def test_no_noise_is_the_limit_of_little():
    little = {f"{who}__{noun}": 1e-300 for who in ("japan", "russia") for noun in NOISES}
    none = dict.fromkeys(little, 0.0)
    episode = shipped("2018")
    rows = [assert_equal_and_finite(fixed(episode, **noises), 60) for noises in (little, none)]
    assert contents(rows[0]) == contents(rows[1])


NOISES = ("walk_noise", "ratify_noise")


# ------------------------------------------------------------------ sizes


def many_outcomes() -> Scenario:
    worth = {f"x{i:03}": {"a": i / 10, "b": 25 - i / 10} for i in range(255)}
    return dispute(worth, params={"a.beta": [0.3, 0.6, 1.2]}, ratifies=["a"])


def many_actors() -> Scenario:
    names = [f"p{i}" for i in range(8)]
    worth = {
        f"x{i}": {name: (i * (k + 2)) % 7 for k, name in enumerate(names)} for i in range(1, 6)
    }
    drawn = {f"{name}.beta": {"uniform": [0.5, 2]} for name in names}
    return dispute(worth, principals=names, thirds=["n", "s", "e", "w"], params=drawn)


def many_events() -> Scenario:
    events = {
        f"e{i}": event(f"200{1 + i // 12}-{i % 12 + 1:02}", {"a.reserve": (-1) ** i * i / 9})
        for i in range(64)
    }
    events["e0"]["probability"] = 0.5
    return dispute({"deal": {"a": 3, "b": 3}}, months=72, events=events)


def long_talks(months: int = 1200) -> Scenario:
    return dispute(
        {"west": {"a": 9, "b": 1}, "east": {"a": 1, "b": 9}},
        months=months,
        params={"a.beta": 0.02, "b.beta": [0.3, 0.6, 1.2], "a.walk_rate": 0.01},
    )


SIZES = {
    "256 outcomes": many_outcomes,
    "12 actors": many_actors,
    "64 events": many_events,
    "1,200 steps": long_talks,
}


@pytest.mark.parametrize("name", SIZES)
@pytest.mark.parametrize("strategy", STRATEGIES)
def test_mesa_and_the_interpreted_kernel_agree_on_the_largest(name, strategy):
    compiled = compile_scenario(with_strategy(SIZES[name](), strategy))
    runs = 1 if name == "1,200 steps" else 3
    assert compiled.capacity is LARGE
    assert contents(mesa_rows(compiled, 1, 0, runs)) == contents(
        run_interpreted(compiled, 1, 0, runs)
    )


@pytest.mark.long
@pytest.mark.parametrize("name", SIZES)
@pytest.mark.parametrize("strategy", STRATEGIES)
def test_engines_agree_on_the_largest(name, strategy):
    assert_equal_and_finite(with_strategy(SIZES[name](), strategy), 5)


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_engines_agree_on_talks_of_one_step(strategy):
    rows = assert_equal_and_finite(with_strategy(long_talks(months=1), strategy), 12)
    assert set(rows["steps"]) == {1}


def with_strategy(scenario: Scenario, name: str) -> Scenario:
    return scenario.changed(
        Change(strategies=tuple((actor.name, name) for actor in scenario.principals))
    )


# ------------------------------------------------------------------ what is no legal value


@pytest.mark.parametrize("value", [1e16, -1e300])
def test_numbers_too_large_to_calculate_with_are_faults(value):
    from negotiation_sim.errors import FaultsError

    for change in (
        {"params": {"a.value": value}},
        {"scores": {"a": {"deal": {"west": value}}}},
    ):
        with pytest.raises(FaultsError, match=r"1e[+]15"):
            build_scenario(mapping({"west": {"a": 1, "b": 1}}, **change))


def test_quantiles_stay_within_their_support():
    """The library leaves it by a twentieth where the spread is huge."""
    share = {"normal": [0, LARGEST, 0, 1]}
    compiled = compile_scenario(dispute({"west": {"a": 1, "b": 1}}, params={"a.norm_share": share}))
    assert compiled.quantiles.min() >= 0.0
    assert compiled.quantiles.max() <= 1.0
