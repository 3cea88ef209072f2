"""``negotiation-sim demo``: the three episodes, run, told and drawn."""

from __future__ import annotations

import click

__all__ = ["demo"]

EPISODES = ("1956", "2018", "2022")


@click.command()
@click.option("--out", type=click.Path(file_okay=False), default="negotiation-demo", show_default=True, help="Folder for rows and picture.")
@click.option("--runs", default=2000, show_default=True, type=click.IntRange(1))
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0, 2**63 - 1))
def demo(out: str, runs: int, seed: int) -> None:
    r"""Replay 1956, 2018 and 2022: a table of outcomes, one run in words, and a picture.

    \b
    Example:
      negotiation-sim demo
    """
    from pathlib import Path

    from negotiation_sim.cli.run import play_and_print
    from negotiation_sim.engines.mesa_engine import replay
    from negotiation_sim.experiments.study import NamedScenario, Study
    from negotiation_sim.plots.files import why_no_images, write_figure
    from negotiation_sim.plots.from_results import distribution_of
    from negotiation_sim.report.story import story

    study = Study(tuple(map(NamedScenario.load, EPISODES)), runs=runs, seed=seed)
    results = play_and_print(study, out)
    click.echo("\nOne of these runs, told in full (any other: negotiation-sim replay 1956 --run N):\n")
    click.echo("\n".join(story(replay(study.scenarios[0].scenario, seed, run=0))))
    figure = distribution_of(results)
    missing = why_no_images()
    for format in ("html",) if missing else ("html", "png"):
        click.echo(f"\nPicture: {write_figure(figure, Path(out) / 'figures' / f'outcomes.{format}')}")
    if missing:
        click.echo(f"No PNG: {missing}.")
