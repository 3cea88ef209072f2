from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation_sim.domain.expressions import MOST_NODES, parse_expression

VALUES = {"a.x": 0.5, "a.y": 3.0}
leaves = st.sampled_from(["a.x", "a.y"]) | st.floats(0, 9).map(lambda x: f"{x:.3f}")
formulas = st.recursive(
    leaves,
    lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner).map(
        lambda t: f"({t[0]}{t[1]}{t[2]})"
    ),
    max_leaves=12,
)


@given(formulas)
def test_a_formula_means_what_it_means_in_arithmetic(text):
    assert parse_expression(text)(VALUES) == pytest.approx(
        eval(text.replace("a.x", "0.5").replace("a.y", "3.0"))
    )


def test_parameters_come_in_order_of_first_use_once_each():
    assert parse_expression("a.y*a.x + a.y").addresses == ("a.y", "a.x")


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')",
        "a.x/2",
        "a.x**2",
        "f(1)",
        "'a'",
        "a.x if 1 else 2",
        "[1]",
        "a.x <= 1",
        "x[0]",
        "lambda: 1",
        "",
        "1 +",
        "True",
    ],
)
def test_anything_but_arithmetic_is_refused(text):
    with pytest.raises(ValueError, match="on parameters and numbers"):
        parse_expression(text)


def test_an_endless_formula_is_refused():
    with pytest.raises(ValueError, match=str(MOST_NODES)):
        parse_expression("+".join(["1"] * 200))
