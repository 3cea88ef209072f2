"""``negotiation-sim backtest``: coded disputes played by a template, beside what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negotiation_sim.cli.executing import progress_over

if TYPE_CHECKING:
    import pandas as pd

    from negotiation_sim.analysis.backtest import Backtest
    from negotiation_sim.experiments.study import Study

__all__ = ["backtest"]

TEMPLATE = "coded"
FILE = click.Path(dir_okay=False)


@click.command()
@click.argument("coded", required=False, type=FILE, metavar="[CODED.csv]")
@click.option(
    "--band",
    type=click.FloatRange(0, 1),
    default=0.15,
    show_default=True,
    help="How far every coded number may lie from where it was put.",
)
@click.option(
    "--readings",
    type=click.IntRange(1, 10_000),
    default=32,
    show_default=True,
    help="Readings of every coding, all columns moved within the band.",
)
@click.option(
    "--runs",
    type=click.IntRange(1, 10**6),
    default=200,
    show_default=True,
    help="Runs of every reading.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31 - 1),
    default=1,
    show_default=True,
    help="Which luck; the same seed gives the same table.",
)
@click.option("--template", default=TEMPLATE, show_default=True, help="Scenario that is played.")
@click.option("--mapping", type=FILE, help="From columns to parameters; the published one if none.")
@click.option("--out", type=click.Path(file_okay=False), help="Folder for tables and the figure.")
@click.option("--json", "as_json", is_flag=True, help="Print the tables as JSON.")
def backtest(
    coded: str | None,
    band: float,
    readings: int,
    runs: int,
    seed: int,
    template: str,
    mapping: str | None,
    out: str | None,
    as_json: bool,
) -> None:
    """Play every dispute of CODED.csv, a line of coded columns each, and score what comes out.

    Without a file: the dozen disputes that are shipped. docs/code_a_case.md explains how to code
    one.

    \b
    Examples:
      negotiation-sim backtest
      negotiation-sim backtest my_cases.csv --readings 64 --out backtested
    """
    from negotiation_sim.errors import InputError
    from negotiation_sim.export.analysis_files import as_json_text, refuse_unwritable
    from negotiation_sim.scenarios import NamedScenario
    from negotiation_sim.scenarios.coded import read_coded, shipped_coded
    from negotiation_sim.scenarios.coded_mapping import read_mapping, shipped_mapping

    refuse_unwritable(out)
    disputes, played = read_coded(coded or shipped_coded()), NamedScenario.load(template)
    lines = read_mapping(mapping or shipped_mapping(), played.scenario)
    # files first: what follows takes a second to import
    from negotiation_sim.analysis.backtest import backtest as judged
    from negotiation_sim.analysis.baselines import why_no_regression
    from negotiation_sim.experiments.coded import Sampling, coded_study
    from negotiation_sim.report.backtest_text import backtest_text

    if missing := why_no_regression():
        raise InputError(missing)
    for one in disputes:
        if one.clause not in lines.clauses:
            click.echo(
                f"{one.id}: clause {one.clause!r} counts as none; the mapping knows {', '.join(lines.clauses)}",
                err=True,
            )
    study = coded_study(played, disputes, lines, Sampling(band, readings, runs, seed))
    found = judged(_tallies(study), disputes, lines)
    if out:
        _write(found, out, band=band, readings=readings, runs=runs, seed=seed)
    tables = {"forecasts": found.forecasts, "scores": found.scores}
    text = as_json_text(tables) if as_json else backtest_text(found.forecasts, found.scores)
    click.echo(text)


def _tallies(study: Study) -> pd.DataFrame:
    """What the study gives, counted; nothing is kept."""
    from tempfile import TemporaryDirectory

    from negotiation_sim.experiments.batch import run_study
    from negotiation_sim.experiments.executors import Execution

    with TemporaryDirectory() as folder, progress_over(study.n_rows) as update:
        return run_study(study, folder, progress=update, how=Execution(tallies=True)).tallies()


def _write(found: Backtest, out: str, **settings: float) -> None:
    """Tables and the calibration plot, and what they come from."""
    from dataclasses import asdict
    from pathlib import Path

    from negotiation_sim import __version__
    from negotiation_sim.experiments.provenance import command_line
    from negotiation_sim.export.analysis_files import write_tables
    from negotiation_sim.plots.calibration import calibration
    from negotiation_sim.plots.files import write_figure

    about = {"command": command_line(), "version": __version__, **settings}
    paths = write_tables(asdict(found), out, **about)
    if len(found.calibration):
        fig = calibration(found.calibration, found.forecasts)
        paths.append(write_figure(fig, Path(out) / "calibration.html"))
    for path in paths:
        click.echo(str(path), err=True)
