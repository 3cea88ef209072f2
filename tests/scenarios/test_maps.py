"""``map``: which outcome hands over which region."""

from __future__ import annotations

import json
import pickle
import re
from pathlib import Path

import pytest

from negotiation_sim.domain.maps import Map
from negotiation_sim.errors import FaultsError
from negotiation_sim.experiments import NamedScenario, Study, run_study
from negotiation_sim.plots.catalogue import available, figure_of
from negotiation_sim.plots.folders import FigureFolder
from negotiation_sim.scenarios import (
    build_scenario,
    check_file,
    load_scenario,
    resolve_scenario,
    scenario_from_text,
)

VALID = Path(__file__).parent / "valid.yaml"
PAGE = (Path(__file__).parents[2] / "docs" / "scenario_files.md").read_text(encoding="utf-8")
OWN = """
id: own
extends: base.yaml
map: {outlines: places/here.json, regions: {half: [summit], all: [summit, valley]}}
"""


def test_a_map_says_which_level_hands_over_what():
    regions = (("half", ("habomai",)), ("all", ("habomai", "shikotan")))
    assert load_scenario(VALID).map == Map("northern_territories", "land", regions, "raid")


def test_the_episodes_inherit_one_and_no_other_scenario_has_one(tmp_path):
    assert load_scenario("1956").map == load_scenario("2022").map
    bare = tmp_path / "bare.yaml"
    text = VALID.read_text("utf-8")
    bare.write_text("".join(line for line in text.splitlines(True) if not line.startswith("map:")))
    assert load_scenario(bare).map is None


@pytest.fixture
def own(tmp_path):
    """A file elsewhere that names its own outlines, those of the documentation."""
    (tmp_path / "base.yaml").write_text(VALID.read_text("utf-8"))
    (tmp_path / "places").mkdir()
    (outlines,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "places" / "here.json").write_text(outlines)
    path = tmp_path / "own.yaml"
    path.write_text(OWN)
    return path


def test_a_file_may_bring_outlines_of_its_own(own):
    drawn = load_scenario(own).map
    assert drawn.coast == ""
    summit, valley = drawn.outlines.regions
    assert (summit.label, valley.label) == ("Summit", "valley")
    assert summit.label_at == (7.3, pytest.approx(45.85), "left")
    west, south, east, north = drawn.outlines.window
    assert west < 7.1 < 7.3 < east
    assert south < 45.6 < 45.9 < north


def test_a_file_that_extends_it_may_bring_others_from_its_own_folder(own):
    (own.parent / "deeper").mkdir()
    (own.parent / "deeper" / "there.yaml").write_text(
        "regions: {summit: {polygons: [[[1, 1], [2, 1], [2, 2]]]}, valley: {polygons: [[[3, 1], [4, 1], [4, 2]]]}}"
    )
    path = own.parent / "deeper" / "two.yaml"
    path.write_text("id: two\nextends: ../own.yaml\n")
    assert load_scenario(path).map == load_scenario(own).map
    path.write_text("id: two\nextends: ../own.yaml\nmap: {outlines: there.yaml}\n")
    drawn = load_scenario(path).map.outlines
    assert drawn.regions[0].label_at == (2, 1.5, "left")
    assert drawn.context == ()


def test_what_is_kept_needs_the_file_no_more(own, tmp_path):
    scenario, data = load_scenario(own), json.loads(json.dumps(resolve_scenario(own)))
    run_study(Study((NamedScenario.load(own),), runs=20), tmp_path / "out")
    (own.parent / "places" / "here.json").unlink()
    assert build_scenario(data) == scenario == pickle.loads(pickle.dumps(scenario))
    folder = FigureFolder(tmp_path / "out")
    assert "map" in available(folder)
    fig = figure_of(folder, "map")
    assert fig.layout.title.text.startswith("Handed over at the end")
    assert "Outlines: drawn by hand" in fig.layout.title.subtitle.text


def test_maps_of_several_places_are_not_mixed(own, tmp_path):
    study = Study((NamedScenario.load(own), NamedScenario.load("1956")), runs=5)
    run_study(study, tmp_path / "out")
    assert "map" not in available(FigureFolder(tmp_path / "out"))


@pytest.mark.parametrize(
    ("outlines", "fault"),
    [
        (None, "own.yaml:4:17: map.outlines: no file 'places/here.json', expected one of outlines"),
        ("secret: 1", "map.outlines: 'places/here.json' is no file of outlines"),
        ("regions: [", "map.outlines: 'places/here.json' cannot be read"),
        ("regions: {}", "here.json:1:1: map.outlines.regions: found none, expected at least one"),
        ("regions: {summit: {polygons: []}}", "found no outline, expected a list of them"),
        (
            "regions: {summit: {polygons: [[[1, 2], [3, 99], [5, 6]]]}}",
            "here.json:1:20: map.outlines.regions.summit.polygons: outline 1 of the list",
        ),
        (
            "window: [3, 0, 2, 1]\nregions: {summit: {polygons: [[[1, 1], [2, 1], [2, 2]]]}}",
            "here.json:1:1: map.outlines.window: found something else, expected west, south",
        ),
        (
            "regions: {summit: {polygons: [[[1, 1], [2, 1], [2, 2]]]}}",
            "'valley' is not a region of the outlines",
        ),
    ],
)
def test_wrong_outlines_are_told_in_a_line(own, outlines, fault):
    file = own.parent / "places" / "here.json"
    file.unlink() if outlines is None else file.write_text(outlines)
    (found,) = check_file(own)
    assert fault in str(found)
    assert "secret" not in str(found)


def test_a_map_needs_a_coast_or_outlines(own):
    own.write_text(VALID.read_text("utf-8").replace("coast: northern_territories, ", ""))
    (found,) = check_file(own)
    assert "map.coast: missing, expected northern_territories, or map.outlines" in str(found)


def test_a_text_that_lies_in_no_file_names_no_outlines(own):
    text = VALID.read_text("utf-8").replace("coast: northern_territories", "outlines: /etc/passwd")
    with pytest.raises(
        FaultsError, match=r"map\.outlines: found '/etc/passwd', expected a mapping"
    ):
        scenario_from_text(text, "mine.yaml")
