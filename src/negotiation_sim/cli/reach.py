"""``negotiation-sim reach``: what it would take for an outcome to be as likely as asked for."""

from __future__ import annotations

import click

from negotiation_sim.cli.executing import progress_over

__all__ = ["reach"]


@click.command()
@click.argument("scenario")
@click.option(
    "--outcome",
    default="settled",
    show_default=True,
    metavar="CLASS",
    help="The outcome class that is wanted; 'settled' pools all that count as a settlement.",
)
@click.option(
    "--at-least",
    default=0.5,
    show_default=True,
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    metavar="SHARE",
    help="The share of runs in which it is to occur.",
)
@click.option(
    "--levers",
    multiple=True,
    metavar="NAME[,NAME...]",
    help="Parameters, interventions and events that may be moved (repeatable); by default the "
    "levers of the file, and all its interventions and events.",
)
@click.option(
    "--at-most",
    default=3,
    show_default=True,
    type=click.IntRange(1, 3),
    help="Moves in one answer.",
)
@click.option(
    "--runs",
    default=2000,
    show_default=True,
    type=click.IntRange(100),
    help="Runs of every setting that is looked at.",
)
@click.option(
    "--seed",
    default=1,
    show_default=True,
    type=click.IntRange(0, 2**63 - 2),
    help="The luck of the search; answers are confirmed on the next one.",
)
@click.option(
    "--box-points",
    default=100,
    show_default=True,
    type=click.IntRange(0, 2000),
    help="Points of the plausible box at which answers are tried too; 0 for none.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the moves as JSON.")
def reach(
    scenario: str,
    outcome: str,
    at_least: float,
    levers: tuple[str, ...],
    at_most: int,
    runs: int,
    seed: int,
    box_points: int,
    as_json: bool,
) -> None:
    """The nearest settings of SCENARIO at which an outcome is as likely as asked for.

    Few moves come before many. Each answer is confirmed by fresh runs and tried over the part of the
    plausible box that history does not rule out.

    \b
    Examples:
      negotiation-sim reach 1956 --outcome settled --at-least 0.5
      negotiation-sim reach 2018 --at-least 0.3 --levers base.consent,binding_guarantee --at-most 2
    """
    from negotiation_sim.analysis.reach import ReachSizes
    from negotiation_sim.analysis.reach import reach as reached
    from negotiation_sim.export.analysis_files import as_json_text
    from negotiation_sim.report.reach_text import reach_text

    names = [name.strip() for some in levers for name in some.split(",") if name.strip()]
    sizes = ReachSizes(runs=runs, points=box_points)
    with progress_over(None) as update:
        found = reached(scenario, outcome, at_least, names, at_most, seed, sizes, update)
    if as_json:
        about = {"scenario": found.scenario, "outcome": outcome, "at_least": at_least}
        click.echo(as_json_text({"moves": found.table()}, **about, share=found.start.share))
    else:
        click.echo(reach_text(found))
