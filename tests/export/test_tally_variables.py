"""What the columns of tallies mean."""

from __future__ import annotations

from tests.export.exports import study

from negotiation_sim.export.tally_variables import tally_variables


def test_counts_sums_and_squares_have_their_units():
    found = {variable.name: variable for variable in tally_variables(study())}
    assert found["count_STALEMATE"].unit == "runs"
    assert "stalemate (nothing is agreed)" in found["count_STALEMATE"].meaning
    assert (found["sum_months"].unit, found["squares_points_us"].unit) == ("months", "pts squared")
    assert found["n_walked_out"].label == "Runs with: A principal broke off the talks"
    assert found["n_gap_end"].meaning == "Runs without one: no text of the menu counts as settled."
