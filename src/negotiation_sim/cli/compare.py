"""``negotiation-sim compare``: what each intervention of a result folder changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import pandas as pd

    from negotiation_sim.experiments.results import Results

__all__ = ["compare"]


@click.command()
@click.argument("folder", type=click.Path(file_okay=False))
@click.option(
    "--on",
    default="",
    metavar="CLASS",
    help="Effect on an outcome class, e.g. DECLARATION; by default on settlement.",
)
@click.option(
    "--points",
    "by_point",
    is_flag=True,
    help="A table for every point of a design, not its range over the points.",
)
@click.option(
    "--strategies",
    metavar="all|NAMES",
    help="Effects under each strategy side by side, and whether their signs agree.",
)
@click.option(
    "--box",
    default="",
    metavar="EXPERIMENT",
    help="Show the effects over these points too, e.g. kept_set or plausible_box; they are "
    "played anew.",
)
@click.option(
    "--box-points",
    default=50,
    show_default=True,
    type=click.IntRange(1, 100_000),
    help="Points of the box.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print every intervention at every point as JSON."
)
def compare(
    folder: str,
    on: str,
    by_point: bool,
    strategies: str | None,
    box: str,
    box_points: int,
    as_json: bool,
) -> None:
    """Effect of every intervention in a result FOLDER, and how necessary and sufficient it is.

    Runs are paired: the same run has the same luck under every intervention.

    \b
    Examples:
      negotiation-sim compare results --on DECLARATION
      negotiation-sim compare results --box kept_set
    """
    from negotiation_sim.analysis.effects import effect_table
    from negotiation_sim.analysis.words import words_of
    from negotiation_sim.experiments.results import Results
    from negotiation_sim.report.effect_text import effect_text

    results = Results.open(folder)
    table = effect_table(results, on)
    words = words_of(results.study)
    events = {
        named.name: words.outcome(on) if on else named.scenario.settlement_label
        for named in results.study.scenarios
    }
    if strategies:
        from negotiation_sim.analysis.agreement import by_strategy
        from negotiation_sim.experiments.strategies import named_strategies
        from negotiation_sim.report.strategy_text import strategy_text

        table = by_strategy(table, results)
        table = table[table["strategy"].isin(named_strategies(strategies))]
        if not as_json:
            click.echo(strategy_text(table, events, words))
            return
    if box:
        table = _over_box(table, results, box, box_points, on)
    if as_json:
        click.echo(table.to_json(orient="records", double_precision=15, force_ascii=False))
        return
    click.echo(effect_text(table, events, words, results.study.points, by_point))


def _over_box(
    table: pd.DataFrame, results: Results, name: str, points: int, on: str
) -> pd.DataFrame:
    """The effects with their range over a box, if the folder plays scenarios of it as they are."""
    from negotiation_sim.analysis.effects_in_box import box_of, effects_in_box, rows_in_box
    from negotiation_sim.cli.executing import progress_over
    from negotiation_sim.scenarios import load_experiment

    study = results.study
    box = box_of(study, load_experiment(name), points)
    if box is None:
        click.echo(
            f"{name} is not shown: it plays none of these scenarios, or the folder sets or varies something",
            err=True,
        )
        return table
    with progress_over(rows_in_box(study, box)) as update:
        ranges = effects_in_box(study, box, on, update)
    kinds = {"scenario": str, "intervention": str}
    return table.astype(kinds).merge(ranges, on=list(kinds), how="left")
