"""``negotiation-sim sensitivity``: which uncertain numbers an outcome depends on."""

from __future__ import annotations

import click

from negotiation_sim.cli.executing import progress_over

__all__ = ["sensitivity"]


@click.command()
@click.argument("experiment")
@click.option(
    "--of",
    default="settled",
    show_default=True,
    metavar="OUTPUT",
    help="An outcome class, settled, or the gap (smallest margin of the best text): gap_start or gap_end.",
)
@click.option(
    "--given",
    default="",
    metavar="CLASS",
    help="Count only runs that end in an outcome class, or that are settled.",
)
@click.option(
    "--method",
    type=click.Choice(["both", "sobol", "morris"]),
    default="both",
    show_default=True,
    help="What is computed.",
)
@click.option(
    "--base-points",
    default=256,
    show_default=True,
    type=click.IntRange(max=2**20),
    metavar="N",
    help="Sobol: a power of two; each costs inputs + 2 points.",
)
@click.option(
    "--trajectories",
    default=20,
    show_default=True,
    type=click.IntRange(max=100_000),
    metavar="N",
    help="Morris: each costs inputs + 1 points.",
)
@click.option(
    "--runs",
    type=click.IntRange(max=10**8),
    metavar="N",
    help="Runs of every point; by default those of the experiment.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**63 - 1),
    help="The number that fixes all luck; by default that of the experiment.",
)
@click.option(
    "--scenario",
    "only",
    multiple=True,
    metavar="NAME",
    help="Only this scenario of the experiment (repeatable).",
)
@click.option(
    "--intervention",
    default="",
    metavar="NAME",
    help="Look at the world under an intervention, or several joined by +.",
)
@click.option("--out", type=click.Path(file_okay=False), help="Folder for the tables as CSV.")
@click.option("--json", "as_json", is_flag=True, help="Print the tables as JSON.")
def sensitivity(
    experiment: str,
    of: str,
    given: str,
    method: str,
    base_points: int,
    trajectories: int,
    runs: int | None,
    seed: int | None,
    only: tuple[str, ...],
    intervention: str,
    out: str | None,
    as_json: bool,
) -> None:
    """Sobol indices and Morris effects of what EXPERIMENT varies, in each of its scenarios.

    The experiment must sample a box (vary.latin_hypercube or vary.sobol); the methods visit points
    of their own in it, all on the same luck.

    \b
    Examples:
      negotiation-sim sensitivity sobol_2018
      negotiation-sim sensitivity plausible_box --scenario 2022 --of gap_end --method morris
      negotiation-sim sensitivity sobol_1956 --of TREATY_TWO --given settled --method morris
    """
    from dataclasses import asdict

    from negotiation_sim.analysis.sensitivity import METHODS, Asked, rows_needed
    from negotiation_sim.analysis.sensitivity import sensitivity as analysed
    from negotiation_sim.analysis.words import words_in, words_of
    from negotiation_sim.experiments.cube import cubes_of
    from negotiation_sim.export.analysis_files import as_json_text, refuse_unwritable, write_tables
    from negotiation_sim.report.sensitivity_text import sensitivity_text
    from negotiation_sim.scenarios import load_experiment

    refuse_unwritable(out)
    source = load_experiment(experiment)
    methods = tuple(name for name in METHODS if method in (name, "both"))
    sizes = (
        base_points,
        trajectories,
        source.runs if runs is None else runs,
        source.seed if seed is None else seed,
    )
    asked, cubes = Asked(of, given, methods, *sizes), cubes_of(source, only, intervention)
    with progress_over(rows_needed(cubes, asked)) as update:
        found = analysed(cubes, asked, update)
    tables = {"outputs": found.outputs, "sobol": found.sobol, "morris": found.morris}
    if out:
        worlds = {named.name: named.scenario for named in source.scenarios}
        about = {"experiment": source.name, "of": of, "words": words_in(worlds).kept()}
        for path in write_tables(tables, out, **about):
            click.echo(str(path), err=True)
    words = words_of(cubes[0].study)
    under = f" under “{words.intervention(intervention)}”" if intervention else ""
    told = (
        as_json_text(
            tables,
            experiment=source.name + (f" under {intervention}" if intervention else ""),
            points_seed=cubes[0].seed,
            **asdict(asked),
        )
        if as_json
        else sensitivity_text(found, source.name + under, words)
    )
    click.echo(told)
