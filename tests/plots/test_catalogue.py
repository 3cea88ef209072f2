"""Which figures a folder can give, and that it gives them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from tests.plots import made_up

import negotiation_sim.plots as plots
from negotiation_sim.analysis.words import Words
from negotiation_sim.errors import InputError, ResultsError, UnknownNameError
from negotiation_sim.experiments import NamedScenario, Study, run_study
from negotiation_sim.experiments.executors import Execution
from negotiation_sim.plots.catalogue import CATALOGUE, available, figure_of, readers
from negotiation_sim.plots.choosing import Choice
from negotiation_sim.plots.folders import FigureFolder
from negotiation_sim.report.page.findings import findings_of
from negotiation_sim.scenarios import build_scenario

GRID = tuple(
    {"us.threat": threat, "base.consent": consent}
    for threat in ("*0.5", "*1")
    for consent in (0, 1)
)


def played(path, how=None, **study):
    run_study(
        Study((NamedScenario.load("2018"),), **({"runs": 20} | study)),
        path,
        **({"how": how} if how else {}),
    )
    return FigureFolder(path)


@pytest.fixture(scope="module")
def what_ifs(tmp_path_factory):
    return played(tmp_path_factory.mktemp("what_ifs") / "r", arms=("baseline", "no_threat"))


@pytest.fixture(scope="module")
def grid(tmp_path_factory):
    return played(tmp_path_factory.mktemp("grid") / "r", points=GRID)


def test_a_folder_of_what_ifs_gives_what_it_says(what_ifs):
    assert available(what_ifs) == [
        *(
            [
                "outcomes",
                "what_ifs",
                "effects",
                "ridge",
                "timing",
                "over_time",
                "record",
                "map",
                "trace",
                "path",
            ]
        )
    ]
    for name in available(what_ifs):
        assert figure_of(what_ifs, name).layout.title.text


def test_a_grid_gives_a_heat_map_and_one_number_gives_levels(grid, tmp_path):
    assert available(grid) == (
        [
            "outcomes",
            "heat_map",
            "scatter",
            "pairs",
            "ridge",
            "timing",
            "over_time",
            "record",
            "map",
            "trace",
            "path",
        ]
    )
    assert (
        figure_of(grid, "heat_map").layout.xaxis.title.text
        == "US threat, stake times credibility times<br>hold on Tokyo, times its own value"
    )
    line = played(tmp_path / "r", points=GRID[:2])
    assert "levels" in available(line)
    assert list(figure_of(line, "levels").layout.yaxis.categoryarray) == ["0", "1"]


def test_a_third_number_makes_panels(tmp_path):
    cube = played(
        tmp_path / "r",
        points=tuple(point | {"us.noise": noise} for noise in ("*1", "*2") for point in GRID),
        runs=2,
    )
    titles = [note.text for note in figure_of(cube, "heat_map").layout.annotations]
    spread = "spread of Washington's stance"
    assert titles == [f"<b>{spread} ×1</b>", f"<b>{spread} ×2</b>"]


def test_tallies_give_what_needs_no_rows(tmp_path):
    folder = played(tmp_path / "r", Execution(tallies=True), arms=("baseline", "no_threat"))
    assert available(folder) == ["outcomes", "what_ifs", "record", "trace", "path"]
    assert figure_of(folder, "what_ifs").data


def test_a_folder_of_tables_gives_what_they_hold(tmp_path):
    made_up.share_rows().to_csv(tmp_path / "causes.csv", index=False)
    made_up.gap_rows().to_csv(tmp_path / "gaps.csv", index=False)
    made_up.event_rows().to_csv(tmp_path / "events.csv", index=False)
    made_up.sobol_rows().to_csv(tmp_path / "sobol.csv", index=False)
    (tmp_path / "robustness").mkdir()
    made_up.conclusion_rows().to_csv(tmp_path / "robustness" / "conclusions.csv", index=False)
    folder = FigureFolder(tmp_path)
    assert available(folder) == ["causes", "closing_window", "conclusions", "sobol"]
    for name in available(folder):
        assert figure_of(folder, name).data


def test_texts_of_which_no_concept_picks_any_are_drawn(tmp_path):
    made_up.package_rows().drop(columns=["worth_japan", "worth_russia", "letter"]).assign(
        settles=False, marks="", worth_north=1.0, worth_south=2.0
    ).to_csv(tmp_path / "outcomes.csv", index=False)
    assert figure_of(FigureFolder(tmp_path), "solutions").data


def test_rules_are_drawn_on_the_ranges_of_the_design(grid):
    (grid.path / "rules.csv").write_text(
        "name,rule,density,coverage,points\nidle,base.consent > 0.5,0.9,0.8,12\n", "utf-8"
    )
    assert figure_of(grid, "rules").data[1].x[0] == pytest.approx(0.5)
    (grid.path / "rules.csv").unlink()


def test_what_a_folder_cannot_give_is_said_with_the_reason(what_ifs):
    for name, why in {
        "sobol": "needs sobol.csv of `sensitivity --out`",
        "heat_map": "vary.grid",
    }.items():
        with pytest.raises(
            ResultsError, match=f"figure {name} needs .*{why.split()[-1].strip('`')}"
        ):
            figure_of(what_ifs, name)


def test_a_table_of_another_form_is_refused(tmp_path):
    (tmp_path / "sobol.csv").write_text("input,first\nx,1\n", "utf-8")
    with pytest.raises(
        ResultsError, match=r"sobol.csv: has no column first_low, first_high, total"
    ):
        figure_of(FigureFolder(tmp_path), "sobol")
    (tmp_path / "sobol.csv").write_text("", "utf-8")
    with pytest.raises(ResultsError, match=r"sobol.csv: cannot be read"):
        figure_of(FigureFolder(tmp_path), "sobol")
    made_up.sobol_rows().iloc[:0].to_csv(tmp_path / "sobol.csv", index=False)
    with pytest.raises(ResultsError, match="figure sobol: there are no indices"):
        figure_of(FigureFolder(tmp_path), "sobol")


def test_a_table_with_words_where_numbers_belong_is_refused(tmp_path):
    made_up.sobol_rows().astype({"first": object}).assign(first="many").to_csv(
        tmp_path / "sobol.csv", index=False
    )
    with pytest.raises(
        ResultsError, match="figure sobol: its table is not as the command wrote it"
    ):
        figure_of(FigureFolder(tmp_path), "sobol")


def test_numbers_that_move_in_step_make_no_heat_map(tmp_path):
    points = tuple({"us.threat": factor, "japan.norm": factor} for factor in ("*0.5", "*1"))
    with pytest.raises(
        ResultsError,
        match=r"needs numbers that vary apart, and us\.threat and japan\.norm move in step",
    ):
        figure_of(played(tmp_path / "r", points=points), "heat_map")


def test_figures_of_the_baseline_alone_say_so(tmp_path):
    arms = ("baseline", "no_threat", "norms_halved", "binding_guarantee")
    many = played(tmp_path / "r", arms=arms, runs=5)
    assert "Baseline only" in figure_of(many, "outcomes").layout.title.subtitle.text


def test_an_unknown_figure_names_the_nearest(what_ifs):
    with pytest.raises(
        UnknownNameError, match="'heatmap' is not a figure; did you mean 'heat_map'"
    ):
        figure_of(what_ifs, "heatmap")


def test_every_entry_has_a_line():
    assert all(entry.line and "\n" not in entry.line for entry in CATALOGUE.values())


def test_every_figure_is_in_the_manual_and_in_no_other():
    page = (Path(__file__).parents[2] / "docs" / "howto" / "figures.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `") and "--" not in line[:5]]
    named = {name for line in rows for name in re.findall(r"`(\w+)`", line.split("|")[1])}
    assert named == set(CATALOGUE)


def test_every_figure_can_be_called_from_a_notebook():
    for name in plots.__all__:
        assert callable(getattr(plots, name))


def test_a_folder_of_solve_gives_its_figures(tmp_path):
    from negotiation_sim.cli.main import main
    from negotiation_sim.plots.catalogue import available, figure_of
    from negotiation_sim.plots.folders import FigureFolder

    assert main(["solve", "2018", "--runs", "3", "--out", str(tmp_path)]) == 0
    folder = FigureFolder(tmp_path)
    assert available(folder) == ["solutions", "states"]
    states = figure_of(folder, "states")
    assert states.layout.xaxis.title.text == "United States: what it does"
    assert "2018, Sep 2018" in figure_of(folder, "solutions").layout.title.subtitle.text


# ------------------------------------------------------------------ what one chooses


def said(fig):
    return f"{fig.layout.title.text} {fig.layout.title.subtitle.text}".replace("<br>", " ")


def test_figures_of_a_design_are_averages_and_say_so_unless_a_point_is_chosen(grid):
    for name in ("outcomes", "timing", "over_time", "map", "ridge"):
        whole = said(figure_of(grid, name))
        assert "Average of 4 points, equal weight" in whole, name
        assert "standard error" not in whole
        one = said(figure_of(grid, name, Choice(point=3)))
        assert "Average" not in one, name
        assert "20 runs" in one


def test_effects_of_a_design_name_the_flag_that_chooses_a_point(tmp_path):
    folder = played(tmp_path / "r", arms=("baseline", "no_threat"), points=GRID)
    with pytest.raises(ResultsError, match=r"has 4 points, .* choose it with --point 0 to 3"):
        figure_of(folder, "effects")
    assert figure_of(folder, "effects", Choice(point=1)).data


def test_what_is_chosen_is_all_that_is_shown(what_ifs):
    chosen = Choice(intervention=("no_threat",))
    assert list(figure_of(what_ifs, "what_ifs", chosen).layout.yaxis.categoryarray) == ["no_threat"]
    assert "Washington never presses Tokyo" in said(figure_of(what_ifs, "timing", chosen))
    on = said(figure_of(what_ifs, "effects", Choice(on="STALEMATE")))
    assert "share of runs that end in stalemate" in on


def test_a_title_of_ones_own_replaces_the_finding(what_ifs):
    assert figure_of(what_ifs, "outcomes", Choice(title="Mine")).layout.title.text == "Mine"


def test_axes_are_chosen_by_address_and_a_third_number_is_averaged(tmp_path):
    points = tuple(point | {"us.noise": noise} for noise in ("*1", "*2") for point in GRID)
    points = tuple(point | {"japan.norm": norm} for norm in ("*1", "*2") for point in points)
    cube = played(tmp_path / "r", points=points, runs=2)
    fig = figure_of(cube, "heat_map", Choice(x="us.noise", y="japan.norm"))
    assert fig.layout.yaxis.title.text == "four-island norm in Japan,<br>times its own value"
    assert "Average of 4 points" in said(fig)


@pytest.mark.parametrize(
    ("figure", "choice", "why"),
    [
        ("outcomes", Choice(intervention=("no_treat",)), "did you mean 'no_threat'"),
        ("outcomes", Choice(scenario=("1956",)), "'1956' is not a scenario of this folder"),
        ("effects", Choice(on="STALE"), "'STALE' is not an outcome class"),
        ("ridge", Choice(x="gap_start_"), "did you mean 'gap_start'"),
    ],
)
def test_a_name_that_the_folder_does_not_know_is_refused(figure, choice, why, what_ifs):
    with pytest.raises(UnknownNameError, match=why):
        figure_of(what_ifs, figure, choice)


@pytest.mark.parametrize(
    ("figure", "choice", "why"),
    [
        ("heat_map", Choice(x="us.treat"), "did you mean 'us.threat'"),
        ("scatter", Choice(x="us.treat"), "is not a number that varies here"),
        ("pairs", Choice(y="us.treat"), "is not a number that varies here"),
        ("scatter", Choice(y="monhts"), "did you mean 'months'"),
    ],
)
def test_an_axis_that_does_not_vary_is_refused(figure, choice, why, grid):
    with pytest.raises(UnknownNameError, match=why):
        figure_of(grid, figure, choice)


def test_numbers_outside_the_folder_are_refused(grid):
    with pytest.raises(ResultsError, match="has points 0 to 3, asked for --point 4"):
        figure_of(grid, "outcomes", Choice(point=4))
    with pytest.raises(ResultsError, match="has runs 0 to 19, asked for --run 20"):
        figure_of(grid, "trace", Choice(run=20))


def test_what_a_figure_does_not_read_is_refused_and_who_reads_it_is_named(what_ifs):
    with pytest.raises(InputError, match=r"figure outcomes does not read --run; .*: trace, path"):
        figure_of(what_ifs, "outcomes", Choice(run=1))
    assert readers("y") == "heat_map, scatter, pairs"


# ------------------------------------------------------------------ one run


def test_the_run_that_is_drawn_is_the_one_that_the_report_tells(grid):
    """At the scenario's own numbers, not at the first point of the design."""
    fig = figure_of(grid, "trace")
    assert "run 0 of seed 1, baseline, at the scenario's own numbers, no point of" in said(fig)
    told = findings_of(grid.results).trace
    drawn = next(trace for trace in fig.data if trace.mode == "lines")
    aspirations = [move.aspirations[0] for move in told.moves if move.aspirations]
    assert set(drawn.y) <= set(aspirations)
    assert "point 2 of the design" in said(figure_of(grid, "trace", Choice(point=2)))


def test_the_run_that_is_chosen_is_named(what_ifs):
    for name in ("trace", "path"):
        fig = figure_of(what_ifs, name, Choice(run=3, intervention=("no_threat",)))
        assert "2018, run 3:" in said(fig)
        assert "run 3 of seed 1, Washington never presses Tokyo" in said(fig)


# ------------------------------------------------------------------ the map


def test_only_a_scenario_that_declares_a_map_is_drawn_on_one(tmp_path):
    """Names of issues and hazards alone do not make a dispute about the northern islands."""
    data = dict(NamedScenario.load("2018").resolved)
    del data["map"]
    study = Study((NamedScenario("falklands", data, build_scenario(data, "falklands")),), runs=2)
    run_study(study, tmp_path / "r")
    folder = FigureFolder(tmp_path / "r")
    assert "map" not in available(folder)
    with pytest.raises(ResultsError, match="figure map needs a scenario that declares a map"):
        figure_of(folder, "map")


# ------------------------------------------------------------------ words of tables


def test_tables_have_the_words_that_the_analysis_wrote_beside_them(tmp_path):
    made_up.share_rows("block").to_csv(tmp_path / "blocks.csv", index=False)
    words = Words(actors={"us": "United States"}, events={"1956": "treaty"})
    about = json.dumps({"words": words.kept()})
    (tmp_path / "about.json").write_text(about, "utf-8")
    assert "missing treaty" in said(figure_of(FigureFolder(tmp_path), "blocks"))
    assert "United States" in said(figure_of(FigureFolder(tmp_path), "blocks"))
    for damaged in ('{"words": {"other": 1}}', "[]", "{"):
        (tmp_path / "about.json").write_text(damaged, "utf-8")
        assert "missing settlement" in said(figure_of(FigureFolder(tmp_path), "blocks"))


def test_indices_of_several_scenarios_need_one_to_be_chosen(tmp_path):
    both = [made_up.sobol_rows().assign(scenario=name) for name in ("a", "b")]
    pd.concat(both).to_csv(tmp_path / "sobol.csv", index=False)
    with pytest.raises(ResultsError, match=r"several scenarios \(a, b\); choose one"):
        figure_of(FigureFolder(tmp_path), "sobol")
    assert figure_of(FigureFolder(tmp_path), "sobol", Choice(scenario=("b",))).data
