"""What a browser sends is checked like a file, and becomes a command and a link."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negotiation_sim.dashboard.setting import MOST_RUNS, Setting
from negotiation_sim.errors import InputError
from negotiation_sim.experiments.study import NamedScenario

NAMED = NamedScenario.load("1956")

WRONG = {
    "the setting is not an object": [1],
    "scenario: found 'None'": {},
    "scenario: found": {"scenario": "a\nb"},
    "moved: expected an object": {"scenario": "1956", "moved": [1]},
    "japan.norm: found 'nan'": {"scenario": "1956", "moved": {"japan.norm": float("nan")}},
    "japan.norm: found 'True'": {"scenario": "1956", "moved": {"japan.norm": True}},
    "japan.norm: found '1e[+]?300'": {"scenario": "1956", "moved": {"japan.norm": 1e300}},
    "dropped: expected a list": {"scenario": "1956", "dropped": "all"},
    "interventions: found '1'": {"scenario": "1956", "interventions": [1]},
    "runs: found '300000'": {"scenario": "1956", "runs": 300_000},
    "runs: found '0'": {"scenario": "1956", "runs": 0},
    "seed: found '-1'": {"scenario": "1956", "seed": -1},
    "seed: found 'x'": {"scenario": "1956", "seed": "x"},
}


@pytest.mark.parametrize("words", WRONG)
def test_what_is_not_a_setting_is_one_clear_line(words):
    with pytest.raises(InputError, match=words) as caught:
        Setting.of(WRONG[words])
    assert "\n" not in str(caught.value)


UNKNOWN = {
    "japan.nrom": {"moved": {"japan.nrom": 3.0}},
    "japan.strategy|strategy": {"moved": {"japan.strategy": "tit_for_tat"}},
    "intervention": {"interventions": ["no_thraet"]},
    "event": {"dropped": ["merger"]},
    "base.consent": {"moved": {"base.consent": 1.5}},
}


@pytest.mark.parametrize("words", UNKNOWN)
def test_what_the_scenario_does_not_have_is_refused_before_anything_is_played(words):
    setting = Setting.of({"scenario": "1956"} | UNKNOWN[words])
    with pytest.raises(InputError, match=words):
        setting.study(NAMED)


def test_a_moved_number_keeps_its_spread_within_the_unit():
    setting = Setting(
        "1956",
        (
            ("base.consent", 0.98),
            ("us.credibility", 0.9),
            ("japan.hostility", 0.3),
            ("japan.norm", 40.0),
        ),
    )
    assert setting.settings(NAMED.scenario) == (
        "base.consent=0.98",
        "us.credibility=0.65,0.9,1",
        "japan.hostility=0.3",
        "japan.norm=21,40,59",
    )


def test_the_command_names_everything_and_survives_a_shell():
    setting = Setting(
        "1956", (("japan.norm", 40.0),), ("no_threat", "norms_halved"), ("ldp_merger",), 7
    )
    words = shlex.split(setting.command(NAMED.scenario, "my dispute.yaml"))
    assert words[:3] == ["negotiation-sim", "run", "my dispute.yaml"]
    assert words[words.index("--intervention") + 1] == "no_threat+norms_halved"
    assert words[words.index("--drop") + 1] == "ldp_merger"
    assert words[words.index("--seed") + 1] == "7"
    assert setting.study(NAMED).arms == ("baseline", "no_threat+norms_halved")


NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20
)
VALUES = st.floats(-1e6, 1e6).map(lambda x: float(f"{x:.6g}")) | NAMES.filter(str.isalpha).filter(
    lambda text: text.lower() not in ("nan", "inf", "infinity")
)


@given(
    st.dictionaries(NAMES, VALUES, max_size=5),
    st.lists(NAMES, unique=True, max_size=3),
    st.integers(0, 2**63 - 1),
)
def test_a_link_restores_the_setting(moved, names, seed):
    known = ("scenario", "seed", "intervention", "drop")
    moved = {name: value for name, value in moved.items() if name not in known}
    setting = Setting.of(
        {"scenario": "1956", "moved": moved, "interventions": names, "dropped": names, "seed": seed}
    )
    assert Setting.from_fragment(setting.fragment(), "2018") == setting
    assert Setting.from_key(setting.key()) == setting


def test_a_bare_page_shows_the_scenario_it_was_started_with():
    assert Setting.from_fragment("", "2018") == Setting("2018")


@pytest.mark.parametrize("link", ["#seed=x", "#" + "&".join("a=1" for _ in range(600))])
def test_a_link_that_is_none_is_refused(link):
    with pytest.raises((InputError, ValueError)):
        Setting.from_fragment(link, "1956")


def test_more_runs_than_a_request_may_ask_for_are_refused():
    assert Setting.of({"scenario": "1956", "runs": MOST_RUNS}).runs == MOST_RUNS
    with pytest.raises(InputError, match="runs"):
        Setting.of({"scenario": "1956", "runs": MOST_RUNS + 1})
