"""``negotiation-sim check``: whether a result folder still holds what was written to it."""

from __future__ import annotations

import json

import click

__all__ = ["check"]

USERS_FAULT = 2


@click.command()
@click.argument("folder", type=click.Path(file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="For a machine to read.")
@click.pass_context
def check(ctx: click.Context, folder: str, as_json: bool) -> None:
    """Compare every file of a result FOLDER with the digest that was stored with it.

    Exit code 2 where a file is damaged or missing. `run` plays a damaged part again, and so does
    nothing else.

    \b
    Example:
      negotiation-sim check results
    """
    from negotiation_sim.experiments.checking import findings
    from negotiation_sim.experiments.results import Results

    found = list(findings(Results.open(folder)))
    wrong = [one for one in found if not one.is_sound]
    if as_json:
        rows = [{"file": str(one.file), "state": one.state} for one in found]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
    elif wrong:
        for one in wrong:
            click.echo(f"{one.file}: {one.state}", err=True)
        click.echo("run the same command again to mend it", err=True)
    else:
        click.echo(f"{folder}: {len(found):,} files, as they were written")
    ctx.exit(USERS_FAULT if wrong else 0)
