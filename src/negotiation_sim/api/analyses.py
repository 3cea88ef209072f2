"""`explain`, `solve`, `sensitivity` and `robustness`: the analyses, from names to tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from negotiation_sim.analysis import explanation
from negotiation_sim.analysis import robustness as judging
from negotiation_sim.analysis import sensitivity as ranking
from negotiation_sim.analysis.box import box_points
from negotiation_sim.analysis.coalitions import causes_of
from negotiation_sim.analysis.explanation import Explanation, Sizes
from negotiation_sim.analysis.robustness import Robustness
from negotiation_sim.analysis.sensitivity import METHODS, Asked, Sensitivity
from negotiation_sim.api.arguments import (
    Interventions,
    OneScenario,
    OverridesArgument,
    ProgressArgument,
    Scenarios,
    names_of,
    step_on,
    told_on,
)
from negotiation_sim.api.batch import study_of
from negotiation_sim.domain.experiment import Sampled
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.errors import InputError, UnknownNameError, found_text
from negotiation_sim.experiments.batch import rows_for, run_study
from negotiation_sim.experiments.cube import cubes_of
from negotiation_sim.experiments.executors import Execution
from negotiation_sim.experiments.study import Study
from negotiation_sim.scenarios import Experiment, load_experiment
from negotiation_sim.solutions import solving
from negotiation_sim.solutions.solving import CONCEPTS_SOLVED, Solved

__all__ = ["explain", "robustness", "sensitivity", "solve"]


def explain(
    scenarios: Scenarios,
    runs: int = 4_000,
    seed: int = 1,
    on: str = "",
    overrides: OverridesArgument = (),
    *,
    intervention: str = "",
    dropped: Interventions = (),
    causes: Interventions = (),
    box: str = "",
    box_size: int = 100,
    progress: ProgressArgument = False,
) -> Explanation:
    """Which causes stand in the way of a settlement: shares, effects, gap and gates as tables.

    Parameters
    ----------
    scenarios : a name, a path or a `Scenario`, several of them, or a mapping that names each
    runs : of every coalition of causes
    on : explain the absence of this outcome class; of a settlement if empty
    overrides, intervention, dropped : what is different in the world that is explained
    causes : only these compete; all that are declared if empty
    box, box_size : an experiment such as ``plausible_box`` to show the effects over, and how many
        of its points; none if empty

    Examples
    --------
    >>> found = explain("2022", runs=200)
    >>> sorted(found.blocks.block.unique().tolist())
    ['domestic', 'hostility', 'rank', 'us']
    """
    study = study_of(scenarios, 1, seed, intervention, overrides, dropped)
    worlds = _worlds(study)
    wanted = names_of("causes", causes)
    players = {name: causes_of(world, name, wanted) for name, world in worlds.items()}
    over = box_points(load_experiment(box), box_size) if box else None
    sizes = Sizes(runs)
    with told_on(progress, explanation.rows_needed(worlds, players, sizes, over)) as tell:
        return explanation.explain(worlds, players, seed, sizes, on, over, tell)


def _worlds(study: Study) -> dict[str, Scenario]:
    """The scenarios of a study under its last intervention, which each must know."""
    arm = len(study.arms) - 1
    worlds = {
        study.scenarios[cell.scenario].name: study.scenario_of(cell)
        for cell in study.cells
        if cell.arm == arm
    }
    for named in study.scenarios:
        if named.name not in worlds:
            known = [change.name for change in named.scenario.interventions]
            raise UnknownNameError(f"intervention of {named.name}", study.arms[-1], known)
    return worlds


def solve(
    scenario: OneScenario,
    at: str = "",
    runs: int = 1000,
    seed: int = 1,
    overrides: OverridesArgument = (),
    *,
    intervention: str = "",
    dropped: Interventions = (),
    progress: ProgressArgument = False,
) -> Solved:
    """What bargaining theory says on a date: zone of agreement, Nash and other points, as tables.

    Parameters
    ----------
    at : ``YYYY-MM`` or a day; the first date of the calendar if empty
    runs : whose private numbers are solved
    overrides, intervention, dropped : what is different in the world that is solved

    Examples
    --------
    >>> solve("2018", at="2018-11", runs=20).concepts.concept.tolist()[:2]
    ['nash', 'kalai_smorodinsky']
    """
    study = study_of(scenario, 1, seed, intervention, overrides, dropped)
    if len(study.scenarios) > 1:
        raise InputError(f"solve: found {len(study.scenarios)} scenarios, expected one")
    ((name, world),) = _worlds(study).items()
    with told_on(progress, runs * len(CONCEPTS_SOLVED)) as tell:
        return solving.solve(world, step_on(world, at, name), seed, runs, tell)


def sensitivity(
    experiment: str | Path | Experiment,
    of: str = "settled",
    given: str = "",
    methods: Interventions = METHODS,
    runs: int | None = None,
    *,
    seed: int | None = None,
    base_points: int = 256,
    trajectories: int = 20,
    scenarios: Interventions = (),
    intervention: str = "",
    progress: ProgressArgument = False,
) -> Sensitivity:
    """Which uncertain numbers an outcome hangs on: Sobol indices and Morris effects, as tables.

    Parameters
    ----------
    experiment : one that samples a box, such as ``sobol_2018``
    of : an outcome class, ``settled``, ``gap_start`` or ``gap_end``
    given : count only runs that end in this class, or are ``settled``
    methods : ``sobol``, ``morris`` or both
    runs, seed : those of the experiment if None
    scenarios : only these of the experiment; all if empty
    """
    source = _experiment(experiment)
    chosen = names_of("methods", methods)
    for method in chosen:
        if method not in METHODS:
            raise UnknownNameError("method", method, METHODS)
    asked = Asked(
        of,
        given,
        tuple(method for method in METHODS if method in chosen),
        base_points,
        trajectories,
        source.runs if runs is None else runs,
        source.seed if seed is None else seed,
    )
    cubes = cubes_of(source, names_of("scenarios", scenarios), intervention)
    with told_on(progress, ranking.rows_needed(cubes, asked)) as tell:
        return ranking.sensitivity(cubes, asked, tell)


def robustness(
    experiment: str | Path | Experiment,
    runs: int | None = None,
    points: int | None = None,
    progress: ProgressArgument = False,
) -> Robustness:
    """Where the conclusions of an experiment hold: in the whole box, and where history is not ruled
    out.

    Parameters
    ----------
    experiment : one that samples a box and declares conclusions or models, such as
        ``plausible_box``
    runs, points : those of the experiment if None
    """
    source = _experiment(experiment)
    if not isinstance(source.design, Sampled):
        raise InputError(f"{source.name}: samples no box, expected an experiment that does")
    design = replace(source.design, points=points or source.design.points)
    asked = replace(source, runs=runs or source.runs, design=design)
    study, how = Study.of(asked), Execution(tallies=True)
    with TemporaryDirectory() as folder, told_on(progress, rows_for(study, how)) as tell:
        results = run_study(study, folder, asked.engine, "robustness", tell, how)
        return judging.robustness(results, asked.conclusions, asked.models)


def _experiment(found: str | Path | Experiment) -> Experiment:
    if isinstance(found, Experiment):
        return found
    if not isinstance(found, (str, Path)):
        raise InputError(
            f"experiment: found {found_text(found)}, expected a name, a path or an Experiment"
        )
    return load_experiment(found)
