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
    del data["events"]["calm"]
    del data["levers"]["mid.aid"], data["params"]["mid.aid"]
    return build_scenario(data)


def test_nothing_differs_from_itself():
    assert differences(SMALL, SMALL) == []


def test_what_differs_comes_with_both_sources(other):
    assert [tuple(one) for one in differences(SMALL, other)] == [
        ("calendar", "2001-01 to 2001-06 by month", "2001-01 to 2001-12 by month", "", ""),
        ("actors.east", "East, principal, ratifies", "Far East, principal, ratifies", "", ""),
        ("menu.status", "none, talks, interim, final", "none, final", "", ""),
        ("params.east.land", "[10, 20, 30] pts", "7 pts", "invented", "a letter"),
        ("params.mid.aid", "4 pts", "", "invented", ""),
        ("levers.mid.aid", "promise by mid to west: mid.aid at mid.cost", "", "", ""),
        ("events.calm", "2001-04-20 east.land +0", "", "invented", ""),
    ]


def test_sides_swap(other):
    swapped = [
        (one.path, one.right, one.left, one.source_right, one.source_left)
        for one in differences(other, SMALL)
    ]
    assert sorted(swapped) == sorted(tuple(one) for one in differences(SMALL, other))
