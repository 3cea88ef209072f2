"""``negotiation-sim plot``: figures from what other commands wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from negotiation_sim.cli.executing import progress_over

if TYPE_CHECKING:
    from negotiation_sim.plots.choosing import Choice
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
@click.option("--on", default="", metavar="OUTCOME", help="Whose share is shown; settlement.")
@click.option(
    "--x",
    default="",
    metavar="NUMBER",
    help="On the horizontal axis: an address, or a column of the rows.",
)
@click.option("--y", default="", metavar="NUMBER", help="On the vertical axis.")
@click.option(
    "--run", type=click.IntRange(0, 10**12), help="Which run a trace or a path tells; run 0."
)
@click.option(
    "--point", type=click.IntRange(0), help="One point of a design, instead of the average."
)
@click.option(
    "--intervention",
    "interventions",
    multiple=True,
    metavar="NAME",
    help="Only this one (repeatable); baseline is one too.",
)
@click.option(
    "--scenario", "scenarios", multiple=True, metavar="NAME", help="Only this one (repeatable)."
)
@click.option("--title", default="", metavar="TEXT", help="In place of the finding.")
@click.option(
    "--width",
    type=click.IntRange(320, 4000),
    default=1200,
    show_default=True,
    help="Of an image, in points; below 760 it is laid out for a telephone. A page fits its window.",
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
    on: str,
    x: str,
    y: str,
    run: int | None,
    point: int | None,
    interventions: tuple[str, ...],
    scenarios: tuple[str, ...],
    title: str,
    width: int,
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
      negotiation-sim plot results --figure scatter --x japan.norm --on DECLARATION
      negotiation-sim plot results --figure trace --scenario 1956 --run 7 --title "How Tokyo gave way"
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
    from negotiation_sim.plots.choosing import Choice
    from negotiation_sim.plots.files import write_figure
    from negotiation_sim.plots.folders import FigureFolder
    from negotiation_sim.plots.theme import for_print

    source, target = FigureFolder(folder), Path(out) if out else Path(folder) / "figures"
    choice = Choice(on, x, y, run, point, interventions, scenarios, title)
    names = _names(source, wanted)
    with progress_over(len(names), "figures") as update:
        for name in names:
            try:
                figure = figure_of(source, name, _read_by(choice, name, all_of="all" in wanted))
            except ResultsError as error:
                if "all" not in wanted:
                    raise
                click.echo(f"left out: {error}", err=True)
            else:
                for format in formats:
                    shown = for_print(figure) if theme == "print" else figure
                    click.echo(str(write_figure(shown, target / f"{name}.{format}", width=width)))
            update(1)


def _read_by(choice: Choice, name: str, *, all_of: bool) -> Choice:
    """What a figure reads of what is chosen: of all figures each reads its part, a single one must
    read everything.
    """
    from dataclasses import replace

    from negotiation_sim.plots.catalogue import CATALOGUE
    from negotiation_sim.plots.choosing import EVERYTHING

    if not all_of:
        return choice
    unread = set(choice.given) - CATALOGUE[name].reads - {"title"}
    return replace(choice, **{field: getattr(EVERYTHING, field) for field in unread})


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
