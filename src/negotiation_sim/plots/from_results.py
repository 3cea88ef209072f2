"""Figures of runs, straight from a result folder: the table each needs, then the figure."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from negotiation_sim.analysis.averages import over_points
from negotiation_sim.analysis.densities import density_table
from negotiation_sim.analysis.dial import dial_curve, dial_settings
from negotiation_sim.analysis.effects import effect_table
from negotiation_sim.analysis.grid import varied_levels
from negotiation_sim.analysis.regions import region_table
from negotiation_sim.analysis.summary import outcomes_of
from negotiation_sim.analysis.timing import event_table, state_shares, timing_table
from negotiation_sim.analysis.words import Words, level, words_of
from negotiation_sim.errors import ResultsError
from negotiation_sim.experiments.results import Results
from negotiation_sim.experiments.study import BASELINE
from negotiation_sim.plots.choosing import EVERYTHING, Choice
from negotiation_sim.plots.density_ridge import density_ridge
from negotiation_sim.plots.island_map import island_map, outlines_for
from negotiation_sim.plots.outcome_distribution import outcome_distribution
from negotiation_sim.plots.outcome_stacks import outcome_stacks
from negotiation_sim.plots.paired_effects import paired_effects
from negotiation_sim.plots.states_over_time import states_over_time
from negotiation_sim.plots.thesis_curve import thesis_curve
from negotiation_sim.plots.time_to_end import time_to_end

__all__ = [
    "dial_of",
    "distribution_of",
    "effects_of",
    "event_in_words",
    "levels_of",
    "map_of",
    "over_time_of",
    "panels_of",
    "ridge_of",
    "timing_of",
    "what_ifs_of",
]

MOST_ROWS = 3
"""More interventions than this have no room as rows of panels."""

MOST_MAPS = 9
BY = ("scenario", "intervention")


def _averaged(results: Results, choice: Choice) -> pd.DataFrame:
    """Outcome shares per scenario and intervention: of one point, or of all with equal weight."""
    return over_points(choice.of(outcomes_of(results)), (*BY, "outcome_class"))


def _first_arms(table: pd.DataFrame, choice: Choice) -> tuple[pd.DataFrame, str]:
    """All interventions where there are few, else the baseline alone, and a sentence that says
    so.
    """
    if choice.intervention or table["intervention"].nunique() <= MOST_ROWS:
        return table, ""
    alone = table[table["intervention"].astype(str) == BASELINE].reset_index(drop=True)
    return alone, "Baseline only: --intervention NAME shows another, figure what_ifs every one"


def event_in_words(results: Results, choice: Choice, words: Words) -> str:
    """Whose share a figure shows: of the outcome that is chosen, or of settlements."""
    if choice.on:
        return words.outcome(choice.on)
    names = choice.scenario or tuple(named.name for named in results.study.scenarios)
    return words.event(names)


def distribution_of(results: Results, choice: Choice = EVERYTHING) -> go.Figure:
    """Outcome distribution across scenarios and interventions; the baseline alone where there are
    many.
    """
    table, note = _first_arms(_averaged(results, choice), choice)
    return outcome_distribution(table, results.observed, note, words_of(results.study))


def what_ifs_of(results: Results, choice: Choice = EVERYTHING) -> go.Figure:
    """Outcome mix under every intervention."""
    return outcome_stacks(_averaged(results, choice), words=words_of(results.study))


def levels_of(results: Results, choice: Choice = EVERYTHING) -> go.Figure:
    """Outcome mix of one intervention over the levels of the one number that varies."""
    ((address, levels),) = varied_levels(results).items()
    summary = choice.of_one_arm(outcomes_of(results))
    typed = [str(results.study.points[point].get(address, "")) for point in summary["point"]]
    table = summary.assign(level=pd.Categorical(typed, levels))
    return outcome_stacks(table, "level", address, words_of(results.study))


def effects_of(results: Results, choice: Choice = EVERYTHING) -> go.Figure:
    """Paired effects of every intervention, at one point.

    Raises
    ------
    ResultsError
        If the design has several points and none is chosen.
    """
    points = len(results.study.points)
    if points > 1 and choice.point is None:
        raise ResultsError(
            f"{results.path}: has {points} points, and an effect belongs to one: choose it with "
            f"--point 0 to {points - 1}, or draw scatter or heat_map"
        )
    table = choice.of(effect_table(results, choice.on))
    words = words_of(results.study)
    arms = pd.Categorical(table["intervention"], results.study.arms)
    return paired_effects(
        table.assign(intervention=arms), event_in_words(results, choice, words), words
    )


def panels_of(table: pd.DataFrame, telling: list[str], named: list[str], words: Words) -> pd.Series:
    """What tells panels apart, in words, in the order of the columns it comes from.

    Parameters
    ----------
    telling : columns that tell the panels apart
    named : those of them that are numbers, whose name is said beside the level
    """
    order = table.sort_values(telling, kind="stable")
    said = [
        [
            f"{words.number(name)} {level(value)}"
            if name in named
            else words.intervention(value)
            if name == "intervention"
            else value
            for value in order[name].astype(str)
        ]
        for name in telling
    ]
    joined = [", ".join(parts) for parts in zip(*said, strict=True)]
    panels: pd.Series = pd.Series(joined, index=order.index).reindex(table.index)
    return panels.astype(pd.CategoricalDtype(list(dict.fromkeys(joined))))


def _events(results: Results) -> pd.DataFrame:
    events = [event_table(named.scenario, named.name) for named in results.study.scenarios]
    return pd.concat(events, ignore_index=True)


def timing_of(results: Results, choice: Choice = EVERYTHING) -> go.Figure:
    """When the runs of one intervention end, and how."""
    table = choice.of_one_arm(timing_table(results, choice.point))
    return time_to_end(table, _events(results), words_of(results.study))


def over_time_of(results: Results, choice: Choice = EVERYTHING) -> go.Figure:
    """Share of runs in each state, month by month, under one or several interventions."""
    table = choice.of_one_arm(state_shares(results, choice.point))
    return states_over_time(table, _events(results), words_of(results.study))


def ridge_of(results: Results, choice: Choice = EVERYTHING) -> go.Figure:
    """How a column of numbers is spread; the gap at the end unless another is chosen."""
    words = words_of(results.study)
    column = choice.x or "gap_end"
    table, _ = _first_arms(choice.of(density_table(results, column, choice.point)), choice)
    below = "below 0 it falls short" if column in ("gap_start", "gap_end") else ""
    return density_ridge(table, words.column(column), words, below)


def dial_of(results: Results, _choice: Choice = EVERYTHING) -> go.Figure:
    """Share of settlements over the settings of one number, a line per scenario."""
    words = words_of(results.study)
    address, _ = dial_settings(results.study)
    curve = dial_curve(results)
    n = int(curve["points"].max())
    band = (
        f"Lines: the shipped numbers; bands: 8 of 10 of {n:,} points"
        if n > 1
        else "Bands: 95% Wilson intervals, Monte-Carlo error only"
    )
    event = words.event([named.name for named in results.study.scenarios])
    return thesis_curve(curve, words.number(address), event, band)


def map_of(results: Results, choice: Choice = EVERYTHING) -> go.Figure:
    """The regions per scenario and intervention; the baseline alone where there are many."""
    table = choice.of(region_table(results, choice.point))
    if len(table.drop_duplicates(list(BY))) > MOST_MAPS and not choice.intervention:
        table = choice.of_one_arm(table)
    study, words = results.study, words_of(results.study)
    names = [named.name for named in study.scenarios]
    table["scenario"] = pd.Categorical(table["scenario"], names)
    telling = list(BY) if table["intervention"].nunique() > 1 else ["scenario"]
    drawn = next(named.scenario.map for named in study.scenarios if named.scenario.map is not None)
    return island_map(table.assign(panel=panels_of(table, telling, [], words)), outlines_for(drawn))
