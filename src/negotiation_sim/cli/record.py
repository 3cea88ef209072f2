"""``negotiation-sim record``: which patterns of the record the runs show."""

from __future__ import annotations

import click

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
      negotiation-sim record 1956
      negotiation-sim record 2018 --set japan.norm=40 --json
    """
    from negotiation_sim.analysis.record import record_table
    from negotiation_sim.report.record_text import record_text
    from negotiation_sim.scenarios import load_scenario, parse_override

    loaded = load_scenario(scenario)
    for text in overrides:
        loaded = loaded.changed(parse_override(text, loaded))
    table = record_table(loaded, scenario, seed, runs)
    if as_json:
        click.echo(table.to_json(orient="records", force_ascii=False, indent=1))
        return
    click.echo(record_text(table, scenario, runs, seed))
