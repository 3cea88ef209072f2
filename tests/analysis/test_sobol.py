"""Sobol indices against closed forms (verification test 47) and against two other programs."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import sobol_indices as scipys

from negotiation_sim.analysis.sobol import saltelli_points, sobol_indices, sobol_table

ISHIGAMI = np.array(
    [[0.3139, 0.4424, 0.0], [0.5576, 0.4424, 0.2437]]
)  # specification.md section 15.6, test 47


def ishigami(x, a=7.0, b=0.1):
    """Ishigami & Homma 1990, with x on the unit cube."""
    z = np.pi * (2 * x - 1)
    return np.sin(z[..., 0]) + a * np.sin(z[..., 1]) ** 2 + b * z[..., 2] ** 4 * np.sin(z[..., 0])


def g_function(x, a):
    """Saltelli & Sobol 1995."""
    return np.prod((np.abs(4 * x - 2) + a) / (1 + a), axis=-1)


def g_indices(a):
    """Closed form: V_i = 1 / (3 (1 + a_i)^2), V = prod(1 + V_i) - 1, V_Ti = V_i prod over others of
    (1 + V_j)."""
    own = 1 / (3 * (1 + a) ** 2)
    whole = np.prod(1 + own) - 1
    return np.array([own / whole, own * np.prod(1 + own) / (1 + own) / whole])


@pytest.fixture(scope="module")
def cube():
    return saltelli_points(4096, 3, seed=1)


def test_ishigami_indices_are_the_published_ones():
    assert sobol_indices(ishigami(saltelli_points(16384, 3, seed=1))) == pytest.approx(
        ISHIGAMI, abs=0.01
    )


def test_g_function_indices_are_those_of_the_closed_form():
    a = np.array([0.0, 1.0, 4.5, 9.0, 99.0])
    assert sobol_indices(g_function(saltelli_points(8192, 5, seed=1), a)) == pytest.approx(
        g_indices(a), abs=0.01
    )


def test_intervals_cover_the_closed_form(cube):
    table = sobol_table(ishigami(saltelli_points(256, 3, seed=3)), seed=1)
    for name, true in zip(("first", "total"), ISHIGAMI, strict=True):
        assert (table[f"{name}_low"] < true).all()
        assert (table[f"{name}_high"] > true).all()
        assert (table[f"{name}_low"] < table[name]).all()


def test_scipy_finds_the_same(cube):
    y = ishigami(cube)
    theirs = scipys(func={"f_A": y[None, 0], "f_B": y[None, 1], "f_AB": y[2:, None]}, n=4096)
    assert sobol_indices(y) == pytest.approx(
        np.array([theirs.first_order, theirs.total_order]), abs=1e-12
    )


def test_salib_finds_the_same_total_order(cube):
    analyze = pytest.importorskip("SALib.analyze.sobol").analyze
    y = ishigami(cube)
    mixed = np.concatenate(
        [y[:1], y[2:], y[1:2]]
    ).T.ravel()  # its order: A, then one block an input, then B, a base point after the other
    problem = {"num_vars": 3, "names": ["x", "y", "z"], "bounds": [[0, 1]] * 3}
    theirs = analyze(problem, mixed, calc_second_order=False, num_resamples=10, seed=1)
    ours = sobol_indices(y)
    assert ours[1] == pytest.approx(theirs["ST"], abs=1e-3)
    assert ours[0] == pytest.approx(theirs["S1"], abs=1e-2)


def test_an_input_that_does_nothing_has_exactly_no_total():
    x = saltelli_points(64, 2, seed=1)
    table = sobol_table(x[..., 0] ** 2, seed=1)
    assert tuple(table.loc[1, ["first", "total", "total_low", "total_high"]]) == (0, 0, 0, 0)
    assert table["best"].tolist() == table["worst"].tolist() == [1, 2]


def test_inputs_that_count_the_same_are_not_ranked():
    x = saltelli_points(64, 3, seed=1)
    table = sobol_table(x[..., 0] + x[..., 1], seed=1)
    assert table[["best", "worst"]].values.tolist() == [[1, 2], [1, 2], [3, 3]]


def test_an_output_that_never_changes_has_no_indices():
    table = sobol_table(np.ones((4, 64)), seed=1)
    assert table[["first", "total", "first_low"]].isna().all(axis=None)
    assert table[["best", "worst"]].values.tolist() == [[1, 2], [1, 2]]


def test_the_same_seed_gives_the_same_table(cube):
    y = ishigami(cube)[:, :256]
    assert sobol_table(y, seed=1).equals(sobol_table(y, seed=1))
    assert not sobol_table(y, seed=1).equals(sobol_table(y, seed=2))
