"""``negotiation-sim demo``: the three episodes, played, described and drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from negotiation_sim.experiments.results import Results

__all__ = ["demo"]

EPISODES = ("1956", "2018", "2022")
RUNS = 20_000
"""Runs of every episode, so that a share errs by less than half a percentage point."""
HELLO = """\
Japan, Russia and the United States over the Northern Territories: three episodes, {runs:,}
simulated negotiations each. How often does each end as it did in history (◆), and how else could it
have ended?
"""
TOLD = "\nOne of the negotiations of 1956, in words (any other: negotiation-sim replay 1956 --run N):\n"
NEXT = """
Next: negotiation-sim scenarios                           the questions behind the episodes
      negotiation-sim run 1956 --intervention no_threat   had Washington never pressed Tokyo
      negotiation-sim run 2018 --set 'japan.norm=*0.5'    had Japan's norm been half as strong"""


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False),
    default="negotiation-demo",
    show_default=True,
    help="Folder for rows and picture.",
)
@click.option(
    "--runs",
    default=RUNS,
    show_default=True,
    type=click.IntRange(1, 10**8),
    help="Runs of every episode.",
)
@click.option(
    "--seed",
    default=1,
    show_default=True,
    type=click.IntRange(0, 2**63 - 1),
    help="The number that fixes all luck.",
)
def demo(out: str, runs: int, seed: int) -> None:
    """Replay 1956, 2018 and 2022: a table of outcomes, one run in words, and a picture.

    \b
    Example:
      negotiation-sim demo
    """
    from negotiation_sim.cli.run import play_and_print
    from negotiation_sim.engines.mesa_engine import replay
    from negotiation_sim.experiments.study import NamedScenario, Study
    from negotiation_sim.report.story import story

    study = Study(tuple(map(NamedScenario.load, EPISODES)), runs=runs, seed=seed)
    click.echo(HELLO.format(runs=runs))
    results = play_and_print(study, out)
    click.echo(TOLD)
    click.echo("\n".join(story(replay(study.scenarios[0].scenario, seed, run=0))))
    click.echo()
    _draw(results)
    click.echo(NEXT)


def _draw(results: Results) -> None:
    """The picture as a page, and as a PNG where that is possible."""
    from negotiation_sim.plots.files import why_no_images, write_figure
    from negotiation_sim.plots.from_results import distribution_of

    figure, missing = distribution_of(results), why_no_images()
    for format in ("html",) if missing else ("html", "png"):
        click.echo(
            f"Picture: {write_figure(figure, results.path / 'figures' / f'outcomes.{format}')}"
        )
    if missing:
        click.echo(f"No PNG:  {missing}.")
