"""From a file to a scenario."""

import json
import re
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.model.small import mapping

from negotiation_sim.domain.actors import Role
from negotiation_sim.domain.calendar import Calendar
from negotiation_sim.domain.changes import Change, Scaling
from negotiation_sim.domain.distributions import Beta, Fixed, Triangular, TruncatedNormal, Uniform
from negotiation_sim.domain.issues import Kind
from negotiation_sim.domain.levers import Consent, Promise, Threat
from negotiation_sim.domain.preferences import Channel
from negotiation_sim.domain.scenario import Observed, Termination
from negotiation_sim.errors import FaultsError, UnknownNameError
from negotiation_sim.experiments import NamedScenario, Study
from negotiation_sim.experiments.rows import RowWriter
from negotiation_sim.scenarios import build_scenario, check_file, load_scenario, resolve_scenario
from negotiation_sim.scenarios.parts.issues import COLUMNS

VALID = Path(__file__).parent / "valid.yaml"


@pytest.fixture(scope="module")
def small():
    return load_scenario(VALID)


@pytest.fixture
def extended(tmp_path):
    """Writes a file over the valid one and loads it."""

    def load(text, name="top.yaml"):
        (tmp_path / "valid.yaml").write_bytes(VALID.read_bytes())
        (tmp_path / name).write_text(f"id: top\nextends: valid.yaml\n{text}\n")
        return load_scenario(tmp_path / name)

    return load


def test_heading_and_calendar(small):
    assert (small.id, small.title, small.question) == ("small", "A small dispute", "Does it load?")
    assert small.calendar == Calendar(date(2001, 1, 1), date(2001, 6, 1), "month")
    assert small.failure_hostility == 0.2


def test_actors_come_in_declared_order(small):
    assert [actor.name for actor in small.actors] == ["west", "east", "mid"]
    east = small.principals[1]
    assert (east.label, east.role, east.ratifies, east.iso3, east.strategy) == (
        "East",
        Role.PRINCIPAL,
        True,
        "EST",
        "time",
    )


def test_outcomes_are_the_allowed_packages_on_the_table_with_the_last_issue_fastest(small):
    assert [issue.levels for issue in small.issues][2] == ("yes", "no")
    assert [issue.menu for issue in small.issues][2] == ("no",)
    assert [(" ".join(outcome.levels), outcome.kind) for outcome in small.outcomes] == [
        ("none none no", Kind.STATUS_QUO),
        ("talks none no", Kind.PROCESS),
        ("interim none no", Kind.INTERIM),
        ("final none no", Kind.FINAL),
        ("final half no", Kind.FINAL),
        ("final all no", Kind.FINAL),
    ]
    assert small.settlement == (4, 5)


def test_settlement_is_every_final_package_unless_said(extended):
    resolved = resolve_scenario(VALID)
    del resolved["settlement"]
    assert build_scenario(resolved).settlement == (3, 4, 5)


def test_levels_that_differ_in_a_side_payment_are_one_text(extended):
    scenario = extended("menu: {money: [no, yes]}")
    texts = {outcome.levels: outcome.text for outcome in scenario.outcomes}
    assert (
        texts["final", "all", "yes"] == texts["final", "all", "no"] != texts["final", "half", "no"]
    )


def test_scores_multiply_and_vanish_where_the_condition_fails(small):
    terms = {term.name: term for term in small.terms}
    assert terms["east.land"].scores == (0, 0, 0, 0, 0.4, 1)
    assert terms["west.land"].scores == (0, 0, 0, 0, 0.4, 1)
    assert terms["east.distrust"].scores == (0, 0.5, 0.5, 1, 1, 1)
    assert terms["east.distrust"].by_hostility
    assert (terms["west.raid"].channel, terms["west.raid"].hazard, terms["west.raid"].sign) == (
        Channel.NORM,
        "raid",
        -1,
    )


def test_hazard_is_a_product_of_keys_some_of_them_locked(small):
    (raid,) = small.hazards
    assert raid.by_outcome == (0, 0, 0, 0, 0, 1)
    values = {"raid.wanted": 0.5, "raid.trust": 0.6}
    assert [chance(values) for chance in raid.chances] == pytest.approx(
        [0.5 * 0.9, 0.5 * (1 - 0.6 * 0.5) * 0.9]
    )


def test_levers(small):
    threat, aid, consent = small.levers
    assert threat == Threat(
        "mid.threat",
        "mid",
        "east",
        "mid.threat",
        "mid.cost",
        (0, 0, 0, 1, 1, 0),
        (False, False, False, True, True, False),
    )
    assert aid == Promise("mid.aid", "mid", ("west",), "mid.aid", "mid.cost", (0, 0, 0, 0, 0.4, 1))
    assert consent == Consent("mid.consent", "mid", (False, False, False, False, False, True))


def test_threat_can_be_pressed_on_final_texts_only(extended):
    threat = extended("levers: {mid.threat: {when: {status: [interim, final]}}}").levers[0]
    assert threat.opposed == (0, 0, 0.5, 1, 1, 0)
    assert threat.pressable == (False, False, False, True, True, False)


def test_every_way_to_write_a_number(small):
    assert small.parameter("east.land").value == Triangular(10, 20, 30)
    assert small.parameter("east.beta").value == Uniform(0.5, 1.5)
    assert small.parameter("west.land").value == TruncatedNormal(10, 3, 0, 20)
    assert small.parameter("raid.trust").value == Beta(2, 5)
    assert small.parameter("west.raid").value == Fixed(12)


def test_nouns_left_out_are_neutral(small):
    reserve = small.parameter("west.reserve")
    assert (reserve.value, reserve.unit, reserve.source) == (Fixed(0), "pts", "neutral default")
    assert small.parameter("mid.noise").value == Fixed(0)
    assert [parameter.address for parameter in small.parameters][:2] == ["east.land", "east.beta"]


def test_events(small):
    storm, calm = small.events
    assert storm.shifts == (("east.land", 2.0), ("raid.wanted", 0.1))
    assert (storm.date, storm.probability, storm.half_life_months, storm.source) == (
        date(2001, 3, 1),
        0.5,
        3,
        "invented",
    )
    assert (calm.date, calm.shifts, calm.label) == (
        date(2001, 4, 20),
        (("east.land", 0.0),),
        "calm",
    )


def test_classes(small):
    with_land, without, broken_off, failed, rest = small.classes
    assert with_land.when.levels == (("land", ("half", "all")),)
    assert without.kinds == (Kind.FINAL,)
    assert broken_off.terminations == (Termination.WALK_OUT,)
    assert (failed.kinds, failed.ratification_failed) == ((Kind.STATUS_QUO, Kind.PROCESS), True)
    assert (rest.label, rest.kinds, rest.ratification_failed) == ("OPEN", (), None)


def test_causes_and_interventions(small):
    threat, land = small.causes
    assert threat.absent.off == threat.halved.off == ("mid.threat",)
    assert land.absent.values == (("west.land", Fixed(0)),)
    assert land.halved.values == (("west.land", Scaling(0.5)),)
    assert land.halved.freeze == ("east.land",)
    assert small.intervention("no_storm") == Change("no_storm", drop=("storm",), label="no storm")
    all_out = small.intervention("all_out")
    assert (all_out.force, all_out.strategies, all_out.values) == (
        ("mid.threat",),
        (("west", "time"),),
        (("east.land", Uniform(1, 2)),),
    )
    small.changed(all_out)


def test_observed(small):
    assert small.observed == Observed("BROKEN_OFF", "west", "it happened", "invented")


def test_history_and_sources_touch_nothing_but_their_own_fields(small, extended):
    other = extended(
        "observed: {class: OPEN, note: other}\n"
        "params: {east.land: {source: elsewhere}, raid.trust: {source: guessed}}\n"
        "events: {storm: {source: a diary}}"
    )
    same_sources = tuple(
        replace(parameter, source=small.parameter(parameter.address).source)
        for parameter in other.parameters
    )
    same_events = tuple(
        replace(event, source=old.source)
        for event, old in zip(other.events, small.events, strict=True)
    )
    assert other.parameter("east.land").source == "elsewhere"
    assert (
        replace(
            other, id="small", observed=small.observed, parameters=same_sources, events=same_events
        )
        == small
    )


def test_mappings_merge_and_lists_and_values_are_replaced(extended):
    scenario = extended(
        "title: Another\n"
        "params:\n"
        "  mid.noise: {value: 1, unit: pts, source: new}\n"
        "  east.beta: {value: {beta: [2, 2, .1, 1]}}\n"
        "interventions: {all_out: {set: {east.land: {beta: [2, 2]}}}}\n"
        "classes: [{class: OVER}]\n"
        "observed: {class: OVER}"
    )
    assert (scenario.id, scenario.title, scenario.question) == ("top", "Another", "Does it load?")
    assert scenario.parameter("east.beta").value == Beta(2, 2, 0.1, 1)
    assert scenario.parameter("east.beta").source == "invented"
    assert scenario.intervention("all_out").values == (("east.land", Beta(2, 2)),)
    assert [rule.name for rule in scenario.classes] == ["OVER"]
    addresses = [parameter.address for parameter in scenario.parameters]
    assert (
        addresses.index("east.land") < addresses.index("raid.trust") < addresses.index("mid.noise")
    )
    assert scenario.observed is not None
    assert scenario.observed.walked_out_by == "west"


def test_id_and_abstract_are_never_inherited(tmp_path):
    (tmp_path / "base.yaml").write_text("id: base\nabstract: true\ntitle: t\n")
    (tmp_path / "top.yaml").write_text("extends: base.yaml\n")
    messages = [fault.message for fault in check_file(tmp_path / "top.yaml")]
    assert "missing, expected a unique id: letters, digits, - . and _" in messages
    assert any(fault.path == "calendar" for fault in check_file(tmp_path / "top.yaml"))


def test_chain_of_three_files(tmp_path):
    (tmp_path / "valid.yaml").write_bytes(VALID.read_bytes())
    (tmp_path / "middle.yaml").write_text(
        "id: middle\nextends: valid\ntitle: Middle\ndescription: Middle\n"
    )
    folder = tmp_path / "deeper"
    folder.mkdir()
    (folder / "top.yaml").write_text("id: top\nextends: ../middle.yaml\ntitle: Top\n")
    scenario = load_scenario(str(folder / "top.yaml"))
    assert (scenario.id, scenario.title, scenario.description, scenario.question) == (
        "top",
        "Top",
        "Middle",
        "Does it load?",
    )


def test_resolved_data_survives_json_and_builds_the_same_scenario(small):
    resolved = resolve_scenario(VALID)
    assert "extends" not in resolved
    assert "abstract" not in resolved
    assert next(iter(resolved)) == "id"
    assert build_scenario(json.loads(json.dumps(resolved)), "record.json") == small


def test_resolved_data_with_faults_are_told_by_name():
    resolved = resolve_scenario(VALID)
    resolved["params"]["east.land"]["unit"] = "points"
    with pytest.raises(
        FaultsError,
        match=r"^record\.json:1:1: params\.east\.land\.unit: 'points' is not a known unit; did you mean 'pts' or 'months'\?$",
    ):
        build_scenario(resolved, "record.json")


@pytest.mark.parametrize(
    "data",
    [{"id": float("nan")}, {"id": 10**400}, {"id": object()}, {1: 2}, [], {"a": {"b": {3: 4}}}],
)
def test_data_that_no_file_could_hold_is_refused(data):
    with pytest.raises(FaultsError, match=r"^scenario:1:1: "):
        build_scenario(data)


def test_endless_data_is_refused():
    loop: dict[str, object] = {}
    loop["id"] = loop
    with pytest.raises(FaultsError, match="nested more than 40 deep"):
        build_scenario(loop)


def test_scalars_are_those_of_yaml_1_2(extended):
    scenario = extended("title: no\nquestion: on\ndescription: 2001-02-03")
    assert (scenario.title, scenario.question, scenario.description) == ("no", "on", "2001-02-03")


def test_aliases_and_byte_order_mark_are_read(tmp_path):
    path = tmp_path / "bom.yaml"
    text = (
        VALID.read_text()
        .replace("[10, 20, 30]", "&wide [10, 20, 30]")
        .replace("west.raid: {value: 12", "west.raid: {value: *wide")
    )
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert load_scenario(path).parameter("west.raid").value == Triangular(10, 20, 30)


def test_week_and_half_month_steps(extended):
    assert extended("calendar: {step: week}").calendar.n_steps == 26
    assert extended("calendar: {step: half_month}").calendar.n_steps == 12


def test_unknown_name_tells_the_nearest():
    with pytest.raises(
        UnknownNameError, match=r"'1965' is not a shipped scenario; did you mean '1956'"
    ):
        load_scenario("1965")


def test_unknown_strategy_is_refused(tmp_path):
    (tmp_path / "top.yaml").write_text(
        f"id: top\nextends: {VALID}\nactors: {{east: {{strategy: tyme}}}}\n"
    )
    (fault,) = check_file(tmp_path / "top.yaml")
    assert fault.message.startswith("'tyme' is not a strategy; did you mean 'time'")


def test_loading_is_quick():
    load_scenario(VALID)
    start = time.perf_counter()
    load_scenario(VALID)
    assert time.perf_counter() - start < 1.0


def test_whole_numbers_are_names_without_quotes(tmp_path):
    (tmp_path / "1956.yaml").write_bytes(VALID.read_bytes())
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "id: 1957\nextends: 1956\ntitle: 1957\n"
        "issues: {land: {levels: {2: two acres, 4: four acres}}}\n"
        "menu: {land: [none, half, all, 2, 4]}\n"
        "forbid: [{status: [none, talks, interim], land: [half, all, 2, 4]},"
        " {status: [none, talks, interim], money: yes}, {land: 4}]\n"
        "scores: {value: {land: {2: .1}}}\n"
    )
    scenario = load_scenario(mine)
    assert (scenario.id, scenario.title) == ("1957", "1957")
    assert scenario.issues[1].levels == ("none", "half", "all", "2", "4")
    assert [outcome.levels[1] for outcome in scenario.outcomes][-3:] == ["half", "all", "2"]
    assert scenario.terms[0].scores[-1] == 0.1


def test_a_file_may_extend_a_shipped_episode_by_its_bare_number(tmp_path):
    mine = tmp_path / "mine.yaml"
    mine.write_text("id: mine\nextends: 1956\n")
    assert load_scenario(mine).calendar == load_scenario("1956").calendar


def test_names_of_columns_are_taken_and_listed():
    """Every column that is no issue: those of the rows, and of the manual's list."""
    data = mapping({"deal": {"a": 1, "b": 1}})
    small = NamedScenario("small", data, build_scenario(data, "small"))
    columns = set(RowWriter(Study((small,))).schema().names) - {"deal", "points_a", "points_b"}
    assert columns == COLUMNS
    manual = (Path(__file__).parents[2] / "docs" / "scenario_files.md").read_text("utf-8")
    listed = manual.partition("these ids are taken: ")[2].partition("whatever begins with")[0]
    assert set(re.findall(r"`(\w+)`", listed)) == COLUMNS


@pytest.mark.parametrize("name", ["settled", "agreement_months", "points_a"])
def test_an_issue_cannot_be_called_like_a_column(name):
    data = mapping({"deal": {"a": 1, "b": 1}})
    data["issues"][name] = {"levels": {"no": "no", "yes": "yes"}}
    with pytest.raises(FaultsError, match=f"issues.{name}: '{name}' is a column of every result"):
        build_scenario(data)
