"""``negotiation-sim run``: a batch, its table and its folder."""

from __future__ import annotations

import sys
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from negotiation_sim.experiments.results import Results
    from negotiation_sim.experiments.study import Study

__all__ = ["play_and_print", "run"]

ENGINES = ("ensemble", "mesa")


@click.command()
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO... | EXPERIMENT")
@click.option("--runs", type=click.IntRange(1), help="Runs of every scenario, intervention and point; 2000, or what the experiment says.")
@click.option(
    "--seed",
    type=click.IntRange(0, 2**63 - 1),
    help="Which luck, 1 unless the experiment says otherwise; the same seed gives the same rows.",
)
@click.option("--set", "settings", multiple=True, metavar="ADDRESS=VALUE", help="Override, e.g. 'japan.norm=*0.5' (repeatable).")
@click.option("--intervention", "interventions", multiple=True, metavar="NAME", help="Played beside the baseline; join several by +.")
@click.option("--drop", "dropped", multiple=True, metavar="EVENT", help="An event that does not happen (repeatable).")
@click.option("--engine", type=click.Choice(ENGINES), default=ENGINES[0], show_default=True, help="Both give the same rows.")
@click.option("--out", type=click.Path(file_okay=False), help="Result folder; without it only the table is printed.")
@click.option("--json", "as_json", is_flag=True, help="Print the table as JSON.")
def run(
    scenarios: tuple[str, ...],
    runs: int | None,
    seed: int | None,
    settings: tuple[str, ...],
    interventions: tuple[str, ...],
    dropped: tuple[str, ...],
    engine: str,
    out: str | None,
    as_json: bool,
) -> None:
    """Play scenarios, or an experiment file, many times and print how often each outcome occurs.

    A name that is both is the scenario.

    \b
    Example:
      negotiation-sim run 1956 2018 2022 --runs 2000 --intervention no_threat --out results
      negotiation-sim run history --runs 500
    """
    study = asked_for(scenarios, runs, seed, settings, interventions, dropped)
    if out is None:
        with TemporaryDirectory() as scratch:
            play_and_print(study, f"{scratch}/results", engine, as_json)
        click.echo("Rows were not kept; add --out FOLDER to keep them.", err=True)
    else:
        play_and_print(study, out, engine, as_json)
        click.echo(f"Rows, record and summary: {out}", err=True)


def asked_for(
    names: tuple[str, ...],
    runs: int | None,
    seed: int | None,
    settings: tuple[str, ...],
    interventions: tuple[str, ...],
    dropped: tuple[str, ...],
) -> Study:
    """The study of some scenarios, or of an experiment file with what the command line adds to it."""
    from dataclasses import replace

    from negotiation_sim.experiments.study import NamedScenario, Study, arms_of
    from negotiation_sim.scenarios import is_experiment, load_experiment

    if len(names) == 1 and is_experiment(names[0]):
        experiment = load_experiment(names[0])
        return Study.of(
            replace(
                experiment,
                runs=runs or experiment.runs,
                seed=experiment.seed if seed is None else seed,
                settings=experiment.settings + settings,
                interventions=experiment.interventions + interventions,
                dropped=experiment.dropped + dropped,
            )
        )
    loaded = tuple(map(NamedScenario.load, names))
    return Study(loaded, arms_of(interventions), settings, dropped, runs=runs or 2000, seed=1 if seed is None else seed)


def play_and_print(study: Study, folder: str, engine: str = ENGINES[0], as_json: bool = False) -> Results:
    """Play a study into a folder with a progress bar, and print its table."""
    from tqdm import tqdm

    from negotiation_sim.analysis.summary import write_summary
    from negotiation_sim.experiments.batch import command_line, run_study
    from negotiation_sim.report.tables import result_table

    with tqdm(total=study.n_rows, unit=" runs", disable=not sys.stderr.isatty(), leave=False) as bar:
        results = run_study(study, folder, engine, command_line(), bar.update)
    write_summary(results)
    click.echo(result_table(results, as_json))
    return results
