"""What was set, as a file."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.model.small import play

from negotiation_sim.domain.changes import Change
from negotiation_sim.scenarios import (
    borrowed_sources,
    build_scenario,
    data_of,
    load_scenario,
    parse_override,
    saved_text,
)

VALID = Path(__file__).parent / "valid.yaml"


def heads(scenario):
    """A scenario without what a saved file says otherwise on purpose."""
    return replace(
        scenario,
        id="",
        title="",
        parameters=tuple(
            replace(one, source="") for one in sorted(scenario.parameters, key=lambda p: p.address)
        ),
        events=tuple(replace(one, source="") for one in scenario.events),
    )


def saved(path, name, settings):
    before = load_scenario(name)
    after = before.changed(Change.joined([parse_override(text, before) for text in settings]))
    path.write_text(saved_text(name, path, before, after, settings), "utf-8")
    return after, load_scenario(path)


@pytest.mark.parametrize(
    "settings",
    [
        ["east.land=5"],
        ["east.land=*.5", "raid.trust=*.5", "east.beta=*2", "west.land=*.5"],
        ["west.discount=0.9", "west.strategy=spe"],
        ["events.storm.date=2001-05-02", "events.storm.probability=1", "events.storm.east.land=-3"],
        ["calendar.end=2001-04", "first=west", "calendar.rounds=2001-02..2001-03"],
        ["menu.land=none,half", "scores.value.half=0.1", "scores.near.none=0"],
    ],
    ids=lambda settings: settings[0],
)
def test_the_saved_file_is_the_changed_scenario(settings, tmp_path):
    after, read = saved(tmp_path / "mine.yaml", str(VALID), settings)
    assert heads(read) == heads(after)
    assert borrowed_sources(tmp_path / "mine.yaml") == ()


def test_it_names_what_it_extends_and_what_was_typed(tmp_path):
    path = tmp_path / "deep" / "my file.yaml"
    path.parent.mkdir()
    (tmp_path / "valid.yaml").write_bytes(VALID.read_bytes())
    _, read = saved(path, str(tmp_path / "valid.yaml"), ["east.land=5"])
    assert "extends: ../valid.yaml\n" in path.read_text()
    assert (read.id, read.title) == ("my_file", "A small dispute, with east.land=5")
    assert read.parameter("east.land").source == "Set by hand: east.land=5."
    _, read = saved(
        path,
        "1956",
        ["japan.norm=40", "us.threat=20", "first=japan", "us.noise=9", "russia.norm=9"],
    )
    assert "extends: '1956'\n" in path.read_text()
    assert read.title.endswith(", with 5 changes")


def test_a_dropped_event_gets_probability_nought(tmp_path):
    path, before = tmp_path / "mine.yaml", load_scenario(VALID)
    after = before.changed(Change(drop=("storm",)))
    path.write_text(saved_text(str(VALID), path, before, after, ["without storm"]))
    assert [(one.name, one.probability) for one in load_scenario(path).events] == [
        ("storm", 0),
        ("calm", 1),
    ]


@pytest.mark.parametrize("arm", ["norms_halved", "sovereign_japan", "no_tension"])
def test_a_change_to_numbers_is_data_that_rebuild_it(arm):
    """Whatever is frozen, and whatever is computed from what was set."""
    scenario = load_scenario("1956")
    changed = scenario.changed(scenario.intervention(arm))
    rows = [play(one, 40) for one in (changed, build_scenario(data_of(changed)))]
    assert rows[0].tobytes() == rows[1].tobytes()
