from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from tests.model.small import fixed, single_package

from negotiation_sim.domain.distributions import Beta, Fixed, Triangular, TruncatedNormal, Uniform
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.plain_records import plain_talks
from negotiation_sim.model.draws import stretched, tabled, triangular
from negotiation_sim.model.run.deal import draw_value

SAMPLES = [
    Uniform(-2, 6),
    Triangular(0, 1, 4),
    Triangular(0, 0, 4),
    Triangular(0, 4, 4),
    Beta(2, 5),
    Beta(0.5, 0.5, -1, 3),
    TruncatedNormal(1, 2, 0, 5),
    TruncatedNormal(-3, 2, 0, 5),
]
LAWS = {
    Uniform: lambda d: stats.uniform(d.low, d.high - d.low),
    Triangular: lambda d: stats.triang((d.mode - d.low) / (d.high - d.low), d.low, d.high - d.low),
    Beta: lambda d: stats.beta(d.a, d.b, d.low, d.high - d.low),
    TruncatedNormal: lambda d: stats.truncnorm(
        (d.low - d.mean) / d.sd, (d.high - d.mean) / d.sd, d.mean, d.sd
    ),
}


@pytest.mark.parametrize("value", SAMPLES, ids=repr)
def test_draws_of_runs_follow_the_law(value):
    """What the engines draw, against scipy; the tabulated laws are interpolated between 257
    quantiles."""
    from negotiation_sim.model.streams import stream_key

    compiled = compile_scenario(fixed(single_package(), a__value=value))
    talks = plain_talks(compiled)
    index = [p.address for p in compiled.scenario.parameters].index("a.value")
    drawn = [draw_value(talks, stream_key(1, run), index) for run in range(4000)]
    low, high = value.support
    assert low <= min(drawn)
    assert max(drawn) <= high
    assert stats.kstest(drawn, LAWS[type(value)](value).cdf).pvalue > 1e-3


@pytest.mark.parametrize("value", SAMPLES, ids=repr)
@pytest.mark.parametrize("factor", [2.0, 0.5, -1.0])
def test_scaling_a_distribution_scales_every_quantile(value, factor):
    law, scaled = LAWS[type(value)](value), value.scaled(factor)
    shares = np.linspace(0.05, 0.95, 19)
    others = LAWS[type(scaled)](scaled).ppf(shares if factor > 0 else 1 - shares)
    assert others == pytest.approx(factor * law.ppf(shares), abs=1e-9)


@pytest.mark.parametrize("value", SAMPLES, ids=repr)
def test_a_distribution_times_zero_is_zero_for_certain(value):
    scaled = value.scaled(0.0)
    assert scaled.support == (0.0, 0.0)
    assert scaled.mode == 0.0


@pytest.mark.parametrize("value", [*SAMPLES, Fixed(3.0)], ids=repr)
def test_the_mode_lies_in_the_support(value):
    low, high = value.support
    assert low <= value.mode <= high


@pytest.mark.parametrize(
    ("value", "mode"),
    [
        (Uniform(0, 4), 2),
        (Beta(2, 5), 0.2),
        (Beta(0.5, 0.5), 0.5),
        (TruncatedNormal(-3, 1, 0, 5), 0),
        (Fixed(3), 3),
    ],
)
def test_what_everybody_assumes_of_a_number(value, mode):
    assert value.mode == pytest.approx(mode)


@given(st.floats(0, 1, exclude_max=True), st.floats(-50, 50), st.floats(0, 50), st.floats(0, 50))
def test_triangular_draws_stay_inside_and_rise(uniform, low, left, right):
    mode, high = low + left, low + left + right
    if low < high:
        drawn = triangular(uniform, low, mode, high)
        assert low - 1e-9 <= drawn <= high + 1e-9
        assert triangular(uniform / 2, low, mode, high) <= drawn + 1e-9


@given(st.floats(0, 1, exclude_max=True))
def test_uniform_draws_are_stretched(uniform):
    assert 10 <= stretched(uniform, 10, 20) < 20 + 1e-9


def test_a_table_of_quantiles_is_read_between_its_knots():
    assert [tabled(u, [0.0, 1.0, 4.0], 3) for u in (0.0, 0.25, 0.5, 0.75)] == [0.0, 0.5, 1.0, 2.5]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Uniform(2, 2), r"uniform needs low < high, found \[2, 2\]"),
        (
            lambda: Triangular(0, 5, 4),
            r"triangular needs low <= mode <= high and low < high, found \[0, 5, 4\]",
        ),
        (lambda: Triangular(1, 1, 1), "triangular needs"),
        (lambda: Beta(0, 1), "beta needs a > 0, b > 0 and low < high"),
        (lambda: Beta(1, 1, 2, 2), "beta needs"),
        (lambda: TruncatedNormal(0, 0, 0, 1), "normal needs sd > 0 and low < high"),
        (lambda: TruncatedNormal(0, 1, 1, 1), "normal needs"),
    ],
)
def test_an_impossible_distribution_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()
