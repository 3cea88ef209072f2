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
@click.argument("scenarios", nargs=-1, required=True)
@click.option("--runs", default=2000, show_default=True, type=click.IntRange(1), help="Runs of every scenario and intervention.")
@click.option(
    "--seed", default=1, show_default=True, type=click.IntRange(0, 2**63 - 1), help="Which luck; the same seed gives the same rows."
)
@click.option("--set", "settings", multiple=True, metavar="ADDRESS=VALUE", help="Override, e.g. 'japan.norm=*0.5' (repeatable).")
@click.option("--intervention", "interventions", multiple=True, metavar="NAME", help="Played beside the baseline; join several by +.")
@click.option("--drop", "dropped", multiple=True, metavar="EVENT", help="An event that does not happen (repeatable).")
@click.option("--engine", type=click.Choice(ENGINES), default=ENGINES[0], show_default=True, help="Both give the same rows.")
@click.option("--out", type=click.Path(file_okay=False), help="Result folder; without it only the table is printed.")
@click.option("--json", "as_json", is_flag=True, help="Print the table as JSON.")
def run(
    scenarios: tuple[str, ...],
    runs: int,
    seed: int,
    settings: tuple[str, ...],
    interventions: tuple[str, ...],
    dropped: tuple[str, ...],
    engine: str,
    out: str | None,
    as_json: bool,
) -> None:
    """Play SCENARIOS many times and print how often each outcome occurs.

    \b
    Example:
      negotiation-sim run 1956 2018 2022 --runs 2000 --intervention no_threat --out results
    """
    from negotiation_sim.experiments.study import NamedScenario, Study, arms_of

    study = Study(tuple(map(NamedScenario.load, scenarios)), arms_of(interventions), settings, dropped, runs=runs, seed=seed)
    if out is None:
        with TemporaryDirectory() as scratch:
            play_and_print(study, f"{scratch}/results", engine, as_json)
        click.echo("Rows were not kept; add --out FOLDER to keep them.", err=True)
    else:
        play_and_print(study, out, engine, as_json)
        click.echo(f"Rows, record and summary: {out}", err=True)


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
