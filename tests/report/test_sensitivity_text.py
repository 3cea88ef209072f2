"""What a sensitivity analysis found, as text."""

from __future__ import annotations

import pandas as pd
import pytest

from negotiation_sim.analysis.sensitivity import Asked, Sensitivity
from negotiation_sim.analysis.words import Words
from negotiation_sim.report.sensitivity_text import sensitivity_text

WORDS = Words(numbers={"a.x": "alpha"}, events={"s": "a treaty"})

OUTPUT = {
    "scenario": "s",
    "points": 32,
    "undefined": 0,
    "base": 8,
    "used": 8,
    "mean": 0.2,
    "sd": 0.1,
    "low": 0,
    "high": 0.5,
    "mcse": 0.02,
}


def interval_columns(name, value, half):
    return {name: value, f"{name}_low": value - half, f"{name}_high": value + half}


def sobol_row(name, total, best, worst, categories=0):
    first = interval_columns("first", total / 2, 0.05)
    place = {"best": best, "worst": worst}
    return {
        "scenario": "s",
        "input": name,
        "categories": categories,
        **first,
        **interval_columns("total", total, 0.05),
        **place,
    }


def told(method="sobol", table=(), of="settled", **output):
    asked = Asked(of=of, methods=(method,))
    outputs = pd.DataFrame([{**OUTPUT, "noise": 0.04, "method": method, **output}])
    tables = {"sobol": pd.DataFrame(), "morris": pd.DataFrame()} | {method: pd.DataFrame(table)}
    return sensitivity_text(Sensitivity(asked, outputs, **tables), "mine", WORDS)


SOBOL = [
    sobol_row("a.x", 0.04, 3, 3),
    sobol_row("b.y", 0.5, 1, 2, categories=4),
    sobol_row("c.z", 0.45, 1, 2),
]


def test_inputs_come_in_the_order_of_their_places_and_ties_as_in_the_file():
    lines = [line.split() for line in told(table=SOBOL).splitlines()]
    places = [line[-2:] for line in lines if line and line[-1] in ("a.x", "b.y", "c.z")]
    assert places == [["1–2", "b.y"], ["1–2", "c.z"], ["3", "a.x"]]


def test_a_total_within_noise_has_no_place():
    lines = [line.split() for line in told(table=SOBOL, noise=0.1).splitlines() if "≤" in line]
    assert lines == [["alpha", "0.02", "-0.03–0.07", "0.04", "-0.01–0.09", "≤", "noise", "a.x"]]


def test_a_choice_is_marked():
    assert "b.y (a choice)" in told(table=SOBOL)


def test_base_points_without_the_condition_are_told():
    text = told(table=SOBOL, undefined=3, used=6)
    assert "8 base points, 6 of them complete, 32 points" in text
    assert "undefined at 3 points. The indices hold for the base points without any" in text


@pytest.mark.parametrize(("mean", "edge"), [(0.004, 0), (0.997, 1)])
def test_an_edge_is_told_of_a_share_but_not_of_a_gap(mean, edge):
    assert f"A share so close to {edge} says little" in told(table=SOBOL, mean=mean)
    assert "says little" not in told(table=SOBOL, mean=mean, of="gap_end")


def test_an_output_that_never_varies_has_no_table():
    text = told(table=SOBOL, sd=0.0, noise=float("nan"))
    assert "there is nothing to attribute" in text
    assert "alpha" not in text
    assert text.startswith("s: the share of runs with a treaty is the same, or undefined, wherever")
    assert "nothing to attribute" in told("morris", table=SOBOL, sd=float("nan"), mean=float("nan"))


def test_effects_have_a_sign_unless_they_are_of_a_choice():
    size = interval_columns("mu_star", 0.3, 0.1)
    row = {"scenario": "s", "n": 4, **size, "best": 1, "worst": 2}
    numeric = {"input": "a.x", "categories": 0, "mu": 0.25, "sigma": 0.2}
    choice = {"input": "b.y", "categories": 3, "mu": float("nan"), "sigma": float("nan")}
    lone = {"input": "c.z", "categories": 0, "mu": float("nan"), "sigma": float("nan"), "n": 1}
    text = told("morris", [{**row, **numeric}, {**row, **choice}, {**row, **lone}], undefined=2)
    lines = [line.split() for line in text.splitlines()]
    size = ["0.300", "0.200", "to", "0.400"]
    assert ["alpha", *size, "+0.250", "0.200", "4", "1–2", "a.x"] in lines
    assert ["b.y", "(a", "choice)", *size, "–", "–", "4", "1–2", "b.y"] in lines
    assert ["c.z", *size, "–", "–", "1", "–", "c.z"] in lines
    assert "undefined at 2, effects from or to these are left out" in text


def test_the_number_that_matters_most_is_named_first():
    alone = [sobol_row("a.x", 0.5, 1, 1), sobol_row("b.y", 0.04, 2, 2)]
    assert told(table=alone).startswith(
        "s: the share of runs with a treaty depends most on “alpha” (0.50 of its variance, with all interactions)."
    )
    assert "“b.y” or “c.z”, which cannot be told apart" in told(table=SOBOL)
