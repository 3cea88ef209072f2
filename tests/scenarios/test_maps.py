"""``map``: which outcome hands over which region."""

from __future__ import annotations

from pathlib import Path

from negotiation_sim.domain.maps import Map
from negotiation_sim.scenarios import load_scenario

VALID = Path(__file__).parent / "valid.yaml"


def test_a_map_says_which_level_hands_over_what():
    regions = (("half", ("habomai",)), ("all", ("habomai", "shikotan")))
    assert load_scenario(VALID).map == Map("northern_territories", "land", regions, "raid")


def test_the_episodes_inherit_one_and_no_other_scenario_has_one(tmp_path):
    assert load_scenario("1956").map == load_scenario("2022").map
    bare = tmp_path / "bare.yaml"
    text = VALID.read_text("utf-8")
    bare.write_text("".join(line for line in text.splitlines(True) if not line.startswith("map:")))
    assert load_scenario(bare).map is None
