"""``negotiation-sim run``: a batch, its table and its folder."""

from __future__ import annotations

import warnings
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from negotiation_sim.cli.executing import (
    executing_options,
    execution,
    exit_code,
    progress_over,
    told_if_interrupted,
    waits_for_others,
)
from negotiation_sim.cli.new_file import write_new
from negotiation_sim.cli.worlds import study_of, tell_warnings
from negotiation_sim.errors import FailedRunsWarning

if TYPE_CHECKING:
    from negotiation_sim.experiments.executors import Execution
    from negotiation_sim.experiments.results import Results
    from negotiation_sim.experiments.study import Study

__all__ = ["play_and_print", "run"]

ENGINES = ("ensemble", "mesa")
MOST_SCENARIOS = 100


@click.command()
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO... | EXPERIMENT")
@click.option(
    "--runs",
    type=click.IntRange(1),
    help="Runs of every scenario, intervention and point; 2000, or what the experiment says.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**63 - 1),
    help="Which luck, 1 unless the experiment says otherwise; the same seed gives the same rows.",
)
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="ADDRESS=VALUE",
    help="Override, e.g. 'japan.norm=*0.5' (repeatable).",
)
@click.option(
    "--intervention",
    "interventions",
    multiple=True,
    metavar="NAME",
    help="Played beside the baseline; join several by +.",
)
@click.option(
    "--drop",
    "dropped",
    multiple=True,
    metavar="EVENT",
    help="An event that does not happen (repeatable).",
)
@click.option(
    "--strategies",
    metavar="all|NAMES",
    help="Play every point with each of these ways to bargain, e.g. time,spe.",
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    help="ensemble, unless the experiment says otherwise, or mesa with --agent; both give the same rows.",
)
@click.option(
    "--dry-run",
    is_flag=True,
    help="Only report how many cells and runs there are, and how long they take here.",
)
@executing_options
@click.option(
    "--out",
    type=click.Path(file_okay=False),
    help="Result folder; without it only the table is printed.",
)
@click.option(
    "--save",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what --set and --drop change as a scenario file that extends SCENARIO.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the table as JSON.")
@click.pass_context
def run(
    ctx: click.Context,
    scenarios: tuple[str, ...],
    runs: int | None,
    seed: int | None,
    settings: tuple[str, ...],
    interventions: tuple[str, ...],
    dropped: tuple[str, ...],
    strategies: str | None,
    engine: str | None,
    dry_run: bool,
    workers: int | None,
    dask: str | None,
    part: str | None,
    tallies: bool,
    agents: tuple[str, ...],
    out: str | None,
    save: Path | None,
    as_json: bool,
) -> None:
    """Play scenarios, or one experiment file, many times and print how often each outcome occurs.

    A name that is both a scenario's and an experiment's means the scenario. Options given here are
    added to those of the experiment; --runs, --seed and --engine replace them.

    \b
    Examples:
      negotiation-sim run 1956 2018 2022 --runs 2000 --intervention no_threat --out results
      negotiation-sim run history --runs 500
      negotiation-sim run 1956 --set events.ldp_merger.date=1956-02 --save mine.yaml
      negotiation-sim run plausible_box --dry-run
    """
    study, said = asked_for(scenarios, runs, seed, settings, interventions, dropped)
    engine = engine or ("mesa" if agents else said)
    if save:
        save_changes(scenarios, study, save)
    if strategies:
        study = under_strategies(study, strategies)
    if part and not out:
        raise click.UsageError("--part needs --out: the jobs of an array share a folder", ctx)
    if dry_run:
        from negotiation_sim.cli.dry_run import tell_plan

        untried = "--workers" if workers else "--dask" if dask else ""
        tell_plan(
            study,
            engine,
            as_json,
            execution(part=part, tallies=tallies, agents=agents),
            out,
            untried,
        )
        return
    how = execution(workers, dask, part, tallies, agents)
    if out is None:
        with TemporaryDirectory() as scratch:
            code = exit_code(play_and_print(study, f"{scratch}/results", engine, as_json, how))
        click.echo("Rows were not kept; add --out FOLDER to keep them.", err=True)
    else:
        with told_if_interrupted():
            results = play_and_print(study, out, engine, as_json, how)
            code = exit_code(results)
        if results.is_complete:
            click.echo(f"Rows, record and summary: {out}", err=True)
    ctx.exit(code)


def asked_for(
    names: tuple[str, ...],
    runs: int | None,
    seed: int | None,
    settings: tuple[str, ...],
    interventions: tuple[str, ...],
    dropped: tuple[str, ...],
) -> tuple[Study, str]:
    """The study of some scenarios, or of an experiment file with what the command line adds to it;
    and its engine.
    """
    from dataclasses import replace

    from negotiation_sim.errors import InputError, short
    from negotiation_sim.experiments.study import Study
    from negotiation_sim.scenarios import is_experiment, load_experiment, shipped_experiments

    if len(names) > MOST_SCENARIOS:
        raise InputError(f"{len(names):,} scenarios, expected at most {MOST_SCENARIOS}")
    if twice := [name for name, times in Counter(names).items() if times > 1]:
        raise InputError(
            f"scenario {short(twice[0])} is asked for {names.count(twice[0])} times, expected once"
        )
    experiments = [name for name in names if is_experiment(name)]
    if not experiments:
        study = study_of(names, settings, interventions, dropped, 1 if seed is None else seed)
        return replace(study, runs=runs or 2000), ENGINES[0]
    if len(names) > 1:
        raise InputError(f"{experiments[0]} is an experiment, expected it alone or scenarios only")
    experiment = load_experiment(experiments[0])
    asked = replace(
        experiment,
        runs=runs or experiment.runs,
        seed=experiment.seed if seed is None else seed,
        settings=experiment.settings + settings,
        interventions=experiment.interventions + interventions,
        dropped=experiment.dropped + dropped,
    )
    study = Study.of(asked)
    shipped = {one.name for one in shipped_experiments()}
    tell_warnings(study, of_design=names[0] not in shipped)
    return study, experiment.engine


def under_strategies(study: Study, asked: str) -> Study:
    """The study under the strategies asked for; of ``all``, those that do not fit are left out."""
    from negotiation_sim.errors import InputError
    from negotiation_sim.experiments.strategies import left_out, named_strategies, with_strategies

    names = named_strategies(asked)
    unfit = left_out(study, names)
    if unfit and asked.strip() != "all":
        raise InputError(next(iter(unfit.values())))
    for why in unfit.values():
        click.echo(f"left out: {why.partition(';')[0]}", err=True)
    return with_strategies(study, [name for name in names if name not in unfit])


def save_changes(names: tuple[str, ...], study: Study, path: Path) -> None:
    """Write what was set and dropped in the one scenario of a study as a file that extends it."""
    from negotiation_sim.errors import InputError
    from negotiation_sim.scenarios import is_experiment, saved_text

    typed = [*study.settings, *(f"without {event}" for event in study.dropped)]
    if len(names) != 1 or is_experiment(names[0]) or not typed:
        raise InputError(f"--save {path}: expected one scenario with --set or --drop")
    text = saved_text(names[0], path, study.scenarios[0].scenario, study.ground(0), typed)
    write_new(path, text)
    click.echo(f"wrote {path}, which extends {names[0]}", err=True)


def play_and_print(
    study: Study,
    folder: str,
    engine: str = ENGINES[0],
    as_json: bool = False,
    how: Execution | None = None,
) -> Results:
    """Play a study into a folder with its progress shown, and print its table once all of it is
    there.
    """
    import pyarrow as pa

    from negotiation_sim.analysis.summary import write_summary
    from negotiation_sim.experiments.batch import rows_for, run_study
    from negotiation_sim.experiments.executors import Execution
    from negotiation_sim.experiments.provenance import command_line
    from negotiation_sim.report.tables import result_table

    how = how or Execution()
    pa.set_memory_pool(
        pa.system_memory_pool()
    )  # the default one keeps what it freed: a hundred MiB in a long batch
    with progress_over(rows_for(study, how)) as update:
        results = run_study(study, folder, engine, command_line(), update, how)
    if not waits_for_others(results, how):
        with warnings.catch_warnings(action="ignore", category=FailedRunsWarning):
            write_summary(results)  # `exit_code` tells the failed runs, below the table
            click.echo(result_table(results, as_json))
    return results
