"""``negotiation-sim explain``: which causes stand in the way of a settlement."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import TYPE_CHECKING

import click

from negotiation_sim.cli.executing import progress_over
from negotiation_sim.cli.worlds import study_of

if TYPE_CHECKING:
    import pandas as pd

    from negotiation_sim.analysis.explanation import Explanation
    from negotiation_sim.domain.changes import Change
    from negotiation_sim.domain.scenario import Scenario
    from negotiation_sim.experiments.study import Study

__all__ = ["explain"]

BOX = "kept_set"

WORTH_TELLING = 100_000
"""Runs above which the time they take is told first."""


@click.command()
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@click.option(
    "--runs",
    default=4_000,
    show_default=True,
    type=click.IntRange(2, 10**8),
    help="Runs of every coalition of causes.",
)
@click.option(
    "--seed",
    default=1,
    show_default=True,
    type=click.IntRange(0, 2**63 - 1),
    help="The number that fixes all luck.",
)
@click.option(
    "--cause",
    "wanted",
    multiple=True,
    metavar="NAME",
    help="Only this cause competes (repeatable); by default all declared.",
)
@click.option(
    "--on",
    default="",
    metavar="CLASS",
    help="Explain the absence of an outcome class; by default of a settlement.",
)
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="ADDRESS=VALUE",
    help="Override in the world that is explained (repeatable).",
)
@click.option(
    "--intervention",
    default="",
    metavar="NAME",
    help="Explain the world under an intervention, or several joined by +.",
)
@click.option(
    "--drop",
    "dropped",
    multiple=True,
    metavar="EVENT",
    help="An event that does not happen (repeatable).",
)
@click.option(
    "--box",
    default=BOX,
    show_default=True,
    metavar="EXPERIMENT",
    help="Experiment over whose points the effects are shown too: those that the record does not "
    "rule out, or a sampled box such as plausible_box.",
)
@click.option(
    "--box-points",
    default=100,
    show_default=True,
    type=click.IntRange(0, 100_000),
    help="How many of these points; 0 for none.",
)
@click.option("--out", type=click.Path(file_okay=False), help="Folder for the tables as CSV.")
@click.option("--json", "as_json", is_flag=True, help="Print the tables as JSON.")
def explain(
    scenarios: tuple[str, ...],
    runs: int,
    seed: int,
    wanted: tuple[str, ...],
    on: str,
    settings: tuple[str, ...],
    intervention: str,
    dropped: tuple[str, ...],
    box: str,
    box_points: int,
    out: str | None,
    as_json: bool,
) -> None:
    """Shapley and Owen shares of the causes of SCENARIO at both reference levels, effects, and
    binding gates.

    Every coalition of the declared causes is played on the same luck.

    \b
    Examples:
      negotiation-sim explain 1956 2018 2022
      negotiation-sim explain 2018 --cause base_risk --cause russia_domestic --out why
    """
    from negotiation_sim import __version__
    from negotiation_sim.analysis.coalitions import causes_of, event_of
    from negotiation_sim.analysis.explanation import Sizes, boxed, rows_needed
    from negotiation_sim.analysis.explanation import explain as explained
    from negotiation_sim.analysis.words import words_in
    from negotiation_sim.domain.changes import Change
    from negotiation_sim.experiments.provenance import command_line
    from negotiation_sim.export.analysis_files import as_json_text, refuse_unwritable, write_tables
    from negotiation_sim.report.explain_text import explain_text

    refuse_unwritable(out)
    study = study_of(scenarios, settings, [intervention], dropped, seed)
    worlds = {
        study.scenarios[cell.scenario].name: study.scenario_of(cell)
        for cell in study.cells
        if cell.arm == len(study.arms) - 1
    }
    _refuse_missing(study, worlds, intervention)
    for world in worlds.values():
        event_of(world, on)
    causes = {name: causes_of(world, name, wanted) for name, world in worlds.items()}
    changed = bool(settings or dropped or intervention)
    shown_over = None if changed or not box_points else _box(box, box_points, study)
    played = boxed(shown_over, worlds)
    why_none = (
        "the world is changed"
        if changed
        else f"{box} has no such scenario"
        if box_points
        else "left out, --box-points 0"
    )
    sizes = Sizes(runs)
    rows = rows_needed(worlds, causes, sizes, shown_over)
    made = (rows - rows_needed(worlds, causes, sizes)) // sizes.box_runs
    name, world = next(iter(worlds.items()))
    without = Change.joined([cause.absent for cause in causes[name]])
    _tell_time(world, without, rows, made, sizes.box_runs)
    with progress_over(rows) as update:
        found = explained(worlds, causes, seed, sizes, on, shown_over, update)
    if out:
        about = {
            "scenarios": list(worlds),
            "on": on,
            "runs": runs,
            "box_runs": sizes.box_runs,
            "seed": seed,
            "words": words_in(worlds).kept(),
        }
        for path in write_tables(
            _tables(found, worlds), out, command=command_line(), version=__version__, **about
        ):
            click.echo(str(path), err=True)
    unboxed = {name: why_none for name in worlds if name not in played}
    click.echo(
        as_json_text(_tables(found, worlds), seed=seed, on=on)
        if as_json
        else explain_text(found, worlds, unboxed)
    )


def _tell_time(world: Scenario, without: Change, rows: int, made: int, each: int) -> None:
    """Say how long some runs of as many scenarios will take, where that is long enough to wonder."""
    from negotiation_sim.cli.dry_run import duration
    from negotiation_sim.experiments.cores import cores
    from negotiation_sim.experiments.estimate import seconds_for

    if rows < WORTH_TELLING:
        return
    seconds = seconds_for(world, without, rows, made, each)
    click.echo(f"{rows:,} runs: about {duration(seconds)} with {cores()} cores", err=True)


def _tables(found: Explanation, worlds: Mapping[str, Scenario]) -> dict[str, pd.DataFrame]:
    import pandas as pd

    from negotiation_sim.analysis.timing import event_table

    events = pd.concat(
        [event_table(world, name) for name, world in worlds.items()], ignore_index=True
    )
    tables = {
        "causes": found.causes,
        "blocks": found.blocks,
        "coalitions": found.coalitions,
        "gaps": found.gaps,
        "readings": found.readings,
    }
    return {**tables, "events": events, "box": found.box}


def _refuse_missing(study: Study, worlds: Container[str], intervention: str) -> None:
    from negotiation_sim.errors import UnknownNameError

    for named in study.scenarios:
        if named.name not in worlds:
            raise UnknownNameError(
                f"intervention of {named.name}",
                intervention,
                [change.name for change in named.scenario.interventions],
            )


def _box(name: str, points: int, asked: Study) -> Study | None:
    """The box of an experiment, if it is one of the very scenarios that are explained."""
    from negotiation_sim.analysis.box import box_points
    from negotiation_sim.scenarios import load_experiment

    experiment, resolved = (
        load_experiment(name),
        {named.name: named.resolved for named in asked.scenarios},
    )
    known = [named for named in experiment.scenarios if resolved.get(named.name) == named.resolved]
    return box_points(experiment, points) if known else None
