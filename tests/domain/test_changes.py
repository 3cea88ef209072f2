from __future__ import annotations

from negotiation_sim.domain.changes import Change


def test_changes_joined_are_told_as_all_of_them():
    parts = [
        Change(name="no_threat", label="no threat", drop=("threat",)),
        Change(name="quiet", drop=("speech",)),
        Change(name="pledge", label="a pledge", drop=("vote",)),
    ]
    joined = Change.joined(parts)
    assert joined.name == "no_threat+quiet+pledge"
    assert joined.label == "no threat and a pledge"
    assert joined.drop == ("threat", "speech", "vote")
