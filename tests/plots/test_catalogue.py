"""Which figures a folder can give, and that it gives them."""

from __future__ import annotations

import pytest
from tests.plots import made_up

import negotiation_sim.plots as plots
from negotiation_sim.errors import ResultsError, UnknownNameError
from negotiation_sim.experiments import NamedScenario, Study, run_study
from negotiation_sim.experiments.executors import Execution
from negotiation_sim.plots.catalogue import CATALOGUE, available, figure_of
from negotiation_sim.plots.folders import FigureFolder

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
    assert available(what_ifs) == ["outcomes", "what_ifs", "effects", "timing", "map", "trace"]
    for name in available(what_ifs):
        assert figure_of(what_ifs, name).layout.title.text


def test_a_grid_gives_a_heat_map_and_one_number_gives_levels(grid, tmp_path):
    assert available(grid) == ["outcomes", "heat_map", "timing", "map", "trace"]
    assert figure_of(grid, "heat_map").layout.xaxis.title.text == "us.threat"
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
    assert titles == ["<b>us.noise ×1</b>", "<b>us.noise ×2</b>"]


def test_tallies_give_what_needs_no_rows(tmp_path):
    folder = played(tmp_path / "r", Execution(tallies=True), arms=("baseline", "no_threat"))
    assert available(folder) == ["outcomes", "what_ifs", "trace"]
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
    made_up.package_rows().rename(
        columns={"label": "package", "in_zopa": "zone", "on_frontier": "frontier"}
    ).assign(settles=False, marks="", worth_north=1.0, worth_south=2.0).to_csv(
        tmp_path / "outcomes.csv", index=False
    )
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
    assert "us.threat" in figure_of(folder, "states").layout.title.subtitle.text
    assert figure_of(folder, "solutions").data
