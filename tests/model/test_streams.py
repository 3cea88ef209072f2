"""The random generator: reference values, and that luck hangs on nothing but (seed, run, place)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare

from negotiation_sim.model.streams import GOLDEN, KINDS, MASK, mix, place, stream_key, uniform

counters = st.integers(0, 2**63 - 1)
words = st.integers(0, 2**64 - 1)


@pytest.mark.parametrize(
    ("seed", "outputs"),
    [
        (0, [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]),
        (
            1234567,
            [
                6457827717110365317,
                3203168211198807973,
                9817491932198370423,
                4593380528125082431,
                16408922859458223821,
            ],
        ),
    ],
)
def test_splitmix64_reference_sequences(seed, outputs):
    """Steele, Lea & Flood (2014); the second sequence is the one published with the reference code
    of Vigna."""
    assert [mix((seed + (i + 1) * GOLDEN) & MASK) for i in range(len(outputs))] == outputs


@given(words)
def test_mixing_keeps_to_64_bits(word):
    assert 0 <= mix(word) <= MASK


def test_mixing_is_one_to_one_on_a_sample():
    assert len({mix(word) for word in range(10_000)}) == 10_000


@given(counters, counters, words)
def test_numbers_lie_in_the_unit_interval_on_a_grid_of_two_to_the_minus_53(seed, run, where):
    number = uniform(stream_key(seed, run), where)
    assert 0.0 <= number < 1.0
    assert (number * 2**53).is_integer()


@given(counters, counters, words)
def test_a_number_is_a_pure_function_of_its_place(seed, run, where):
    assert uniform(stream_key(seed, run), where) == uniform(stream_key(seed, run), where)


def test_known_places_and_keys_never_move():
    """A change here changes every result ever published."""
    assert place("draw", "japan.norm") == KNOWN["place"]
    assert stream_key(1, 0) == 0x5692161D100B05E5
    assert [uniform(stream_key(7, run), place("mood", "japan")) for run in (0, 1, 2**40)] == KNOWN[
        "moods"
    ]


def test_an_undeclared_kind_of_place_is_a_programming_mistake():
    with pytest.raises(ValueError, match="'dice' is not a kind of place; declared are draw, mood"):
        place("dice", "japan")


def test_the_same_name_under_two_kinds_lies_at_two_places():
    assert len({place(kind, "japan") for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("along", ["runs", "seeds", "places"])
def test_numbers_are_even_along_every_axis(along):
    n, cells = 20_000, 50
    where = place("mood", "japan")
    numbers = {
        "runs": [uniform(stream_key(3, i), where) for i in range(n)],
        "seeds": [uniform(stream_key(i, 3), where) for i in range(n)],
        "places": [uniform(stream_key(3, 3), place("draw", f"x.{i}")) for i in range(n)],
    }[along]
    assert chisquare(np.histogram(numbers, cells, (0, 1))[0]).pvalue > 1e-4
    assert abs(np.corrcoef(numbers[:-1], numbers[1:])[0, 1]) < 4 / n**0.5


def test_two_places_of_a_run_are_unrelated():
    n = 20_000
    pairs = np.array(
        [
            [uniform(stream_key(1, i), place("mood", name)) for name in ("japan", "russia")]
            for i in range(n)
        ]
    )
    assert abs(np.corrcoef(pairs.T)[0, 1]) < 4 / n**0.5


KNOWN = {
    "place": 5843734458863036929,
    "moods": [0.6725455347425311, 0.48935429919265416, 0.697334669401392],
}
