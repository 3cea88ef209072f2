"""The three first episodes against the published tables (specification.md section 15);
verification tests 42, 44, 49, 50."""

from __future__ import annotations

import itertools
import math
from collections import Counter

import numpy as np
import pytest
from tests.model.episodes import distance, episode, rows_of, settled_in, shares_of
from tests.model.small import EPISODES, class_shares, mode, settled

from negotiation_sim.engines.compiled import compile_scenario, gate_names
from negotiation_sim.engines.mesa_engine import mesa_rows

RUNS = 20_000
BASELINES = {
    "1956": {
        "DECLARATION": 0.711,
        "STALEMATE": 0.089,
        "RATIFICATION_FAILED": 0.084,
        "TREATY_TWO": 0.067,
        "SUSPENSION": 0.039,
        "TREATY_TWO_PLEDGED": 0.009,
    },
    "2018": {
        "ACCELERATED_TALKS": 0.708,
        "STALEMATE": 0.171,
        "SUSPENSION": 0.059,
        "TREATY_TWO_PLUS": 0.038,
        "RATIFICATION_FAILED": 0.016,
        "TREATY_TWO_PLUS_GUARANTEED": 0.009,
    },
    "2022": {"SUSPENSION": 0.836, "STALEMATE": 0.113, "ACCELERATED_TALKS": 0.051},
}
"""Shares of the classes (specification.md section 15.1), made with exploration .1: off, the
16)."""
MODES = {"1956": "DECLARATION", "2018": "ACCELERATED_TALKS", "2022": "SUSPENSION"}
BANDS = {"1956": (0.60, 0.80), "2018": (0.60, 0.80), "2022": (0.75, 0.92)}

SETTLED = [
    ("1956", "", (), 0.076),
    ("1956", "no_threat", (), 0.404),
    ("1956", "binding_guarantee", (), 0.461),
    ("2018", "", (), 0.049),
    ("2018", "no_threat", (), 0.059),
    ("2018", "guarantee_as_believed", (), 0.159),
    ("2018", "binding_guarantee", (), 0.220),
    ("2018", "low_presumption", (), 0.152),
    ("2018", "no_base_demand", (), 0.193),
    ("2018", "no_clause", (), 0.101),
    ("2018", "no_clause+abe_stays", (), 0.120),
    ("2018", "norms_halved", (), 0.357),
    ("2018", "norms_halved+binding_guarantee", (), 0.800),
]
"""Section 16.1, reference values with the defaults."""

SETTLED_WITH_EXPLORATION = [
    ("1956", "threat_certain", 0.000),
    ("1956", "no_threat+binding_guarantee", 0.467),
    ("1956", "low_presumption", 0.088),
    ("1956", "no_base_demand", 0.090),
    ("1956", "no_ldp_merger", 0.126),
    ("1956", "japan_norm_halved", 0.205),
    ("2018", "no_clause+abe_stays+binding_guarantee", 0.402),
    ("2022", "", 0.000),
    ("2022", "binding_guarantee", 0.000),
    ("2022", "no_sanctions", 0.000),
    ("2022", "no_invasion+no_sanctions", 0.000),
    ("2022", "no_invasion+no_sanctions+no_clause", 0.025),
    ("2022", "no_invasion+no_sanctions+no_clause+binding_guarantee", 0.140),
]
"""Section 9.2, where 16.1 gives no newer value."""

ABLATIONS = {
    "common deadline": ("japan.window=1", "russia.window=1"),
    "leaders without norms": ("japan.norm_share=0", "russia.norm_share=0"),
    "leaders with the whole norm": ("japan.norm_share=1", "russia.norm_share=1"),
    "failure costs nothing": ("japan.ratify_penalty=0", "russia.ratify_penalty=0"),
    "nearly certain votes": ("japan.ratify_noise=1", "russia.ratify_noise=1"),
    "uncertain votes": ("japan.ratify_noise=10", "russia.ratify_noise=10"),
    "no value of waiting": ("japan.reserve=0", "russia.reserve=0"),
    "risk aversion": ("japan.risk_aversion=.05", "russia.risk_aversion=.05"),
    "tough": ("japan.beta=.3", "russia.beta=.3"),
    "even": ("japan.beta=1", "russia.beta=1"),
    "hostility costs nothing": ("japan.hostility_cost=0", "russia.hostility_cost=0"),
}
"""Section 14; each is the overrides that make it."""


# ------------------------------------------------------------------ baselines


@pytest.mark.parametrize("name", EPISODES)
def test_baseline_is_the_published_table(name):
    shares = shares_of(episode(name), RUNS)
    for outcome in {*shares, *BASELINES[name]}:
        assert shares[outcome] == pytest.approx(BASELINES[name].get(outcome, 0.0), abs=0.015), (
            outcome
        )


@pytest.mark.long
@pytest.mark.parametrize("name", EPISODES)
def test_baseline_is_the_published_table_to_the_third_decimal(name):
    shares = shares_of(episode(name), 400_000)
    for outcome in {*shares, *BASELINES[name]}:
        assert shares[outcome] == pytest.approx(BASELINES[name].get(outcome, 0.0), abs=0.006), (
            outcome
        )


@pytest.mark.long
@pytest.mark.parametrize("name", EPISODES)
def test_baseline_by_mesa_is_the_published_table(name):
    scenario = episode(name)
    shares = class_shares(scenario, mesa_rows(compile_scenario(scenario), 1, 0, RUNS))
    for outcome in {*shares, *BASELINES[name]}:
        assert shares[outcome] == pytest.approx(BASELINES[name].get(outcome, 0.0), abs=0.015), (
            outcome
        )


@pytest.mark.parametrize("name", EPISODES)
def test_recorded_outcome_is_the_most_frequent_and_within_its_band(name):
    """Test 49."""
    shares = shares_of(episode(name), RUNS)
    low, high = BANDS[name]
    assert mode(shares) == MODES[name] == episode(name).observed.outcome_class
    assert low <= shares[MODES[name]] <= high


@pytest.mark.parametrize("name", EPISODES)
def test_no_episode_is_nearly_certain(name):
    """Test 50."""
    shares = shares_of(episode(name), RUNS)
    assert -sum(share * math.log2(share) for share in shares.values()) >= 0.5


def test_talks_of_2022_are_broken_off_mostly_by_russia():
    rows = rows_of(episode("2022"), RUNS)
    by = {
        actor.name: np.mean(rows["walker"] == i)
        for i, actor in enumerate(episode("2022").principals)
    }
    assert by["russia"] == pytest.approx(0.604, abs=0.015)
    assert by["japan"] == pytest.approx(0.232, abs=0.015)


# ------------------------------------------------------------------ timing, which was not fitted


def month(label):
    """Steps played by the end of a month of the first episode, the unit of the step columns."""
    calendar = episode("1956").calendar
    return 1 + next(step for step in range(calendar.n_steps) if calendar.label(step) == label)


def test_washington_presses_in_1956_as_often_and_when_it_did():
    rows = rows_of(episode("1956"), RUNS)
    pressed = rows["pressed_step"][rows["pressed_step"] > 0]
    assert len(pressed) / RUNS == pytest.approx(0.432, abs=0.014)
    assert abs(np.median(pressed) - month("Jul 1956")) <= 1


def test_declaration_of_1956_comes_when_it_came():
    scenario = episode("1956")
    rows = rows_of(scenario, RUNS)
    declared = [o.index for o in scenario.outcomes if o.levels[0] == "declaration"]
    when = rows["agreement_step"][np.isin(rows["in_force"], declared)]
    assert np.median(when) == month("Aug 1956")
    assert np.quantile(when, 0.05) == month("Jun 1956")
    assert abs(np.quantile(when, 0.95) - month("Nov 1956")) <= 1


# ------------------------------------------------------------------ counterfactuals


@pytest.mark.parametrize(("name", "arm", "overrides", "share"), SETTLED)
def test_counterfactual_settles_as_often_as_published(name, arm, overrides, share):
    assert settled_in(episode(name, arm, *overrides), 40_000) == pytest.approx(share, abs=0.01)


@pytest.mark.long
@pytest.mark.parametrize(("name", "arm", "overrides", "share"), SETTLED)
def test_counterfactual_settles_as_often_as_published_to_the_third_decimal(
    name, arm, overrides, share
):
    assert settled_in(episode(name, arm, *overrides), 400_000) == pytest.approx(share, abs=0.004)


@pytest.mark.parametrize(("name", "arm", "share"), SETTLED_WITH_EXPLORATION)
def test_other_counterfactual_settles_as_often_as_published(name, arm, share):
    assert settled_in(episode(name, arm), 10_000) == pytest.approx(share, abs=0.015)


def test_without_sanctions_it_is_mostly_japan_that_breaks_off():
    scenario = episode("2022", "no_sanctions")
    rows = rows_of(scenario, RUNS)
    assert shares_of(scenario, RUNS)["SUSPENSION"] == pytest.approx(0.48, abs=0.015)
    japan, russia = (np.mean(rows["walker"] == i) for i in (0, 1))
    assert japan > 2 * russia


def test_without_invasion_and_sanctions_talks_drag_on():
    shares = shares_of(episode("2022", "no_invasion+no_sanctions"), RUNS)
    for name, share in {"STALEMATE": 0.60, "ACCELERATED_TALKS": 0.27, "SUSPENSION": 0.13}.items():
        assert shares[name] == pytest.approx(share, abs=0.015)


# ------------------------------------------------------------------ the gap


@pytest.mark.parametrize(
    ("name", "arm", "gap", "median"),
    [
        ("1956", "", "gap_start", -25.4),
        ("1956", "no_threat", "gap_start", 5.8),
        ("2018", "", "gap_start", 0.3),
        ("2018", "binding_guarantee", "gap_start", 4.8),
        ("2022", "", "gap_start", -17.8),
        ("2022", "binding_guarantee", "gap_start", -9.3),
        ("2022", "no_clause", "gap_start", -6.3),
    ],
)
def test_median_gap_to_a_treaty_is_the_published_one(name, arm, gap, median):
    """Section 9.2; the gap keeps moving where probabilities have hit the floor."""
    assert np.median(rows_of(episode(name, arm), RUNS)[gap]) == pytest.approx(median, abs=0.3)


def test_by_the_end_of_2020_the_window_has_closed_mostly_in_russia():
    """Published as -13.3 and .75; by the definition of 9.2, Abe's leaving included, it is -14.0 and
    .81 (see test_gates.py)."""
    gates = gate_names(episode("2018"))
    rows = rows_of(episode("2018"), RUNS)
    assert np.median(rows["gap_end"]) == pytest.approx(-13.3, abs=1.0)
    assert np.mean(rows["gate_end"] == gates.index("russia.domestic")) == pytest.approx(
        0.75, abs=0.07
    )


# ------------------------------------------------------------------ dose and response


def test_a_bigger_threat_never_makes_a_treaty_of_1956():
    """Test 42: no run settles only with the bigger threat."""
    doses = [
        settled(scenario, rows_of(scenario, 50_000)) for scenario in threats(0, 0.5, 1, 1.5, 2)
    ]
    for weaker, stronger in itertools.pairwise(doses):
        assert not (stronger & ~weaker).any()
    assert doses[0].mean() > 4 * doses[-1].mean()


def threats(*factors):
    return [episode("1956", "", f"us.threat=*{factor}") for factor in factors]


@pytest.mark.parametrize(
    ("texts", "arm", "shares"),
    [
        (
            tuple(f"base.consent={x / 5}" for x in range(6)),
            "",
            [0.195, 0.151, 0.113, 0.080, 0.053, 0.035],
        ),
        (
            tuple(f"russia.base_loss={x}" for x in range(0, 81, 20)),
            "",
            [0.195, 0.109, 0.050, 0.021, 0.009],
        ),
    ],
    ids=["presumption", "loss"],
)
def test_base_risk_lowers_the_chance_of_a_treaty_in_2018(texts, arm, shares):
    """Test 44."""
    doses = [
        settled(scenario, rows_of(scenario, RUNS))
        for scenario in (episode("2018", arm, text) for text in texts)
    ]
    assert [dose.mean() for dose in doses] == pytest.approx(shares, abs=0.012)
    for less, more in itertools.pairwise(doses):
        assert np.mean(more & ~less) <= 0.0005


def test_a_believed_guarantee_raises_the_chance_of_a_treaty_in_2018():
    """Test 44."""
    levels = [
        episode("2018", "guarantee_as_believed", f"base.guarantee_credibility={x}")
        for x in (0, 0.25, 0.5, 0.75, 1)
    ]
    shares = [settled_in(scenario, RUNS) for scenario in levels]
    assert shares == sorted(shares)
    assert [shares[0], shares[-1]] == pytest.approx([0.061, 0.232], abs=0.012)


def test_a_treaty_may_exist_only_because_of_a_threat():
    """Test 43: never assert that this cannot happen. Here no more than that removing the threat
    helps on the whole."""
    for name in EPISODES:
        assert (
            settled_in(episode(name, "no_threat"), RUNS) >= settled_in(episode(name), RUNS) - 0.01
        )


# ------------------------------------------------------------------ ablations


@pytest.mark.parametrize("name", EPISODES)
@pytest.mark.parametrize("what", ABLATIONS)
def test_recorded_outcome_stays_the_most_frequent_without_each_part_of_the_model(what, name):
    """Test 49."""
    assert mode(shares_of(episode(name, "", *ABLATIONS[what]), 4000)) == MODES[name]


@pytest.mark.parametrize("name", EPISODES)
def test_recorded_outcome_stays_the_most_frequent_under_complete_information(name):
    """Test 49."""
    assert mode(shares_of(episode(name).certain(), 4000)) == MODES[name]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("1956", "DECLARATION"), ("2018", "ACCELERATED_TALKS"), ("2022", "STALEMATE")],
)
def test_without_walking_out_only_2022_changes(name, expected):
    """Test 49."""
    assert (
        mode(shares_of(episode(name, "", "japan.walk_rate=0", "russia.walk_rate=0"), 4000))
        == expected
    )


MOVED = {
    "common deadline": (0.020, 0.058, 0.0),
    "leaders without norms": (0.030, 0.140, 0.0),
    "leaders with the whole norm": (0.060, 0.058, 0.0),
    "failure costs nothing": (0.057, 0.055, 0.139),
    "nearly certain votes": (0.162, 0.121, 0.0),
    "uncertain votes": (0.299, 0.039, 0.0),
    "no value of waiting": (0.092, 0.087, 0.018),
    "risk aversion": (0.010, 0.023, 0.0),
    "tough": (0.014, 0.039, 0.0),
    "even": (0.008, 0.026, 0.0),
    "hostility costs nothing": (0.112, 0.115, 0.061),
}
"""Total variation from the baseline in 1956, 2018 and 2022 (specification.md section 15.3)."""


@pytest.mark.long
@pytest.mark.parametrize("what", ABLATIONS)
def test_each_part_of_the_model_moves_the_outcomes_as_much_as_published(what):
    for name, published in zip(EPISODES, MOVED[what], strict=True):
        moved = distance(
            shares_of(episode(name), 100_000),
            shares_of(episode(name, "", *ABLATIONS[what]), 100_000),
        )
        assert moved == pytest.approx(published, abs=0.01), name


def test_total_variation_of_nothing_is_zero():
    assert distance(Counter(a=0.5, b=0.5), Counter(a=0.5, b=0.5)) == 0.0
