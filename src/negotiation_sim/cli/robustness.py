"""``negotiation-sim robustness``: what holds over the whole plausible box."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negotiation_sim.cli.executing import progress_over

if TYPE_CHECKING:
    from negotiation_sim.experiments.study import Study
    from negotiation_sim.scenarios import Experiment

__all__ = ["robustness"]


@click.command()
@click.argument("experiment")
@click.option(
    "--runs",
    type=click.IntRange(1, 10**8),
    help="Runs of every point; what the experiment says if left out.",
)
@click.option(
    "--points",
    type=click.IntRange(20, 10**6),
    help="Points of the box; what the experiment says if left out.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False),
    help="Result folder of the counts, continued if it is there; tables go beside them.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the tables as JSON.")
def robustness(
    experiment: str, runs: int | None, points: int | None, out: str | None, as_json: bool
) -> None:
    """Where the conclusions of EXPERIMENT hold: in the whole box, and at the points that history
    does not rule out.

    EXPERIMENT samples a box (vary.latin_hypercube or vary.sobol) and declares conclusions, models,
    or both.

    \b
    Examples:
      negotiation-sim robustness plausible_box
      negotiation-sim robustness rival_models --points 100 --runs 500
    """
    from contextlib import nullcontext
    from dataclasses import asdict
    from tempfile import TemporaryDirectory

    import pandas as pd

    from negotiation_sim import __version__
    from negotiation_sim.analysis.robustness import robustness as judged
    from negotiation_sim.analysis.words import words_of
    from negotiation_sim.experiments.batch import rows_for, run_study
    from negotiation_sim.experiments.executors import Execution
    from negotiation_sim.experiments.provenance import command_line
    from negotiation_sim.export.analysis_files import as_json_text, write_tables
    from negotiation_sim.report.robustness_text import robustness_text

    asked, study = _asked(experiment, runs, points)
    how = Execution(tallies=True)
    with nullcontext(out) if out else TemporaryDirectory() as folder:
        with progress_over(rows_for(study, how)) as update:
            results = run_study(study, folder, asked.engine, command_line(), update, how)
        found = judged(results, asked.conclusions, asked.models)
    tables = {
        name: value for name, value in asdict(found).items() if isinstance(value, pd.DataFrame)
    }
    rest = {name: value for name, value in asdict(found).items() if name not in tables}
    if out:
        about = {"command": command_line(), "version": __version__, "experiment": asked.name}
        for path in write_tables(tables, f"{out}/robustness", **about, **rest):
            click.echo(str(path), err=True)
    click.echo(
        as_json_text(tables, **rest)
        if as_json
        else robustness_text(found, tables, asked.title, words_of(study))
    )


def _asked(name: str, runs: int | None, points: int | None) -> tuple[Experiment, Study]:
    """An experiment with as many runs and points as asked for, and its study."""
    from dataclasses import replace

    from negotiation_sim.domain.experiment import Sampled
    from negotiation_sim.errors import InputError
    from negotiation_sim.experiments.study import Study
    from negotiation_sim.scenarios import load_experiment

    experiment = load_experiment(name)
    if not isinstance(experiment.design, Sampled):
        raise InputError(
            f"{name}: samples no box, expected an experiment with vary.latin_hypercube or vary.sobol"
        )
    if not experiment.conclusions and not experiment.models:
        raise InputError(
            f"{name}: declares neither conclusions nor models, expected at least one of them"
        )
    design = replace(experiment.design, points=points or experiment.design.points)
    asked = replace(experiment, runs=runs or experiment.runs, design=design)
    return asked, Study.of(asked)
