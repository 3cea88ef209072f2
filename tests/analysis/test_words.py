from __future__ import annotations

import json

from negotiation_sim.analysis.words import CODES, Words, words_in, words_of
from negotiation_sim.experiments import NamedScenario, Study
from negotiation_sim.scenarios import load_scenario


def test_joined_interventions_read_as_a_sentence():
    study = Study(
        (NamedScenario.load("2018"),), arms=("baseline", "no_threat", "no_threat+no_base_demand")
    )
    words = words_of(study)
    assert words.intervention("no_threat+no_base_demand") == (
        "Washington never presses Tokyo and Washington will never ask for a base"
    )
    assert words.intervention("baseline") == "baseline"


def test_what_is_not_known_stands_for_itself():
    assert CODES.outcome("X") == "X"
    assert CODES.intervention("a+b") == "a and b"
    assert CODES.gate("japan.leader") == "japan: leader"
    assert CODES.number("2018+2022/russia.norm") == "russia.norm (2018, 2022)"


def test_they_survive_a_file():
    words = words_in({"1956": load_scenario("1956")})
    again = Words(**json.loads(json.dumps(words.kept())))
    assert again == words
    assert again.number("japan.norm") == "four-island norm in Japan"
    assert again.event(["1956"]) == "treaty with islands"


def test_columns_have_words():
    words = words_in({"1956": load_scenario("1956")})
    assert words.column("points_russia") == "points of USSR at the end"
    assert words.column("gap_end") == "gap to a settlement at the end, points"
    assert words.column("unknown") == "unknown"
    assert words.is_share("pressed")
    assert not words.is_share("months")
