"""Figures of runs, straight from a result folder: the table each needs, then the figure."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from negotiation_sim.analysis.effects import effect_table
from negotiation_sim.analysis.grid import baseline_levels, grid_table, varied_levels
from negotiation_sim.analysis.regions import region_table
from negotiation_sim.analysis.summary import outcomes_of, shares
from negotiation_sim.analysis.timing import event_table, timing_table
from negotiation_sim.analysis.trace_table import move_table
from negotiation_sim.experiments.results import Results
from negotiation_sim.experiments.study import BASELINE
from negotiation_sim.plots.heat_map import heat_map
from negotiation_sim.plots.island_map import island_map, northern_territories
from negotiation_sim.plots.labels import level
from negotiation_sim.plots.negotiation_trace import negotiation_trace
from negotiation_sim.plots.outcome_distribution import outcome_distribution
from negotiation_sim.plots.outcome_stacks import outcome_stacks
from negotiation_sim.plots.paired_effects import paired_effects
from negotiation_sim.plots.time_to_end import time_to_end

__all__ = [
    "distribution_of",
    "effects_of",
    "heat_map_of",
    "levels_of",
    "map_of",
    "timing_of",
    "trace_of",
    "what_ifs_of",
]

MOST_ROWS = 3
"""More interventions than this have no room as rows of panels."""

MOST_MAPS = 9
BY = ("scenario", "intervention")


def _pooled(results: Results) -> pd.DataFrame:
    """Outcome shares per scenario and intervention, points of a design pooled."""
    counts = (
        outcomes_of(results)
        .groupby([*BY, "outcome_class"], observed=True)["count"]
        .sum()
        .reset_index()
    )
    return shares(counts, BY)


def _baseline(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["intervention"].astype(str) == BASELINE].reset_index(drop=True)


def distribution_of(results: Results) -> go.Figure:
    """Outcome distribution across scenarios and interventions, points pooled; the baseline alone
    where there are many.
    """
    summary = _pooled(results)
    if len(results.study.arms) <= MOST_ROWS:
        return outcome_distribution(summary, results.observed)
    return outcome_distribution(
        _baseline(summary),
        results.observed,
        note="Baseline only; figure what_ifs shows every intervention",
    )


def what_ifs_of(results: Results) -> go.Figure:
    """Outcome mix under every intervention, points pooled."""
    return outcome_stacks(_pooled(results))


def levels_of(results: Results) -> go.Figure:
    """Outcome mix of the baseline over the levels of the one number that varies."""
    ((address, levels),) = varied_levels(results).items()
    summary = _baseline(outcomes_of(results))
    typed = [str(results.study.points[point].get(address, "")) for point in summary["point"]]
    return outcome_stacks(summary.assign(level=pd.Categorical(typed, levels)), "level", address)


def effects_of(results: Results) -> go.Figure:
    """Paired effects on settlement of every intervention."""
    table = effect_table(results)
    return paired_effects(
        table.assign(intervention=pd.Categorical(table["intervention"], results.study.arms))
    )


def heat_map_of(results: Results) -> go.Figure:
    """P(settlement) over the first two numbers that vary; scenarios, interventions and a third
    number make panels.
    """
    grid, (x, y, *third) = grid_table(results), varied_levels(results)
    telling = [name for name in BY if grid[name].nunique() > 1] + third
    if not telling:
        telling = ["scenario"]
    grid["panel"] = _panels(grid, telling, third)
    places = baseline_levels(results).pivot_table(
        index="scenario", columns="address", values="position", dropna=False
    )
    of = grid[grid["intervention"].astype(str) == BASELINE].drop_duplicates("panel")
    marks = (
        {}
        if third
        else {
            row["panel"]: (places.loc[row["scenario"], x], places.loc[row["scenario"], y])
            for _, row in of.iterrows()
        }
    )
    return heat_map(grid, x, y, marks=marks)


def _panels(table: pd.DataFrame, telling: list[str], named: list[str]) -> pd.Series:
    """What tells panels apart, in words, in the order of the columns it comes from."""
    order = table.sort_values(telling, kind="stable")
    words = [
        [f"{name} {level(str(value))}" if name in named else str(value) for value in order[name]]
        for name in telling
    ]
    said = [", ".join(parts) for parts in zip(*words, strict=True)]
    panels: pd.Series = pd.Series(said, index=order.index).reindex(table.index)
    return panels.astype(pd.CategoricalDtype(list(dict.fromkeys(said))))


def timing_of(results: Results) -> go.Figure:
    """When the runs of the baseline end, and how."""
    events = [event_table(named.scenario, named.name) for named in results.study.scenarios]
    return time_to_end(_baseline(timing_table(results)), pd.concat(events, ignore_index=True))


def map_of(results: Results) -> go.Figure:
    """The islands per scenario and intervention; the baseline alone where there are many."""
    outlines = northern_territories()
    table = region_table(results, outlines.issue, outlines.handed_over, outlines.hazard)
    if len(table.drop_duplicates(list(BY))) > MOST_MAPS:
        table = _baseline(table)
    table["scenario"] = pd.Categorical(
        table["scenario"], [named.name for named in results.study.scenarios]
    )
    telling = list(BY) if len(results.study.arms) > 1 else ["scenario"]
    return island_map(table.assign(panel=_panels(table, telling, [])), outlines)


def trace_of(results: Results) -> go.Figure:
    """Run 0 of the first scenario's baseline."""
    from negotiation_sim.engines.mesa_engine import replay

    study = results.study
    trace = replay(study.scenario_of(study.cells[0]), study.seed, 0)
    labels = {actor.name: actor.label for actor in trace.scenario.actors}
    title = f"{trace.scenario.title}: run 0 of seed {trace.seed}, {trace.outcome_class}"
    return negotiation_trace(move_table(trace), title, labels)
