"""``--set``."""

from pathlib import Path

import pytest

from negotiation_sim.domain.changes import Change, Scaling
from negotiation_sim.domain.distributions import Fixed, Triangular
from negotiation_sim.errors import InputError, UnknownNameError
from negotiation_sim.scenarios import load_scenario, parse_override

SMALL = load_scenario(Path(__file__).parent / "valid.yaml")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("east.land=5", Fixed(5)),
        ("east.land = -2.5", Fixed(-2.5)),
        ("east.land=*2", Scaling(2)),
        ("east.land=*.5", Scaling(0.5)),
        ("raid.wanted=*0", Scaling(0)),
        ("east.land=1,2,3", Triangular(1, 2, 3)),
        ("west.reserve=1e1", Fixed(10)),
    ],
)
def test_value_factor_and_triangle(text, value):
    change = parse_override(text, SMALL)
    assert change.values == ((text.partition("=")[0].strip(), value),)
    SMALL.changed(change)


def test_strategy():
    assert parse_override("west.strategy=time", SMALL) == Change(
        strategies=(("west", "time"),), label="west.strategy=time"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("east.lnad=5", r"'east.lnad' is not a parameter; did you mean 'east.land'"),
        ("mid.strategy=time", r"'mid' is not a principal; known: east, west"),
        ("west.strategy=tyme", r"'tyme' is not a strategy; did you mean 'time'"),
    ],
)
def test_unknown_name_tells_the_nearest(text, message):
    with pytest.raises(UnknownNameError, match=message):
        parse_override(text, SMALL)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("east.land", "--set east.land: expected address=value"),
        ("=5", "--set =5: expected address=value"),
        ("east.land=", "--set east.land=: expected address=value"),
        ("east.land=nan", "--set east.land=nan: found 'nan', expected a finite number"),
        ("east.land=inf", "--set east.land=inf: found 'inf', expected a finite number"),
        ("east.land=1e999", "--set east.land=1e999: found '1e999', expected a finite number"),
        ("east.land=*x", "--set east.land=*x: found 'x', expected a finite number"),
        ("east.land=1\nx", "--set east.land=1\\nx: found '1"),
        ("east.land=1_0", "--set east.land=1_0: found '1_0', expected a finite number"),
        ("east.land=1,2", "--set east.land=1,2: found a list of 2, expected [low, mode, high]"),
        ("east.land=3,2,1", "--set east.land=3,2,1: found [3, 2, 1], expected low <= mode <= high"),
        (
            "east.land=1,1,1",
            "--set east.land=1,1,1: found [1, 1, 1], expected low < high, or the number 1 alone",
        ),
        (
            "raid.wanted=1.2",
            "--set raid.wanted=1.2: raid.wanted is 1.2, expected 0 to 1 (probability)",
        ),
        (
            "raid.wanted=*2",
            "--set raid.wanted=*2: raid.wanted reaches from 0.4 to 1.6, expected 0 to 1 (probability)",
        ),
        (
            "raid.wanted=*-1",
            "--set raid.wanted=*-1: raid.wanted reaches from -0.8 to -0.2, expected 0 to 1 (probability)",
        ),
        (
            "east.land=*1e308",
            "--set east.land=*1e308: found '1e308', expected a number from -1e+15 to 1e+15",
        ),
        ("east.beta=0", "--set east.beta=0: east.beta is 0, expected above 0 (shape)"),
        (
            "west.walk_rate=-1",
            "--set west.walk_rate=-1: west.walk_rate is -1, expected 0 or more (per year)",
        ),
    ],
)
def test_wrong_override_is_refused_in_one_line(text, message):
    with pytest.raises(InputError) as caught:
        parse_override(text, SMALL)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
