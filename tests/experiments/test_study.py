"""What to run, and what is refused before anything runs."""

from __future__ import annotations

import json

import pytest

from negotiation_sim.domain.distributions import Fixed
from negotiation_sim.errors import InputError, UnknownNameError
from negotiation_sim.experiments import NamedScenario, Study
from negotiation_sim.experiments.study import arms_of

EPISODES = {name: NamedScenario.load(name) for name in ("1956", "2018", "2022")}


def study(*names, **details):
    return Study(tuple(EPISODES[name] for name in names or ("1956",)), **details)


@pytest.mark.parametrize(
    ("details", "message"),
    [
        ({"runs": 0}, "runs is 0, expected at least 1"),
        ({"runs": -5}, "runs is -5, expected at least 1"),
        ({"seed": -1}, f"seed is -1, expected 0 to {2**63 - 1}"),
        ({"seed": 2**63}, f"seed is {2**63}, expected 0 to {2**63 - 1}"),
    ],
)
def test_impossible_numbers_are_refused(details, message):
    with pytest.raises(InputError, match=message):
        study(**details)


@pytest.mark.parametrize(
    ("details", "message"),
    [
        ({"arms": ("baseline", "no_treat")}, "'no_treat' is not an intervention; did you mean 'no_threat'"),
        ({"arms": ("no_threat+no_claus",)}, "'no_claus' is not an intervention; did you mean 'no_clause'"),
        ({"settings": ("japan.nrom=3",)}, "'japan.nrom' is not a parameter; did you mean 'japan.norm'"),
        ({"settings": ("usa.strategy=time",)}, "'usa' is not a principal"),
        ({"dropped": ("ldp_merge",)}, "'ldp_merge' is not an event; did you mean 'ldp_merger'"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(details, message):
    with pytest.raises(UnknownNameError, match=message):
        study(**details)


def test_a_setting_out_of_range_is_refused():
    with pytest.raises(InputError, match=r"--set base\.demand=2: base\.demand is 2, expected 0 to 1"):
        study(settings=("base.demand=2",))


def test_the_same_scenario_twice_is_refused():
    with pytest.raises(InputError, match="scenario '1956' is asked for 2 times, expected once"):
        study("1956", "1956")


def test_cells_come_by_scenario_then_intervention_then_point():
    one = study("1956", "2018", arms=("baseline", "no_threat"), points=({}, {"japan.norm": "30"}), runs=7)
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
    one = study("2018", arms=("baseline", "no_base_demand"), settings=("base.demand=.2",), points=({"base.demand": 0.4},))
    assert one.ground(0).parameter("base.demand").value == Fixed(0.2)
    assert [one.scenario_of(cell).parameter("base.demand").value for cell in one.cells] == [Fixed(0.4), Fixed(0.0)]


def test_a_study_is_rebuilt_from_its_inputs():
    one = study("1956", "2022", arms=("baseline", "no_threat"), settings=("us.threat=*.5",), dropped=("invasion",), runs=9, seed=4)
    stored = json.loads(json.dumps(one.inputs()))
    again = Study.from_inputs(stored, one.runs)
    assert again == one or again.inputs() == one.inputs()
    assert [again.scenario_of(cell) for cell in again.cells] == [one.scenario_of(cell) for cell in one.cells]


def test_the_number_of_runs_is_no_input():
    assert study(runs=5).inputs() == study(runs=50).inputs()


def test_the_baseline_always_comes_first_and_nothing_twice():
    assert arms_of(["no_threat", "baseline", "no_threat"]) == ("baseline", "no_threat")


def test_a_path_is_called_by_its_stem(tmp_path):
    from negotiation_sim.scenarios import as_yaml, resolve_scenario

    file = tmp_path / "mine.yaml"
    file.write_text(as_yaml(resolve_scenario("1956")), encoding="utf-8")
    named = NamedScenario.load(str(file))
    assert named.name == "mine"
    assert named.scenario.id == "nt-1956"
