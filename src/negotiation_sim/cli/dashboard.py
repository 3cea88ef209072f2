"""``negotiation-sim dashboard``: the page on which levers are dragged."""

from __future__ import annotations

from importlib.util import find_spec

import click

__all__ = ["dashboard"]


@click.command()
@click.argument("scenario", default="1956")
@click.option(
    "--port",
    default=8050,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Where the page is served; 0 for any that is free.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Who can reach it; by default this machine only.",
)
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
@click.option(
    "--classroom", is_flag=True, help="Questions in large type, predictions before the bars."
)
@click.option(
    "--agent",
    "agents",
    multiple=True,
    metavar="ACTOR=MODULE:CLASS",
    help="A class that plays an actor in the run that is watched (repeatable).",
)
def dashboard(
    scenario: str, port: int, host: str, opens: bool, classroom: bool, agents: tuple[str, ...]
) -> None:
    """Serve the interactive page of SCENARIO: drag a lever, see ten thousand negotiations, watch
    one.

    The page is served to this machine only, and asks no other machine for anything. Ctrl-C stops it.

    \b
    Examples:
      negotiation-sim dashboard 1956 --open
      negotiation-sim dashboard my_dispute.yaml --port 9000
    """
    from negotiation_sim.errors import InputError
    from negotiation_sim.experiments.agents import agent_class

    if find_spec("dash") is None:
        raise InputError("the dashboard needs dash; pip install 'negotiation-sim[dashboard]'")
    from negotiation_sim.dashboard.serving import serve

    for line in serve(scenario, host, port, opens, classroom, dict(map(agent_class, agents))):
        click.echo(line, err=line.startswith("Warning"))
