"""``negotiation-sim solve``: what bargaining theory concludes about a scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negotiation_sim.cli.executing import progress_over
from negotiation_sim.cli.worlds import study_of

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["solve"]


@click.command()
@click.argument("scenario")
@click.option(
    "--at",
    "date",
    default="",
    metavar="YYYY-MM",
    help="On which date; the first of the calendar if left out.",
)
@click.option(
    "--runs",
    default=1000,
    show_default=True,
    type=click.IntRange(1, 10**7),
    help="Runs whose private draws are solved.",
)
@click.option(
    "--seed",
    default=1,
    show_default=True,
    type=click.IntRange(0, 2**63 - 1),
    help="The number that fixes all luck.",
)
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="ADDRESS=VALUE",
    help="Override, e.g. japan.norm=*0.5 (repeatable).",
)
@click.option(
    "--intervention",
    default="",
    metavar="NAME",
    help="A declared intervention, or several joined by +.",
)
@click.option(
    "--drop",
    "dropped",
    multiple=True,
    metavar="EVENT",
    help="An event that does not happen (repeatable).",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False),
    help="Folder for the tables as CSV and the figures as HTML.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the tables as JSON.")
def solve(
    scenario: str,
    date: str,
    runs: int,
    seed: int,
    settings: tuple[str, ...],
    intervention: str,
    dropped: tuple[str, ...],
    out: str | None,
    as_json: bool,
) -> None:
    """Zone of agreement, Pareto frontier, Nash and other points, alternating offers, and
    graph-model stabilities of SCENARIO.

    \b
    Examples:
      negotiation-sim solve 1956 --at 1956-08
      negotiation-sim solve 2018 --intervention binding_guarantee
    """
    from negotiation_sim.analysis.words import words_in
    from negotiation_sim.api.arguments import step_on
    from negotiation_sim.export.analysis_files import as_json_text, refuse_unwritable, write_tables
    from negotiation_sim.report.solve_text import solve_text
    from negotiation_sim.solutions.option_graph import improvement_table, option_graph, state_table
    from negotiation_sim.solutions.solving import CONCEPTS_SOLVED
    from negotiation_sim.solutions.solving import solve as solved

    refuse_unwritable(out)
    study = study_of([scenario], settings, [intervention], dropped, seed)
    world = study.scenario_of(study.cells[-1])
    step = step_on(world, date, scenario, "--at")
    with progress_over(runs * len(CONCEPTS_SOLVED)) as update:
        found = solved(world, step, seed, runs, update)
    graph = option_graph(world, step)
    tables = {
        "outcomes": found.outcomes,
        "concepts": found.concepts,
        "states": state_table(graph),
        "moves": improvement_table(graph),
    }
    if out:
        about = {
            "scenario": scenario,
            "date": world.calendar.label(step),
            "seed": seed,
            "words": words_in({scenario: world}).kept(),
        }
        for path in [*write_tables(tables, out, **about), *_draw(out)]:
            click.echo(str(path), err=True)
    if as_json:
        click.echo(
            as_json_text(
                tables,
                scenario=scenario,
                step=step,
                seed=seed,
                gap=found.gap,
                gate=found.gate,
                disagreement=found.disagreement,
            )
        )
        return
    click.echo(solve_text(found, graph))


def _draw(folder: str) -> list[Path]:
    """The figures that the tables in a folder can give."""
    from negotiation_sim.plots.catalogue import available, figure_of
    from negotiation_sim.plots.files import write_figure
    from negotiation_sim.plots.folders import FigureFolder

    found = FigureFolder(folder)
    drawn = [name for name in ("solutions", "states") if name in available(found)]
    return [
        write_figure(figure_of(found, name), found.path / "figures" / f"{name}.html")
        for name in drawn
    ]
