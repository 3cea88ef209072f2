"""The gap to a settlement, date by date."""

from __future__ import annotations

from tests.model.small import dispute

from negotiation_sim.analysis.gates import gap_path
from negotiation_sim.analysis.words import words_in
from negotiation_sim.report.explain_text import gate_listing


def test_without_a_settlement_text_the_gap_is_a_dash():
    """Nothing on the table counts as settled, so there are no columns to read."""
    scenario = dispute(
        {"truce": {"a": 1, "b": 1}}, kinds={"truce": "interim"}, classes=[{"class": "OPEN"}]
    )
    path = gap_path(scenario, seed=1, runs=5).assign(scenario="small")
    listing = gate_listing(path, "small", words_in({"small": scenario}))
    assert listing.rows[0].cells[0] == "Jan 2001"
    assert listing.rows[0].cells[-1] == "no text counts as settled"
