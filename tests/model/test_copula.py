"""Draws that are correlated, each with its own distribution."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from tests.model.small import dispute, mapping

from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.ensemble import run_interpreted
from negotiation_sim.engines.mesa_engine import mesa_rows
from negotiation_sim.engines.plain_records import plain_talks
from negotiation_sim.errors import FaultsError
from negotiation_sim.model.copula import normal_quantile, normal_share, together
from negotiation_sim.model.run.deal import deal
from negotiation_sim.model.streams import stream_key
from negotiation_sim.scenarios import build_scenario

WORTH = {"one": {"a": 3, "b": 1}, "two": {"a": 1, "b": 3}}
DRAWN = {"a.value": [0, 1, 5], "b.value": {"beta": [2, 5]}, "a.reserve": {"uniform": [0, 2]}}
RUNS = 4000


def linked(*pairs):
    links = [
        {"between": [one, other], "rank": rank, "source": "invented"} for one, other, rank in pairs
    ]
    return dispute(WORTH, params=DRAWN, correlations=links)


def draws(scenario):
    """Private values of many runs, by address."""
    talks, found = plain_talks(compile_scenario(scenario)), []
    for run in range(RUNS):
        deal(talks, stream_key(1, run))
        found.append(talks.state.values[: len(scenario.parameters)])
    table = np.array(found)
    return {p.address: table[:, i] for i, p in enumerate(scenario.parameters)}


def test_normal_shares_and_quantiles_are_those_of_scipy():
    x = np.linspace(-6.9, 6.9, 500)
    assert [normal_share(one) for one in x] == pytest.approx(stats.norm.cdf(x), rel=1e-12)
    shares = np.r_[10.0 ** -np.arange(3, 16), np.linspace(0.001, 0.999, 500)]
    assert [normal_quantile(one) for one in shares] == pytest.approx(
        stats.norm.ppf(shares), abs=1e-13
    )


def test_a_correlated_draw_never_is_its_largest_value():
    assert together([40.0], [1.0], 1) == 1.0 - 2.0**-53
    assert together([-40.0], [1.0], 1) == 0.0


@pytest.mark.parametrize("rank", [-0.9, 0.4, 0.8])
def test_ranks_are_correlated_as_asked(rank):
    drawn = draws(linked(("a.value", "b.value", rank)))
    found = stats.spearmanr(drawn["a.value"], drawn["b.value"]).statistic
    assert found == pytest.approx(rank, abs=4 / RUNS**0.5)
    other = stats.spearmanr(drawn["a.value"], drawn["a.reserve"]).statistic
    assert other == pytest.approx(0, abs=4 / RUNS**0.5)


def test_each_keeps_its_distribution_and_the_first_its_luck():
    alone, both = draws(dispute(WORTH, params=DRAWN)), draws(linked(("a.value", "b.value", 0.7)))
    assert both["a.value"] == pytest.approx(alone["a.value"], abs=1e-12)
    assert (both["a.reserve"] == alone["a.reserve"]).all()
    assert stats.kstest(both["b.value"], stats.beta(2, 5).cdf).pvalue > 0.001


def test_engines_agree_on_correlated_draws():
    scenario = linked(("a.value", "b.value", 0.7), ("b.value", "a.reserve", -0.5))
    compiled = compile_scenario(scenario)
    one, other = mesa_rows(compiled, 1, 0, 60), run_interpreted(compiled, 1, 0, 60)
    assert all((one[name] == other[name]).all() for name in one.dtype.names)


@pytest.mark.parametrize(
    ("pairs", "fault"),
    [
        ([("a.value", "b.value", 1)], "correlations.0.rank: found 1"),
        ([("a.value", "a.value", 0.5)], "names one parameter twice"),
        ([("a.value", "b.valu", 0.5)], "did you mean 'b.value'"),
        ([("a.value", "b.value", 0.5), ("b.value", "a.value", 0.1)], "are there already"),
        (
            [
                ("a.value", "b.value", -0.9),
                ("b.value", "a.reserve", -0.9),
                ("a.value", "a.reserve", -0.9),
            ],
            "no numbers can be correlated like that",
        ),
    ],
)
def test_what_cannot_be_is_a_fault(pairs, fault):
    with pytest.raises(FaultsError, match=fault):
        linked(*pairs)


def test_what_is_computed_cannot_be_correlated():
    data = mapping(WORTH, params=DRAWN)
    data["params"]["a.value"] = {"formula": "2*b.value", "unit": "pts", "source": "invented"}
    data["correlations"] = [{"between": ["a.value", "b.value"], "rank": 0.5, "source": "invented"}]
    with pytest.raises(FaultsError, match="is computed, expected one that is drawn"):
        build_scenario(data)
