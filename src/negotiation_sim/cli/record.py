"""``negotiation-sim record``: which patterns of the record the runs show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["record"]


@click.command()
@click.argument("scenario")
@click.option(
    "--runs", default=20_000, show_default=True, type=click.IntRange(1, 10**8), help="Runs."
)
@click.option(
    "--seed",
    default=1,
    show_default=True,
    type=click.IntRange(0, 2**63 - 1),
    help="The number that fixes all luck.",
)
@click.option("--set", "overrides", multiple=True, help="A change, as for `run`; repeatable.")
@click.option("--json", "as_json", is_flag=True, help="Print the table as JSON.")
def record(scenario: str, runs: int, seed: int, overrides: tuple[str, ...], as_json: bool) -> None:
    """Who did what when: each pattern of the record of SCENARIO beside the share of runs that show
    it.

    \b
    Examples:
      negotiation-sim record 1956_record
      negotiation-sim record 2018_record --set japan.norm=40 --json
    """
    from negotiation_sim.analysis.record import record_table
    from negotiation_sim.scenarios import load_scenario, parse_override

    loaded = load_scenario(scenario)
    for text in overrides:
        loaded = loaded.changed(parse_override(text, loaded))
    table = record_table(loaded, scenario, seed, runs)
    if as_json:
        click.echo(table.to_json(orient="records", force_ascii=False, indent=1))
        return
    met = int(table["met"].sum())
    click.echo(
        f"{met} of {len(table)} patterns of the record are met in {runs:,} runs of {scenario}, "
        f"seed {seed}. Meeting them shows what assumptions are sufficient for, no more.\n"
    )
    click.echo("\n".join(lines(table)))


def lines(table: pd.DataFrame) -> list[str]:
    """The table as text, a line per pattern."""
    width = max(len(label) for label in table["label"])
    head = f"  {'':{width}}  on record             wanted      share  interval   median"
    found = [head]
    for row in table.to_dict("records"):
        wanted = f"{row['wanted_low']:.2f}–{row['wanted_high']:.2f}"
        interval = f"{row['low']:.2f}–{row['high']:.2f}"
        mark = "✓" if row["met"] else "✗"
        found.append(
            f"{mark} {row['label']:{width}}  {row['recorded']:20}  {wanted:10}  {row['share']:5.2f}"
            f"  {interval:9}  {row['median']}".rstrip()
        )
    return found
