"""What to run, and what is refused before anything runs."""

from __future__ import annotations

import json

import pytest
from tests.first import FIRST

from negotiation_sim.domain.distributions import Fixed
from negotiation_sim.errors import InputError, UnknownNameError
from negotiation_sim.experiments import NamedScenario, Study
from negotiation_sim.experiments.study import arms_of

EPISODES = {name: NamedScenario.load(FIRST[name]) for name in ("1956", "2018", "2022")}


def study(*names, **details):
    return Study(tuple(EPISODES[name] for name in names or ("1956",)), **details)


@pytest.mark.parametrize(
    ("details", "message"),
    [
        ({"runs": 0}, "runs is 0, expected at least 1"),
        ({"runs": -5}, "runs is -5, expected at least 1"),
        ({"seed": -1}, f"seed is -1, expected 0 to {2**63 - 1:,}"),
        ({"seed": 2**63}, f"seed is {2**63:,}, expected 0 to {2**63 - 1:,}"),
    ],
)
def test_impossible_numbers_are_refused(details, message):
    with pytest.raises(InputError, match=message):
        study(**details)


@pytest.mark.parametrize(
    ("details", "message"),
    [
        (
            {"arms": ("baseline", "no_treat")},
            "'no_treat' is not an intervention; did you mean 'no_threat'",
        ),
        (
            {"arms": ("no_threat+no_claus",)},
            "'no_claus' is not an intervention; did you mean 'no_clause'",
        ),
        (
            {"settings": ("japan.nrom=3",)},
            "'japan.nrom' is not a parameter; did you mean 'japan.norm'",
        ),
        ({"settings": ("usa.strategy=time",)}, "'usa' is not a principal"),
        ({"dropped": ("ldp_merge",)}, "'ldp_merge' is not an event; did you mean 'ldp_merger'"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(details, message):
    with pytest.raises(UnknownNameError, match=message):
        study(**details)


def test_a_setting_out_of_range_is_refused():
    with pytest.raises(
        InputError, match=r"--set base\.demand=2: base\.demand is 2, expected 0 to 1"
    ):
        study(settings=("base.demand=2",))


def test_the_same_scenario_twice_is_refused():
    with pytest.raises(InputError, match="scenario '1956' is asked for 2 times, expected once"):
        study("1956", "1956")


def test_cells_come_by_scenario_then_intervention_then_point():
    one = study(
        "1956", "2018", arms=("baseline", "no_threat"), points=({}, {"japan.norm": "30"}), runs=7
    )
    assert [(cell.number, cell.scenario, cell.arm, cell.point) for cell in one.cells] == [
        (number, *divmod(number // 2, 2), number % 2) for number in range(8)
    ]
    assert one.n_rows == 56


def test_an_intervention_is_played_only_where_it_is_declared():
    one = study("1956", "2018", arms=("baseline", "no_ldp_merger", "abe_stays+no_clause"))
    assert [(cell.scenario, one.arms[cell.arm]) for cell in one.cells] == [
        (0, "baseline"),
        (0, "no_ldp_merger"),
        (1, "baseline"),
        (1, "abe_stays+no_clause"),
    ]


def test_a_setting_or_event_of_one_scenario_leaves_the_others_alone():
    one = study("1956", "2018", settings=("japan.normalisation=3",), dropped=("ldp_merger",))
    assert one.ground(0).parameter("japan.normalisation").value == Fixed(3)
    assert [event.name for event in one.ground(0).events] == ["fisheries_squeeze"]
    assert len(one.ground(1).events) == 4


def test_settings_come_before_points_and_points_before_interventions():
    one = study(
        "2018",
        arms=("baseline", "no_base_demand"),
        settings=("base.demand=.2",),
        points=({"base.demand": 0.4},),
    )
    assert one.ground(0).parameter("base.demand").value == Fixed(0.2)
    assert [one.scenario_of(cell).parameter("base.demand").value for cell in one.cells] == [
        Fixed(0.4),
        Fixed(0.0),
    ]


def test_a_study_is_rebuilt_from_its_inputs():
    one = study(
        "1956",
        "2022",
        arms=("baseline", "no_threat"),
        settings=("us.threat=*.5",),
        dropped=("invasion",),
        runs=9,
        seed=4,
    )
    stored = json.loads(json.dumps(one.inputs()))
    again = Study.from_inputs(stored, one.runs)
    assert again == one or again.inputs() == one.inputs()
    assert [again.scenario_of(cell) for cell in again.cells] == [
        one.scenario_of(cell) for cell in one.cells
    ]


def test_the_number_of_runs_is_no_input():
    assert study(runs=5).inputs() == study(runs=50).inputs()


def test_the_baseline_always_comes_first_and_nothing_twice():
    assert arms_of(["no_threat", "baseline", "no_threat"]) == ("baseline", "no_threat")


def test_an_intervention_joined_to_itself_is_refused():
    with pytest.raises(
        InputError, match=r"no_threat\+no_threat names an intervention twice, expected once"
    ):
        arms_of(["no_threat+no_threat"])
    assert study().arm_of(0, ["no_threat", "no_threat"]) == "no_threat"


def test_a_path_is_called_by_its_stem(tmp_path):
    from negotiation_sim.scenarios import as_yaml, resolve_scenario

    file = tmp_path / "mine.yaml"
    file.write_text(as_yaml(resolve_scenario("1956")), encoding="utf-8")
    named = NamedScenario.load(str(file))
    assert named.name == "mine"
    assert named.scenario.id == "nt-1956"


# ---------------------------------------------------------------------- prefixes, amounts,
# definitions, experiments


def values(one, address):
    """What a parameter is in every cell, by scenario, intervention and point."""
    return {
        (one.scenarios[cell.scenario].name, one.arms[cell.arm], cell.point): one.scenario_of(cell)
        .parameter(address)
        .value
        for cell in one.cells
    }


def amounts(scenario):
    return {
        (event.name, address): amount
        for event in scenario.events
        for address, amount in event.shifts
    }


def test_a_prefix_limits_an_override_to_its_scenarios():
    one = study(
        "1956",
        "2018",
        "2022",
        settings=("1956/us.threat=1",),
        points=({"2018+2022/us.threat": "2"}, {}),
    )
    assert (
        values(one, "us.threat")["1956", "baseline", 0]
        == values(one, "us.threat")["1956", "baseline", 1]
        == Fixed(1)
    )
    assert (
        values(one, "us.threat")["2018", "baseline", 0]
        == values(one, "us.threat")["2022", "baseline", 0]
        == Fixed(2)
    )
    assert (
        values(one, "us.threat")["2018", "baseline", 1]
        == EPISODES["2018"].scenario.parameter("us.threat").value
    )


@pytest.mark.parametrize(
    ("details", "message"),
    [
        (
            {"settings": ("1965/us.threat=1",)},
            "'1965' is not a scenario of this study; did you mean '1956'",
        ),
        (
            {"settings": ("2018/us.thraet=1",)},
            "'us.thraet' is not a parameter; did you mean 'us.threat'",
        ),
        (
            {"points": ({"1956/events.constitution.russia.clause": "1"},)},
            "'events.constitution.russia.clause' is not a dated shift",
        ),
        ({"points": ({}, {"us.thraet": "1"})}, "'us.thraet' is not a parameter"),
        ({"outputs": ("presed",)}, "'presed' is not a result column; did you mean 'pressed'"),
    ],
)
def test_an_unknown_prefix_point_or_column_is_refused(details, message):
    with pytest.raises(UnknownNameError, match=message):
        study("1956", "2018", **details)


def test_a_point_out_of_range_is_refused_before_anything_runs():
    with pytest.raises(
        InputError, match=r"point base\.demand=2: base\.demand is 2, expected 0 to 1"
    ):
        study("1956", points=({}, {"base.demand": "2"}))


def test_the_amount_of_an_event_can_be_set_and_scaled():
    one = study(
        "1956",
        "2018",
        settings=("events.constitution.russia.clause=12",),
        points=({"events.ldp_merger.japan.norm": "*0.5"},),
    )
    first, second = (amounts(one.scenario_of(cell)) for cell in one.cells)
    assert first["ldp_merger", "japan.norm"] == 4
    assert first["fisheries_squeeze", "japan.normalisation"] == 5
    assert second["constitution", "russia.clause"] == 12


def test_an_intervention_may_drop_or_freeze_what_a_point_changed():
    one = study(
        "2018",
        arms=("baseline", "no_clause"),
        points=({"events.constitution.russia.clause": "12"},),
    )
    assert [
        ("constitution", "russia.clause") in amounts(one.scenario_of(cell)) for cell in one.cells
    ] == [True, False]


def test_an_event_dropped_everywhere_may_be_dropped_again_by_an_intervention():
    one = study("1956", arms=("baseline", "no_ldp_merger"), dropped=("ldp_merger",))
    assert one.scenario_of(one.cells[0]) == one.scenario_of(one.cells[1])


DEFINE = {
    "mild": {"label": "half the threat", "scale": {"us.threat": 0.5}, "only": [2018]},
    "late": {
        "set": {"events.constitution.russia.clause": 9, "russia.norm": [1, 2, 3]},
        "off": "us.threat",
    },
}


def test_an_intervention_written_in_the_experiment_exists_where_it_can():
    one = study("1956", "2018", arms=("baseline", "mild", "late", "mild+no_clause"), define=DEFINE)
    assert [one.arms[cell.arm] for cell in one.cells if cell.scenario == 0] == ["baseline"]
    assert [one.arms[cell.arm] for cell in one.cells if cell.scenario == 1] == [
        "baseline",
        "mild",
        "late",
        "mild+no_clause",
    ]
    late = one.scenario_of(one.cells[3])
    assert amounts(late)["constitution", "russia.clause"] == 9
    assert late.parameter("russia.norm").value.mode == 2


def test_definitions_and_outputs_are_inputs_and_come_back():
    one = study("2018", arms=("baseline", "late"), define=DEFINE, outputs=("pressed",))
    again = Study.from_inputs(json.loads(json.dumps(one.inputs())), one.runs)
    assert again.inputs() == one.inputs()
    assert [again.scenario_of(cell) for cell in again.cells] == [
        one.scenario_of(cell) for cell in one.cells
    ]
    assert (
        one.inputs()
        != study(
            "2018", arms=("baseline", "late"), define=DEFINE | {"late": {"off": "us.threat"}}
        ).inputs()
    )
    assert "define" not in study("2018").inputs()


def test_a_definition_out_of_shape_is_refused():
    with pytest.raises(
        InputError, match=r"define\.mild\.scael: 'scael' is not a known key; did you mean 'scale'"
    ):
        study("2018", define={"mild": {"scael": {}}})


def test_the_known_columns_are_those_of_the_table():
    from negotiation_sim.domain.experiment import result_columns
    from negotiation_sim.experiments.rows import RowWriter

    one = Study(tuple(map(NamedScenario.load, ("1956", "2018"))))
    assert "shows_56a" in RowWriter(one).schema().names
    assert tuple(RowWriter(one).schema().names) == result_columns(
        named.scenario for named in one.scenarios
    )


def test_only_the_outputs_asked_for_are_kept(tmp_path):
    from negotiation_sim.experiments import run_study

    found = run_study(
        study("1956", runs=20, outputs=("pressed", "months")), tmp_path / "out"
    ).frame()
    assert list(found.columns) == [
        "scenario",
        "intervention",
        "point",
        "run",
        "outcome_class",
        "settled",
        "months",
        "pressed",
    ]


def test_an_experiment_becomes_a_study():
    from negotiation_sim.scenarios import load_experiment

    one = Study.of(load_experiment("sofa_presumption"))
    assert one.arms == ("baseline",)
    assert [point["base.consent"] for point in one.points] == ["0", "0.2", "0.4", "0.6", "0.8", "1"]
    assert one.n_rows == 600_000


def test_the_plausible_box_shares_what_is_structural_and_draws_the_rest_by_episode():
    from negotiation_sim.scenarios import load_experiment

    box = Study.of(load_experiment("plausible_box"))
    assert (len(box.points), len(box.arms), len(box.cells), box.runs) == (800, 7, 16_800, 250)
    here = {
        named.name: box.scenario_of(box.cells[number * 5600 + 3])
        for number, named in enumerate(box.scenarios)
    }
    shared = ("japan.norm", "russia.treaty", "base.appetite", "japan.norm_share", "us.press_cost")
    assert all(
        len({one.parameter(address).value for one in here.values()}) == 1 for address in shared
    )
    assert (
        here["2018"].parameter("russia.norm")
        == here["2022"].parameter("russia.norm")
        != here["1956"].parameter("russia.norm")
    )
    assert len({one.parameter("us.stake").value for one in here.values()}) == 3
    assert all(
        one.parameter("japan.walk_rate").value == one.parameter("russia.walk_rate").value
        for one in here.values()
    )
    drawn, kept = (("invasion", "japan.hostility"), ("constitution", "russia.bar"))
    shipped = {name: NamedScenario.load(name).scenario for name in here}
    assert amounts(here["2022"])[drawn] != amounts(shipped["2022"])[drawn]
    assert amounts(here["2018"])[kept] == amounts(shipped["2018"])[kept]


# ------------------------------------------------------------------ what is no parameter


def test_dates_scores_menus_and_the_calendar_are_set_and_varied_like_parameters():
    study = Study(
        (NamedScenario.load("1956"), NamedScenario.load("2018")),
        settings=("1956/calendar.end=1956-10", "events.ldp_merger.date=1956-02"),
        points=(
            {"1956/scores.renounced.two": 0.7, "2018/menu.islands": "none,two"},
            {"1956/events.ldp_merger.probability": "0.5", "2018/first": "russia"},
        ),
        runs=20,
    )
    early, late, two, russia = map(study.scenario_of, study.cells)
    assert early.calendar.label(early.calendar.n_steps - 1) == "Oct 1956"
    assert dict(early.scores[3].levels)["two"] == 0.7
    assert (late.events[0].date.month, late.events[0].probability) == (2, 0.5)
    assert two.issues[1].menu == ("none", "two")
    assert russia.first == "russia"
    assert Study.from_inputs(study.inputs(), 20) == study


def test_points_that_make_no_scenario_are_refused_before_anything_is_played():
    named = (NamedScenario.load("1956"),)
    points = ({"menu.status": "none,treaty"}, {"menu.status": "declaration"})
    with pytest.raises(InputError, match=r"menu\.status=declaration: kinds: no package"):
        Study(named, points=points)
    with pytest.raises(InputError, match="outside the calendar"):
        Study(named, settings=("events.ldp_merger.date=1960-01",))


def test_compiled_cells_carry_no_file():
    assert Study((NamedScenario.load("1956"),)).compiled(0).scenario.remake is None
