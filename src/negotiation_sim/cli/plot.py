"""``negotiation-sim plot``: figures from what other commands wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from negotiation_sim.plots.folders import FigureFolder

__all__ = ["plot"]


@click.command()
@click.argument("folder", type=click.Path(file_okay=False), required=False)
@click.option(
    "--figure",
    "wanted",
    multiple=True,
    metavar="NAME",
    help="Which figure (repeatable); all for every one the folder can give.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["html", "png", "svg", "pdf"]),
    default=("html",),
    show_default=True,
    help="What to write (repeatable); html needs no browser here.",
)
@click.option(
    "--theme",
    type=click.Choice(["light", "print"]),
    default="light",
    show_default=True,
    help="For the screen or for paper.",
)
@click.option(
    "--out", type=click.Path(file_okay=False), help="Where the files go; by default FOLDER/figures."
)
@click.option(
    "--list",
    "listing",
    is_flag=True,
    help="Name the figures, and why a FOLDER cannot give one; draw nothing.",
)
@click.pass_context
def plot(
    ctx: click.Context,
    folder: str | None,
    wanted: tuple[str, ...],
    formats: tuple[str, ...],
    theme: str,
    out: str | None,
    listing: bool,
) -> None:
    """Draw figures of a FOLDER that run, explain, robustness, solve or sensitivity wrote with
    --out.

    Without --figure it is the first in the list that the folder can give: where the talks end, for
    a folder of runs.

    \b
    Examples:
      negotiation-sim plot results --format html --format png
      negotiation-sim plot results --figure all --theme print --format pdf
      negotiation-sim plot --list
    """
    from pathlib import Path

    if listing:
        _list(folder)
        return
    if folder is None:
        raise click.UsageError("Missing argument 'FOLDER'.", ctx)
    from negotiation_sim.errors import ResultsError
    from negotiation_sim.plots.catalogue import figure_of
    from negotiation_sim.plots.files import write_figure
    from negotiation_sim.plots.folders import FigureFolder
    from negotiation_sim.plots.theme import for_print

    source, target = FigureFolder(folder), Path(out) if out else Path(folder) / "figures"
    for name in _names(source, wanted):
        try:
            figure = figure_of(source, name)
        except ResultsError as error:
            if "all" not in wanted:
                raise
            click.echo(f"left out: {error}", err=True)
            continue
        for format in formats:
            click.echo(
                str(
                    write_figure(
                        for_print(figure) if theme == "print" else figure,
                        target / f"{name}.{format}",
                    )
                )
            )


def _names(source: FigureFolder, wanted: tuple[str, ...]) -> list[str]:
    """Names asked for, each once; unknown ones are refused before anything is drawn."""
    from negotiation_sim.errors import ResultsError, UnknownNameError
    from negotiation_sim.plots.catalogue import CATALOGUE, available

    for name in wanted:
        if name not in CATALOGUE and name != "all":
            raise UnknownNameError("figure", name, [*CATALOGUE, "all"])
    if wanted and "all" not in wanted:
        return list(dict.fromkeys(wanted))
    found = available(source)
    if not found:
        raise ResultsError(
            f"{source.path}: holds nothing to draw, expected one that run, explain, robustness, solve or sensitivity wrote with --out"
        )
    return found if wanted else found[:1]


def _list(folder: str | None) -> None:
    from negotiation_sim.plots.catalogue import CATALOGUE
    from negotiation_sim.plots.folders import FigureFolder

    source = FigureFolder(folder) if folder else None
    width = max(map(len, CATALOGUE))
    for name, entry in CATALOGUE.items():
        why = entry.missing(source) if source else ""
        click.echo(f"{name:<{width}}  {entry.line}{f' ({why})' if why else ''}")
