"""``negotiation-sim replay``: the story of one run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from negotiation_sim.cli.worlds import study_of

if TYPE_CHECKING:
    from negotiation_sim.engines.trace import Trace

__all__ = ["replay"]

ENDED_OTHERWISE = 1


@click.command()
@click.argument("scenario")
@click.option(
    "--row",
    type=click.IntRange(0, 10**12),
    help="Which row, where SCENARIO is a result folder; it brings its seed, run and overrides.",
)
@click.option(
    "--run",
    "run",
    default=0,
    show_default=True,
    type=click.IntRange(0, 2**63 - 1),
    help="Which run of the seed.",
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
    "--agent",
    "agents",
    multiple=True,
    metavar="ACTOR=MODULE:CLASS",
    help="A class that plays an actor (repeatable).",
)
@click.option(
    "--save",
    type=click.Path(dir_okay=False),
    help="Write the moves as CSV, numbers in full precision.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print the ending as JSON instead of the story."
)
@click.pass_context
def replay(
    ctx: click.Context,
    scenario: str,
    row: int | None,
    run: int,
    seed: int,
    settings: tuple[str, ...],
    intervention: str,
    dropped: tuple[str, ...],
    agents: tuple[str, ...],
    save: str,
    as_json: bool,
) -> None:
    """Play one run of SCENARIO in the Mesa engine and describe it month by month.

    SCENARIO may be a result folder: then --row selects one of its rows, and the run must end as
    that row does.

    \b
    Examples:
      negotiation-sim replay 1956 --run 7 --set 'japan.norm=*0.5'
      negotiation-sim replay results --row 1234
    """
    from pathlib import Path

    from negotiation_sim.experiments.agents import agent_class
    from negotiation_sim.experiments.failures import told_in_a_line

    classes = dict(map(agent_class, agents))
    if row is None and not (Path(scenario) / "record.json").is_file():
        from negotiation_sim.engines.mesa_engine import replay as play

        study = study_of([scenario], settings, [intervention], dropped, seed)
        with told_in_a_line(f"run {run}", classes):
            trace = play(study.scenario_of(study.cells[-1]), seed, run, classes)
        _tell(trace, save, as_json)
        return
    _refuse_beside_row(ctx, row)
    differences = _replay_row(scenario, row or 0, classes, save, as_json)
    ctx.exit(ENDED_OTHERWISE if differences else 0)


def _refuse_beside_row(ctx: click.Context, row: int | None) -> None:
    if row is None:
        raise click.UsageError("a result folder is replayed row by row: add --row N", ctx)
    for name in ("run", "seed", "settings", "intervention", "dropped"):
        if ctx.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT:
            option = next(option for option in ctx.command.params if option.name == name)
            raise click.UsageError(f"{option.opts[0]} beside --row: the row brings its own", ctx)


def _replay_row(
    folder: str, row: int, classes: dict[str, type], save: str, as_json: bool
) -> Sequence[str]:
    """Describe a row of a result folder; returns the columns in which it ended differently."""
    from negotiation_sim.experiments.results import Results
    from negotiation_sim.experiments.rowcheck import replayed

    found = replayed(Results.open(folder), row, classes)
    _tell(found.trace, save, as_json)
    click.echo(f"Row {row} of {folder}: {found.place}.", err=True)
    if found.differences:
        click.echo(
            f"negotiation-sim: it ended otherwise than stored: {'; '.join(found.differences)}{found.hint}",
            err=True,
        )
    else:
        click.echo("It ended as stored, in every column.", err=True)
    return found.differences


def _tell(trace: Trace, save: str, as_json: bool) -> None:
    """Print the story of a run, or its ending as JSON, and save its moves if asked to."""
    from negotiation_sim.export.trace_files import ending_data, save_trace
    from negotiation_sim.report.story import story

    if save:
        save_trace(trace, save)
    if as_json:
        import json

        click.echo(json.dumps(ending_data(trace)))
    else:
        click.echo("\n".join(story(trace)))
