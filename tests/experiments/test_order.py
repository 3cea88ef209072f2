"""Which row is which run, whoever computes it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation_sim.experiments.order import BLOCK, PART_ROWS, parts, row_address, slices

sizes = st.tuples(st.integers(1, 6), st.integers(1, 3 * BLOCK))


def runs_in(n_cells, runs, first, n):
    """Cell and run of every row of a stretch."""
    return [
        (piece.cell, run)
        for piece in slices(n_cells, runs, first, n)
        for run in range(piece.first_run, piece.first_run + piece.n_runs)
    ]


@given(sizes, st.lists(st.integers(0, 18 * BLOCK), max_size=5))
def test_slices_over_any_cut_make_up_the_same_rows(size, cuts):
    n_cells, runs = size
    whole = runs_in(n_cells, runs, 0, n_cells * runs)
    bounds = sorted({0, *(min(cut, len(whole)) for cut in cuts), len(whole)})
    assert [
        row
        for first, last in pairwise(bounds)
        for row in runs_in(n_cells, runs, first, last - first)
    ] == whole


@given(sizes)
def test_every_run_of_every_cell_has_exactly_one_row(size):
    n_cells, runs = size
    rows = runs_in(n_cells, runs, 0, n_cells * runs)
    assert len(rows) == n_cells * runs
    assert set(rows) == {(cell, run) for cell in range(n_cells) for run in range(runs)}


@given(sizes, st.data())
def test_a_row_lies_where_the_slices_put_it(size, data):
    n_cells, runs = size
    row = data.draw(st.integers(0, n_cells * runs - 1))
    assert [row_address(n_cells, runs, row)] == runs_in(n_cells, runs, row, 1)


@given(sizes, st.integers(0, 10))
def test_runs_of_a_cell_come_in_order_and_no_cell_runs_far_ahead(size, share):
    n_cells, runs = size
    rows = runs_in(n_cells, runs, 0, n_cells * runs * share // 10)
    played = [[run for cell, run in rows if cell == one] for one in range(n_cells)]
    assert all(found == list(range(len(found))) for found in played)
    assert max(map(len, played)) - min(map(len, played)) <= BLOCK


@given(sizes)
def test_more_runs_keep_the_full_blocks_where_they_were(size):
    n_cells, runs = size
    stays = runs // BLOCK * BLOCK * n_cells
    assert runs_in(n_cells, runs, 0, stays) == runs_in(n_cells, runs + 700, 0, stays)


def test_a_stretch_beyond_the_end_is_cut_off():
    assert runs_in(2, 3, 4, 99) == [(1, 1), (1, 2)]
    assert runs_in(2, 3, 6, 5) == []


@pytest.mark.parametrize(
    "n_rows", [0, 1, PART_ROWS - 1, PART_ROWS, PART_ROWS + 1, 5 * PART_ROWS + 7]
)
def test_parts_cover_the_rows_without_overlap(n_rows):
    found = list(parts(n_rows))
    assert sum(n for _, n in found) == n_rows
    assert [first for first, _ in found] == [i * PART_ROWS for i in range(len(found))]
    assert all(0 < n <= PART_ROWS for _, n in found)
