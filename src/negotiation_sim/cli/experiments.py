"""``negotiation-sim experiments``: what is shipped, what is wrong with a file, and the points it
would visit.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from negotiation_sim.cli.scenarios import as_json as as_json_option
from negotiation_sim.cli.scenarios import tell_faults, tell_listings

__all__ = ["experiments"]

USERS_FAULT = 2


@click.group(invoke_without_command=True)
@click.pass_context
def experiments(ctx: click.Context) -> None:
    """List and check experiment files, and show the points they visit.

    \b
    Examples:
      negotiation-sim experiments
      negotiation-sim experiments check mine.yaml
      negotiation-sim run history --dry-run
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_)


@experiments.command("list")
@as_json_option
def list_(as_json: bool = False) -> None:
    """List what is shipped: name, title and question.

    \b
    Example:
      negotiation-sim experiments list
    """
    from negotiation_sim.scenarios import shipped_experiments

    tell_listings(shipped_experiments(), as_json)


@experiments.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@as_json_option
@click.pass_context
def check(ctx: click.Context, paths: Sequence[str], as_json: bool) -> None:
    """Check files and report every fault with its place.

    Each is given by path or shipped name.

    \b
    Example:
      negotiation-sim experiments check history
    """
    from negotiation_sim.scenarios import check_experiment

    faults = {path: check_experiment(path) for path in paths}
    tell_faults(faults, as_json)
    ctx.exit(USERS_FAULT if any(faults.values()) else 0)


@experiments.command()
@click.argument("name")
@as_json_option
def points(name: str, as_json: bool) -> None:
    """Print the points of an experiment as CSV, one per line.

    The table can be changed and used again: `vary: {table: points.csv}`.

    \b
    Example:
      negotiation-sim experiments points sofa_presumption
    """
    import csv
    from io import StringIO

    from negotiation_sim.experiments.study import Study
    from negotiation_sim.scenarios import load_experiment

    found = Study.of(load_experiment(name)).points
    if as_json:
        click.echo(json.dumps([dict(point) for point in found], indent=2, ensure_ascii=False))
        return
    addresses = list(dict.fromkeys(address for point in found for address in point))
    if not addresses:
        click.echo("Nothing is varied: the only point is the scenarios themselves.", err=True)
        return
    text = StringIO()
    writer = csv.DictWriter(text, addresses, lineterminator="\n")
    writer.writeheader()
    writer.writerows(found)
    click.echo(text.getvalue(), nl=False)


@experiments.command()
def schema() -> None:
    """Print the JSON Schema of experiment files.

    An editor that knows it completes keys and marks faults while you type.

    \b
    Example:
      negotiation-sim experiments schema > experiment.schema.json
    """
    from negotiation_sim.scenarios import experiment_schema

    click.echo(json.dumps(experiment_schema(), indent=2, ensure_ascii=False))
