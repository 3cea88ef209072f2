"""``negotiation-sim report``: a result folder as one page."""

from __future__ import annotations

import click

__all__ = ["report"]


@click.command()
@click.argument("folder", type=click.Path(file_okay=False))
@click.option(
    "--run",
    default=0,
    show_default=True,
    type=click.IntRange(0, 10**12),
    help="Which run of the first scenario is described.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Where the page goes; by default FOLDER/report.html.",
)
def report(folder: str, run: int, out: str | None) -> None:
    """Present a result FOLDER as one HTML page that needs no network, with sliders where it holds a
    design.

    Question, scenario with sources, outcomes, effects, gates, attribution, robustness, one run, how
    to reproduce it, a codebook. Attribution and gates are played again for the page.

    \b
    Examples:
      negotiation-sim report results
      negotiation-sim report results --run 7 --out results.html
    """
    from negotiation_sim.experiments.results import Results

    results = Results.open(folder)  # before a second of imports
    from negotiation_sim.report.page import write_report

    page = write_report(results, out, run)
    click.echo(f"{page} ({page.stat().st_size / 1e6:.1f} MB)")
