"""``negotiation-sim plot``: figures from a result folder."""

from __future__ import annotations

import click

__all__ = ["plot"]


@click.command()
@click.argument("folder", type=click.Path(file_okay=False))
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["html", "png", "svg", "pdf"]),
    default=("html",),
    show_default=True,
    help="What to write (repeatable); html needs no browser here.",
)
@click.option("--out", type=click.Path(file_okay=False), help="Where the files go; by default FOLDER/figures.")
def plot(folder: str, formats: tuple[str, ...], out: str | None) -> None:
    """Draw the outcome distribution of a result FOLDER.

    \b
    Example:
      negotiation-sim plot results --format html --format png
    """
    from pathlib import Path

    from negotiation_sim.experiments.results import Results
    from negotiation_sim.plots.files import write_figure
    from negotiation_sim.plots.from_results import distribution_of

    figure = distribution_of(Results.open(folder))
    target = Path(out) if out else Path(folder) / "figures"
    for format in formats:
        click.echo(str(write_figure(figure, target / f"outcomes.{format}")))
