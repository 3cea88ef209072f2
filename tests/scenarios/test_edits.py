"""What can be set besides numbers, wherever something is set."""

import time
from datetime import date
from pathlib import Path

import pytest

from negotiation_sim.domain.changes import Change, Scaling
from negotiation_sim.domain.distributions import Fixed
from negotiation_sim.domain.levers import Setting
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.errors import FaultsError, InputError, UnknownNameError
from negotiation_sim.scenarios import (
    Overrides,
    build_scenario,
    check_file,
    load_scenario,
    parse_override,
    resolve_scenario,
    risky_edits,
)

VALID = Path(__file__).parent / "valid.yaml"
SMALL = load_scenario(VALID)


def put(*texts, scenario=SMALL):
    return scenario.changed(Change.joined([parse_override(text, scenario) for text in texts]))


def written(text, tmp_path):
    """The same change written as a file."""
    path = tmp_path / "top.yaml"
    path.write_text(f"id: small\nextends: {VALID}\n{text}\n")
    return load_scenario(path)


@pytest.mark.parametrize(
    ("texts", "file"),
    [
        (["events.storm.date=2001-05"], "events: {storm: {date: 2001-05}}"),
        (["events.storm.date=2001-05-20"], "events: {storm: {date: 2001-05-20}}"),
        (["events.storm.probability=1"], "events: {storm: {probability: 1}}"),
        (["events.storm.probability=*0.5"], "events: {storm: {probability: .25}}"),
        (["calendar.end=2001-04"], "calendar: {end: 2001-04}"),
        (["calendar.start=2001-02"], "calendar: {start: 2001-02}"),
        (
            ["calendar.start=2002-01", "calendar.end=2002-06", "events.storm.date=2002-03"],
            "calendar: {start: 2002-01, end: 2002-06}\nevents: {storm: {date: 2002-03}}",
        ),
        (["calendar.rounds=2001-02..2001-04,2001-06"], "calendar: {rounds: [2001-02..2001-04, 2001-06]}"),
        (["calendar.rounds=2001-02", "calendar.rounds=every"], ""),
        (["first=west"], "first: west"),
        (["first=chance"], "first: chance"),
        (["first=east", "first=chance"], ""),
        (["scores.value.half=0.7"], "scores: {value: {land: {half: .7}}}"),
        (["scores.value.half=*2"], "scores: {value: {land: {half: .8}}}"),
        (["scores.near.final=.9", "scores.value.all=2"],
         "scores: {value: {land: {all: 2}}, near: {status: {final: .9}}}"),
        (["menu.land=none, half"], "menu: {land: [none, half]}"),
        (["menu.money=yes,no"], "menu: {money: [yes, no]}"),
        (["menu.status=none,final", "menu.land=none,all"], "menu: {status: [none, final], land: [none, all]}"),
    ],
    ids=lambda found: " ".join(found) if isinstance(found, list) else "",
)  # fmt: skip
def test_setting_something_is_the_same_as_writing_it(texts, file, tmp_path):
    assert put(*texts) == written(file, tmp_path)


def test_everything_is_settable_and_told():
    known = Overrides(SMALL).editable
    assert {
        *(
            "calendar.start",
            "calendar.end",
            "calendar.rounds",
            "first",
            "menu.status",
            "menu.land",
            "menu.money",
        ),
        *("events.storm.date", "events.storm.probability", "events.calm.date"),
        *("scores.value.none", "scores.value.half", "scores.near.final"),
    } < set(known)
    assert Overrides(SMALL).numbers["scores.value.half"] == 0.4
    assert Overrides(SMALL).numbers["events.storm.probability"] == 0.5


def test_what_was_changed_before_is_kept_and_later_edits_add_up():
    before = Change(
        values=(("east.land", Fixed(3)),),
        drop=("calm",),
        freeze=("raid.wanted",),
        force=("mid.threat",),
        strategies=(("west", "spe"),),
    )
    changed = put("scores.value.half=0.7", scenario=SMALL.changed(before))
    changed = put("menu.land=none,half", "scores.value.half=*0.5", scenario=changed)
    assert changed.parameter("east.land").value == Fixed(3)
    assert [(event.name, event.shifts) for event in changed.events] == [
        ("storm", (("east.land", 2),))
    ]
    assert [lever.setting for lever in changed.levers] == [
        Setting.FORCED,
        Setting.FREE,
        Setting.FREE,
    ]
    assert changed.actor("west").strategy == "spe"
    assert changed.terms[0].scores == (0, 0, 0, 0, 0.35)


def test_edits_come_before_the_rest_of_a_change():
    change = Change(drop=("storm",), edits=(("events.calm.date", "2001-05"),))
    assert [event.date for event in SMALL.changed(change).events] == [date(2001, 5, 1)]


def test_events_outside_a_shorter_calendar_do_not_happen():
    compiled = compile_scenario(put("calendar.end=2001-03"))
    assert compiled.dispute["n_steps"] == 3
    assert set(compiled.dispute["shift_event"][0][: int(compiled.dispute["n_shifts"][0])]) == {0}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("events.strom.date=2001-05", "'events.strom.date' is not a setting; did you mean 'events.storm.date'"),
        ("events.storm.dat=2001-05", "'events.storm.dat' is not a setting; did you mean 'events.storm.date'"),
        ("scores.valeu.half=1", "'scores.valeu.half' is not a setting; did you mean 'scores.value.half'"),
        ("scores.value.hlf=1", "'scores.value.hlf' is not a setting; did you mean 'scores.value.half'"),
        ("menu.lnad=none", "'menu.lnad' is not a setting; did you mean 'menu.land'"),
        ("menu.land=none,hafl", "'hafl' is not a level of this issue; did you mean 'half'"),
        ("calendar.stop=2001-05", "'calendar.stop' is not a setting; did you mean 'calendar.start'"),
        ("first=wset", "'wset' is not a principal; did you mean 'west'"),
        ("first=mid", "'mid' is not a principal; known: chance, east, west"),
    ],
)  # fmt: skip
def test_an_unknown_name_tells_the_nearest(text, message):
    with pytest.raises(UnknownNameError) as caught:
        put(text)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("events.storm.date=May", "events.storm.date: found 'May', expected a month as YYYY-MM or a day"),
        ("events.storm.date=2001-09", "events.storm.date: 2001-09-01 is outside the calendar, expected within 2001-01 to 2001-06"),
        ("events.storm.probability=1.2", "events.storm.probability: found 1.2, expected 0 to 1 (probability)"),
        ("events.storm.probability=0,.5,1", "events.storm.probability: found '0,.5,1', expected a finite number"),
        ("calendar.end=2000-06", "calendar.end: 2000-06 is before start 2001-01"),
        ("calendar.rounds=2001-02..2000-01", "calendar.rounds: '2001-02..2000-01' ends before it begins"),
        ("calendar.end=2001", "calendar.end: found '2001', expected a month as YYYY-MM"),
        ("calendar.end=2200-01", "calendar: has 2,389 steps, expected at most 1,200"),
        ("scores.value.half=nan", "scores.value.half: found 'nan', expected a finite number"),
        ("scores.value.none=0.5", "terms.east.land: counts 0.5 for the status quo (none none no), expected 0"),
        ("menu.land=half,half", "menu.land: 'half' is there 2 times, expected once"),
        ("menu.status=talks,final", "kinds: no package on the table is of kind sq, expected one"),
    ],
)  # fmt: skip
def test_what_makes_no_scenario_is_refused_in_one_line(text, message):
    with pytest.raises(InputError) as caught:
        put(text)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_interventions_and_causes_set_the_same(tmp_path):
    scenario = written(
        "interventions:\n"
        "  other:\n"
        "    set:\n"
        "      events.storm.date: 2001-05\n"
        "      events.storm.east.land: 7\n"
        "      calendar.end: 2001-05\n"
        "      first: west\n"
        "      scores.value.half: .7\n"
        "      menu.land: [none, half]\n"
        "      west.land: 3\n"
        "    scale: {events.storm.probability: .5, events.storm.raid.wanted: 2}\n"
        "causes:\n"
        "  storm: {block: luck, absent: {set: {events.storm.probability: 0}}}\n",
        tmp_path,
    )
    changed = scenario.changed(scenario.intervention("other"))
    assert changed == put(
        "events.storm.date=2001-05",
        "events.storm.east.land=7",
        "events.storm.raid.wanted=*2",
        "events.storm.probability=*0.5",
        "calendar.end=2001-05",
        "first=west",
        "scores.value.half=0.7",
        "menu.land=none,half",
        "west.land=3",
        scenario=scenario,
    )
    without = scenario.changed(scenario.causes[-1].absent)
    assert without.events[0].probability == 0


def test_what_an_intervention_sets_is_checked_with_its_place(tmp_path):
    path = tmp_path / "top.yaml"
    path.write_text(
        f"id: small\nextends: {VALID}\n"
        "interventions:\n"
        "  one: {set: {events.storm.dat: 2001-05}}\n"
        "  two: {set: {calendar.end: soon}}\n"
        "  three: {set: {east.land: [none, half]}}\n"
        "  four: {set: {scores.value.half: [1, 2, 3]}}\n"
        "  five: {set: {events.storm.east.land: [1, 2, 3]}}\n"
        "  six: {scale: {events.calm.west.land: 2}}\n"
    )
    found = [str(fault).partition("top.yaml:")[2] for fault in check_file(path)]
    assert [line.partition(";")[0] for line in found] == [
        "4:15: interventions.one.set.events.storm.dat: 'events.storm.dat' is not a setting",
        "5:29: interventions.two.set.calendar.end: found 'soon', expected a month as YYYY-MM",
        "6:17: interventions.three.set.east.land: found a list of 2, expected a number or a distribution",
        "7:16: interventions.four.set.scores.value.half: found '[1, 2, 3]', expected a finite number",
        "8:16: interventions.five.set.events.storm.east.land: events.storm.east.land is the amount of an event, expected one number",
        "9:17: interventions.six.scale.events.calm.west.land: 'events.calm.west.land' is not a dated shift",
    ]


def test_an_intervention_that_makes_no_scenario_is_a_fault(tmp_path):
    path = tmp_path / "top.yaml"
    path.write_text(
        f"id: small\nextends: {VALID}\ninterventions: {{bare: {{set: {{menu.status: [talks, final]}}}}}}\n"
    )
    (fault,) = check_file(path)
    assert str(fault).startswith(
        f"{path}:3:17: interventions.bare: menu.status=talks,final: kinds: no"
    )
    with pytest.raises(FaultsError, match="no package on the table is of kind sq"):
        load_scenario(path)


def test_a_scenario_that_is_no_file_says_so():
    from dataclasses import replace

    with pytest.raises(InputError, match=r"was not read from a file: calendar\.end cannot be set"):
        replace(SMALL, remake=None).changed(Change(edits=(("calendar.end", "2001-04"),)))


def test_a_value_that_no_reader_saw_is_refused_too():
    with pytest.raises(InputError, match=r"scores\.value\.half=big"):
        SMALL.changed(Change(edits=(("scores.value.half", "big"),)))


def test_stored_data_can_be_edited_too():
    stored = build_scenario(resolve_scenario("1956"))
    change = Change(edits=(("scores.renounced.two", Scaling(0.5)),))
    assert stored.changed(change) == load_scenario("1956").changed(change)


def test_a_design_over_scores_is_made_fast_enough():
    scenario = load_scenario("1956")
    overrides = Overrides(scenario)
    changes = [overrides.change("scores.renounced.two", f"{0.5 + i / 1000}") for i in range(25)]
    spent = []
    for _ in range(3):
        began = time.process_time()
        for change in changes:
            scenario.changed(change)
        spent.append(time.process_time() - began)
    assert len(changes) / min(spent) > 50


def test_an_inherited_event_may_lie_outside_a_calendar_that_is_changed(tmp_path):
    assert written("calendar: {end: 2001-02}", tmp_path) == put("calendar.end=2001-02")
    path = tmp_path / "own.yaml"
    path.write_text(
        f"id: small\nextends: {VALID}\ncalendar: {{end: 2001-02}}\nevents: {{calm: {{date: 2001-03}}}}\n"
    )
    (fault,) = check_file(path)
    assert "events.calm.date: 2001-03-01 is outside the calendar" in str(fault)


def test_rounds_may_lie_outside_a_calendar_that_is_shortened_by_another_file(tmp_path):
    (tmp_path / "round.yaml").write_text(
        f"id: round\nextends: {VALID}\ncalendar: {{rounds: [2001-02, 2001-05..2001-06]}}\n"
    )
    top = tmp_path / "top.yaml"
    top.write_text("id: top\nextends: round.yaml\ncalendar: {end: 2001-05}\n")
    assert load_scenario(top).calendar.round_of == (-1, 0, -1, -1, 1)
    top.write_text("id: top\nextends: round.yaml\ncalendar: {end: 2001-05, rounds: [2001-06]}\n")
    (fault,) = check_file(top)
    assert "calendar.rounds.0: 2001-06 is outside the calendar" in str(fault)


def test_a_value_takes_the_place_of_an_inherited_formula_and_the_other_way_round(tmp_path):
    (tmp_path / "derived.yaml").write_text(
        f"id: derived\nextends: {VALID}\n"
        "params:\n"
        "  mid.aid: {formula: 2*mid.cost, unit: pts, source: derived}\n"
    )
    derived = load_scenario(tmp_path / "derived.yaml").parameter("mid.aid")
    assert derived.formula is not None
    assert derived.value == Fixed(4)
    top = tmp_path / "top.yaml"
    top.write_text("id: top\nextends: derived.yaml\nparams: {mid.aid: {value: 3, source: mine}}\n")
    assert load_scenario(top).parameter("mid.aid").value == Fixed(3)
    assert load_scenario(top).parameter("mid.aid").formula is None


@pytest.mark.parametrize("name", ["1956", "2018"])
def test_a_changed_score_makes_the_scenario_that_its_file_would(name):
    """Only what reads the score is built again; the file read with it says the same."""
    edits = (("scores.value.two", 0.31), ("scores.exposure.open", 0.7))
    shipped = load_scenario(name)
    changed = shipped.changed(Change(edits=edits))
    assert changed.terms != shipped.terms
    assert changed == changed.remake.spec.build(changed.remake.defaults)


def test_a_score_may_count_for_a_status_quo_that_is_an_agreement():
    """Points are differences from it then, so no point of a design need be tried for that."""
    edits = (("scores.loss.two", 0.3),)
    assert load_scenario("2018").from_agreement
    assert not list(risky_edits(load_scenario("2018"), edits))
    assert not list(risky_edits(SMALL, (("first", SMALL.principals[0].name),)))
    quo = SMALL.package(0)
    risky = ((f"scores.{SMALL.scores[0].name}.{quo[SMALL.scores[0].issue]}", 0.3),)
    assert tuple(risky_edits(SMALL, risky)) == risky
