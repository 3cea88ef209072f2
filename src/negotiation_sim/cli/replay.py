"""``negotiation-sim replay``: the story of one run."""

from __future__ import annotations

import click

__all__ = ["replay"]


@click.command()
@click.argument("scenario")
@click.option("--run", "run", default=0, show_default=True, type=click.IntRange(0), help="Which run of the seed.")
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0, 2**63 - 1), help="The number that fixes all luck.")
@click.option("--set", "settings", multiple=True, metavar="ADDRESS=VALUE", help="Override, e.g. japan.norm=*0.5 (repeatable).")
@click.option("--intervention", default="", metavar="NAME", help="A declared intervention, or several joined by +.")
@click.option("--drop", "dropped", multiple=True, metavar="EVENT", help="An event that does not happen (repeatable).")
@click.option("--save", type=click.Path(dir_okay=False), help="Write the moves as CSV, numbers in full precision.")
@click.option("--json", "as_json", is_flag=True, help="Print the ending as JSON instead of the story.")
def replay(
    scenario: str, run: int, seed: int, settings: tuple[str, ...], intervention: str, dropped: tuple[str, ...], save: str, as_json: bool
) -> None:
    """Tell one run of SCENARIO month by month, played by the Mesa engine.

    \b
    Example:
      negotiation-sim replay 1956 --run 7 --set 'japan.norm=*0.5'
    """
    from negotiation_sim.engines.mesa_engine import replay as play
    from negotiation_sim.experiments.study import NamedScenario, Study, arms_of
    from negotiation_sim.report.story import story
    from negotiation_sim.report.trace_files import ending_data, save_trace

    study = Study((NamedScenario.load(scenario),), arms_of([intervention] if intervention else []), settings, dropped, seed=seed)
    trace = play(study.scenario_of(study.cells[-1]), seed, run)
    if save:
        save_trace(trace, save)
    if as_json:
        import json

        click.echo(json.dumps(ending_data(trace)))
    else:
        click.echo("\n".join(story(trace)))
