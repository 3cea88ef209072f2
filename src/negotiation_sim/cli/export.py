"""``negotiation-sim export``: the rows of a result folder for other programs, and what they
mean.
"""

from __future__ import annotations

import click

__all__ = ["export"]


@click.command()
@click.argument("folder", type=click.Path(file_okay=False))
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT",
    help="csv, parquet, feather or stata (repeatable, or several joined by commas); csv unless --out says otherwise.",
)
@click.option(
    "--out",
    type=click.Path(),
    metavar="PATH",
    help="A folder, or one file that ends in .csv, .parquet, .feather or .dta; by default FOLDER/export.",
)
@click.option(
    "--columns",
    multiple=True,
    metavar="NAME,...",
    help="Only these columns, in this order (repeatable); all unless given.",
)
@click.option("--scenario", metavar="NAME", help="Only this scenario's rows.")
@click.option("--force", is_flag=True, help="Replace files that are there.")
def export(
    folder: str,
    formats: tuple[str, ...],
    out: str | None,
    columns: tuple[str, ...],
    scenario: str | None,
    force: bool,
) -> None:
    """Write the rows, or tallies, of a result FOLDER for R, Stata, pandas or a spreadsheet, with a
    codebook.

    The codebook, codebook.md to read and codebook.json for programs, describes every column: its
    meaning, unit, levels and source.

    \b
    Examples:
      negotiation-sim export results
      negotiation-sim export results --format parquet --format stata --out tables
      negotiation-sim export results --scenario 1956 --columns run,outcome_class --out 1956.dta
    """
    from negotiation_sim.experiments.results import Results
    from negotiation_sim.export import export_results

    done = export_results(
        Results.open(folder),
        words(formats, "--format"),
        out,
        words(columns, "--columns"),
        scenario,
        force,
    )
    for file in done.files:
        click.echo(str(file))
    failed = (
        f"; {done.failed:,} run{'s' * (done.failed != 1)} failed, the codebook says which"
        if done.failed
        else ""
    )
    click.echo(f"{done.rows:,} rows, {done.columns} columns{failed}.", err=True)


def words(given: tuple[str, ...], option: str) -> list[str]:
    """Words given one by one or joined by commas."""
    found = [word.strip() for text in given for word in text.split(",") if word.strip()]
    if given and not found:
        raise click.UsageError(f"{option} names nothing")
    return found
