"""``negotiation-sim scenarios params``."""

import json

from negotiation_sim.cli.main import main
from negotiation_sim.scenarios import Overrides, load_scenario


def told(capsys, *words, code=0):
    assert main(["scenarios", "params", *words]) == code
    return capsys.readouterr()


def test_every_address_that_can_be_set_is_there_and_what_it_is_now_can_be_set(capsys):
    rows = json.loads(told(capsys, "1956", "--json").out)
    overrides = Overrides(load_scenario("1956"))
    assert {row["address"] for row in rows} == set(overrides.addresses)
    for row in rows:
        value = row["value"].strip("[]").replace(", ", ",")
        overrides.change(row["address"], value)


def test_a_line_has_value_unit_range_words_and_source(capsys):
    lines = told(capsys, "1956", "japan.norm").out.splitlines()
    assert lines[0].split() == ["address", "value", "unit", "plausible", "what", "it", "is"]
    assert lines[1] == "japan.norm  [35, 54, 73]  pts   20 to 85   ● four-island norm in Japan"
    assert lines[2].startswith("    Swing weight, our judgement.")


def test_beginnings_choose_and_brief_leaves_sources_out(capsys):
    lines = told(capsys, "1956", "menu", "events.ldp_merger", "--brief").out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == [
        "events.ldp_merger.date",
        "events.ldp_merger.probability",
        "events.ldp_merger.japan.norm",
        "menu.status",
        "menu.islands",
        "menu.basing",
        "menu.package",
    ]


def test_an_unknown_beginning_tells_the_nearest(capsys):
    assert "did you mean 'japan'" in told(capsys, "1956", "japn", code=2).err
