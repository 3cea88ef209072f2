"""What differs between two scenarios."""

from pathlib import Path

import pytest

from negotiation_sim.scenarios import build_scenario, differences, load_scenario, resolve_scenario

VALID = Path(__file__).parent / "valid.yaml"
SMALL = load_scenario(VALID)


@pytest.fixture
def other():
    data = resolve_scenario(VALID)
    data["calendar"]["end"] = "2001-12"
    data["actors"]["east"]["label"] = "Far East"
    data["menu"] = {"status": ["none", "final"], "money": ["no"]}
    data["params"]["east.land"] |= {"value": 7, "source": "a letter"}
    data["params"]["west.raid"]["source"] = "another letter"
    data["title"] = "Another dispute"
    data["events"]["storm"]["date"] = "2001-02"
    data["interventions"] = {"all_out": {"force": ["mid.threat"]}, "calm_sea": {"drop": ["storm"]}}
    del data["observed"]
    del data["events"]["calm"]
    del data["levers"]["mid.aid"], data["params"]["mid.aid"]
    return build_scenario(data)


def test_nothing_differs_from_itself():
    assert differences(SMALL, SMALL) == []


def test_what_differs_comes_with_both_sources(other):
    assert [tuple(one) for one in differences(SMALL, other)] == [
        ("title", "A small dispute", "Another dispute", "", ""),
        ("calendar", "2001-01 to 2001-06 by month", "2001-01 to 2001-12 by month", "", ""),
        ("actors.east", "East, principal, ratifies", "Far East, principal, ratifies", "", ""),
        ("menu.status", "none, talks, interim, final", "none, final", "", ""),
        ("params.east.land", "[10, 20, 30] pts", "7 pts", "invented", "a letter"),
        ("params.mid.aid", "4 pts", "", "invented", ""),
        ("levers.mid.aid", "promise by mid to west: mid.aid at mid.cost", "", "", ""),
        (
            "events.storm",
            "2001-03-01 a storm: east.land +2, raid.wanted +0.1, probability 0.5, half-life 3 months",
            "2001-02-01 a storm: east.land +2, raid.wanted +0.1, probability 0.5, half-life 3 months",
            "",
            "",
        ),
        ("events.calm", "2001-04-20 calm: east.land +0", "", "invented", ""),
        ("interventions.no_storm", "no storm (drop storm)", "", "", ""),
        (
            "interventions.all_out",
            "all_out (east.land = {uniform: [1, 2]}, west time, force mid.threat)",
            "all_out (force mid.threat)",
            "",
            "",
        ),
        ("observed", "BROKEN_OFF west", "", "invented", ""),
        ("interventions.calm_sea", "", "calm_sea (drop storm)", "", ""),
    ]


def test_sides_swap(other):
    swapped = [
        (one.path, one.right, one.left, one.source_right, one.source_left)
        for one in differences(other, SMALL)
    ]
    assert sorted(swapped) == sorted(tuple(one) for one in differences(SMALL, other))
