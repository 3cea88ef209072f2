from __future__ import annotations

import pytest
from tests.first import FIRST, first

from negotiation_sim.analysis.regions import hazard_by_package, region_table
from negotiation_sim.errors import UnknownNameError
from negotiation_sim.experiments import NamedScenario, Study, run_study
from negotiation_sim.scenarios import build_scenario

HANDED_OVER = dict(first("2018").map.regions)


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    study = Study(
        (NamedScenario.load(FIRST["2018"]),),
        arms=("baseline", "norms_halved", "no_base_demand"),
        runs=300,
    )
    return run_study(study, tmp_path_factory.mktemp("regions") / "results")


@pytest.fixture(scope="module")
def table(results):
    return region_table(results).set_index(["intervention", "region"])


def test_the_hazard_is_the_product_of_its_keys_at_the_modes():
    scenario = first("2018")
    demand, consent = (
        scenario.parameter(f"base.{name}").value.mode for name in ("demand", "consent")
    )
    pledge, guarantee = (
        scenario.parameter(f"base.{name}_credibility").value.mode
        for name in ("pledge", "guarantee")
    )
    found = hazard_by_package(scenario, "base")
    assert found["treaty", "two", "open", "no"] == pytest.approx(demand * consent)
    assert found["treaty", "two", "pledge", "no"] == pytest.approx(
        demand * consent * (1 - pledge * (1 - consent))
    )
    locked = demand * (1 - guarantee) * consent * (1 - pledge * (1 - consent))
    assert found["treaty", "two", "guarantee", "no"] == pytest.approx(locked)


def test_a_promise_in_force_hands_nothing_over(tmp_path):
    """The declaration of 1956 promises two islands, and is in force when the talks of 2018 begin."""
    results = run_study(Study((NamedScenario.load("2018"),), runs=60), tmp_path / "r")
    rows = results.frame(["status", "islands"])
    assert (rows["islands"] == "two").mean() > 0.9 > (rows["status"] == "treaty").mean()
    table = region_table(results).set_index("region")
    treaties = (rows["status"] == "treaty") & rows["islands"].isin(["two", "two_plus", "four"])
    assert table.loc["shikotan", "count"] == treaties.sum()


def test_an_unknown_hazard_names_the_known_ones():
    with pytest.raises(UnknownNameError, match="'bases' is not a hazard; did you mean 'base'"):
        hazard_by_package(first("2018"), "bases")


def test_a_region_is_handed_over_where_its_level_says_so(results, table):
    rows = results.frame(["intervention", "islands"])
    mine = rows[rows["intervention"] == "norms_halved"]
    for region in ("shikotan", "etorofu"):
        assert table.loc[("norms_halved", region), "count"] == sum(
            region in HANDED_OVER.get(level, ()) for level in mine["islands"]
        )
    assert table.loc[("norms_halved", "shikotan"), "count"] > 20
    assert (table["n"] == 300).all()


def test_the_hazard_is_the_mean_over_runs_of_the_package_in_force(results, table):
    study = results.study
    cell = next(cell for cell in study.cells if study.arms[cell.arm] == "norms_halved")
    chances = hazard_by_package(study.scenario_of(cell), "base")
    issues = ["status", "islands", "basing", "package"]
    rows = results.frame(["intervention", *issues]).query("intervention == 'norms_halved'")
    felt = [
        chances[tuple(row)] if row[1] in HANDED_OVER else 0.0
        for row in rows[issues].astype(str).itertuples(index=False, name=None)
    ]
    assert table.loc[("norms_halved", "shikotan"), "hazard"] == pytest.approx(sum(felt) / 300)


def test_without_the_demand_there_is_no_hazard(table):
    assert table.loc[("no_base_demand", "shikotan"), "count"] > 0
    assert table.loc["no_base_demand", "hazard"].tolist() == [0.0] * 4


def test_a_scenario_without_a_map_is_left_out_and_without_a_hazard_nothing_is_felt(tmp_path):
    named = NamedScenario.load(FIRST["2018"])
    data = {key: value for key, value in named.resolved.items() if key != "map"}
    bare = {**named.resolved, "map": {**named.resolved["map"], "hazard": ""}}
    study = Study(
        (
            NamedScenario("none", data, build_scenario(data, "none")),
            NamedScenario("bare", bare, build_scenario(bare, "bare")),
        ),
        settings=("japan.norm=*0",),
        runs=50,
    )
    table = region_table(run_study(study, tmp_path / "r"))
    assert set(table["scenario"]) == {"bare"}
    assert table["count"].max() > 0
    assert table["hazard"].tolist() == [0.0] * 4


def test_a_point_is_told_apart_from_the_average(tmp_path):
    study = Study(
        (NamedScenario.load(FIRST["2018"]),),
        points=({"japan.norm": "*0"}, {"japan.norm": "*1"}),
        runs=100,
    )
    results = run_study(study, tmp_path / "r")
    whole, free, bound = (
        region_table(results, point).set_index("region").loc["shikotan"] for point in (None, 0, 1)
    )
    assert (whole["points"], free["points"]) == (2, 1)
    assert whole["share"] == pytest.approx((free["share"] + bound["share"]) / 2)
    assert free["share"] > bound["share"]
