"""`plot` and `report`: figures and pages of a batch."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import pytest

from negotiation_sim import Results, compare, load_scenario, plot, run_batch
from negotiation_sim.api.pictures import held
from negotiation_sim.engines.mesa_engine import Principal
from negotiation_sim.errors import InputError, ResultsError, UnknownNameError

RUNS = 40


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made") / "results"
    grid = {"japan.norm": [20, 60], "us.threat": [0, 40]}
    return folder, run_batch(["1956", "2022"], RUNS, 2, "no_threat", vary=grid, out=folder)


@pytest.mark.parametrize("figure", ["outcomes", "what_ifs", "heat_map", "timing"])
def test_rows_give_the_figure_that_their_folder_gives(figure, made):
    folder, rows = made
    drawn = plot(folder, figure).to_json()
    assert plot(Results.open(folder), figure).to_json() == drawn
    assert plot(rows.sample(frac=1, random_state=1), figure).to_json() == drawn


def test_some_scenarios_interventions_and_points_give_their_own_figure(made):
    _, rows = made
    some = rows[rows.scenario.eq("2022") & rows.point.eq(3)]
    study = held(some).study
    assert ([one.name for one in study.scenarios], study.arms) == (
        ["2022"],
        ("baseline", "no_threat"),
    )
    assert study.points == ({"japan.norm": "60", "us.threat": "40"},)
    assert isinstance(plot(some, "effects"), go.Figure)


def test_a_figure_shows_itself_in_a_notebook(made):
    assert "<div" in plot(made[1], "outcomes")._repr_html_()


def test_measures_and_what_varies_are_columns_that_figures_can_read(made):
    rows = run_batch(
        "1956",
        RUNS,
        2,
        vary={"us.threat": [0, 40]},
        measures={"late": lambda rows: rows.months > 12},
    )
    results = held(rows)
    assert (
        results.frame(["late", "us.threat"], "1956").to_numpy().tolist()
        == rows[["late", "us.threat"]].to_numpy().tolist()
    )
    with pytest.raises(UnknownNameError, match="'lat' is not a column; did you mean 'late'"):
        results.frame(["lat"])
    with pytest.raises(UnknownNameError, match="'1957' is not a scenario"):
        results.frame(["late"], "1957")


def test_a_changed_scenario_can_be_drawn_where_a_file_could_say_it():
    scenario = load_scenario("1956")
    changed = scenario.changed(scenario.intervention("norms_halved"))
    assert isinstance(plot(run_batch(changed, RUNS), "outcomes"), go.Figure)
    switched = scenario.changed(scenario.intervention("no_threat"))
    with pytest.raises(InputError, match="do not know the batch they are of"):
        plot(run_batch(switched, RUNS), "outcomes")


class Hawk(Principal):
    """Insists on five points more."""

    def aspires(self, steps):
        return super().aspires(steps) + 5


def test_agents_of_ones_own_are_not_replayed_by_others():
    rows = run_batch("1956", 5, 2, agents={"japan": Hawk})
    with pytest.raises(ResultsError, match="trace"):
        plot(rows, "trace")


@pytest.mark.parametrize(
    ("results", "message"),
    [
        (3, "plot: found 3, expected rows of run_batch, Results or a folder"),
        (pd.DataFrame({"a": [1]}), "plot: these rows do not know the batch they are of"),
    ],
)
def test_what_is_no_result_is_refused(results, message):
    with pytest.raises(InputError) as caught:
        plot(results)
    assert str(caught.value).startswith(message)


def test_runs_that_are_missing_or_double_are_refused(made):
    _, rows = made
    for some in (rows[rows.run < 10], pd.concat([rows[:-1], rows[:1]])):
        some.attrs = rows.attrs
        with pytest.raises(InputError, match="choose among those, not among runs"):
            plot(some)
    with pytest.raises(InputError, match="have no column run"):
        plot(rows.drop(columns="run"))


def test_an_unknown_figure_tells_the_nearest(made):
    with pytest.raises(UnknownNameError, match="did you mean 'outcomes'"):
        plot(made[1], "outcome")


def test_report_writes_the_page_though_a_package_has_its_name(tmp_path):
    import negotiation_sim.report.page

    run_batch("2022", RUNS, 2, out=tmp_path / "results")
    page = negotiation_sim.report(tmp_path / "results")
    assert page == tmp_path / "results" / "report.html"
    assert page.stat().st_size > 100_000
    with pytest.raises(InputError, match="found a DataFrame, expected a result folder"):
        negotiation_sim.report(run_batch("2022", RUNS))


def test_a_measure_can_be_drawn_and_choices_are_those_of_the_command():
    rows = run_batch(
        "1956", 60, 2, "no_threat", ending_measures={"wait": lambda ending: 2.5 * ending.steps}
    )
    figure = plot(rows, "ridge", x="wait", intervention="no_threat", title="How long they wait")
    assert figure.layout.title.text.startswith("How long they wait")
    with pytest.raises(InputError, match="figure outcomes does not read --x"):
        plot(rows, "outcomes", x="wait")


def test_rows_results_and_folders_are_compared_alike(made):
    folder, rows = made
    wanted = compare(Results.open(folder))
    pd.testing.assert_frame_equal(compare(str(folder)), wanted)
    pd.testing.assert_frame_equal(compare(folder), wanted)
    pd.testing.assert_frame_equal(compare(rows), wanted)
