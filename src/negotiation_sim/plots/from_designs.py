"""Figures of what a design varies, straight from a result folder."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from negotiation_sim.analysis.averages import over_points
from negotiation_sim.analysis.design_table import (
    design_inputs,
    design_table,
    rank_correlations,
)
from negotiation_sim.analysis.grid import baseline_levels, grid_table, varied_levels
from negotiation_sim.analysis.words import Words, words_of
from negotiation_sim.domain.experiment import split_prefix
from negotiation_sim.errors import UnknownNameError
from negotiation_sim.experiments.results import Results
from negotiation_sim.experiments.study import BASELINE
from negotiation_sim.plots.choosing import EVERYTHING, Choice
from negotiation_sim.plots.design_pairs import design_pairs
from negotiation_sim.plots.design_scatter import Seen, design_scatter
from negotiation_sim.plots.from_results import event_in_words, panels_of
from negotiation_sim.plots.heat_map import heat_map

__all__ = ["heat_map_of", "pairs_of", "scatter_of"]

PAIRED = 4
"""Numbers that pairs are made of unless two are chosen."""

UNITS = {"pts": "points", "1/pts": "per point", "level": "", "shape": ""}
"""What units of parameters are called on an axis, if otherwise."""


def _words(results: Results) -> Words:
    """Words with the units of the numbers that vary; a factor is of the scenario's own value."""
    study = results.study
    own = {
        number.address: UNITS.get(number.unit, number.unit)
        for named in study.scenarios
        for number in named.scenario.parameters
    }
    units = {
        address: "times its own value"
        if str(value).startswith("*")
        else own.get(split_prefix(address)[1], "")
        for point in study.points
        for address, value in point.items()
    }
    return replace(words_of(study), units=units)


def heat_map_of(results: Results, choice: Choice = EVERYTHING) -> go.Figure:
    """A share over two numbers that vary; scenarios, interventions and a third number make panels,
    and over further numbers the share is an average.
    """
    grid, varied, words = (
        grid_table(results, choice.on),
        varied_levels(results),
        _words(results),
    )
    x, y = _axes(choice, list(varied))
    rest = [name for name in varied if name not in (x, y)]
    third = rest if len(rest) == 1 and choice.point is None else []
    mine = choice.of(grid)
    telling = [name for name in ("scenario", "intervention") if mine[name].nunique() > 1]
    telling = [*telling, *third] or ["scenario"]
    mine["panel"] = panels_of(mine, telling, third, words)
    marks = {} if rest else _marks(results, mine, (x, y))
    table = over_points(mine, ("panel", x, y))
    return heat_map(table, (x, y), marks, event_in_words(results, choice, words), words)


def _axes(choice: Choice, varied: list[str]) -> tuple[str, str]:
    """The two numbers that are chosen, or the first that vary.

    Raises
    ------
    UnknownNameError
        If a number that is chosen does not vary.
    """
    for name in filter(None, (choice.x, choice.y)):
        if name not in varied:
            raise UnknownNameError("number that varies here", name, varied)
    rest = [name for name in varied if name not in (choice.x, choice.y)]
    x = choice.x or rest.pop(0)
    return x, choice.y or rest[0]


def _marks(
    results: Results, grid: pd.DataFrame, axes: tuple[str, str]
) -> dict[str, tuple[float, float]]:
    """Where each scenario's own numbers lie, in the panels of the baseline."""
    places = baseline_levels(results).pivot_table(
        index="scenario", columns="address", values="position", dropna=False
    )
    of = grid[grid["intervention"].astype(str) == BASELINE].drop_duplicates("panel")
    x, y = axes
    return {
        row["panel"]: (places.loc[row["scenario"], x], places.loc[row["scenario"], y])
        for _, row in of.iterrows()
    }


def _seen(results: Results, choice: Choice, words: Words) -> tuple[str, Seen]:
    """The outcome or column that a design is looked at for, and what it is in words."""
    of = choice.on or choice.y
    if not of:
        return "", (f"share of runs that end in {event_in_words(results, choice, words)}", True)
    if of in words.classes:
        return of, (f"share of runs that end in {words.outcome(of)}", True)
    return of, (words.column(of), words.is_share(of))


def scatter_of(results: Results, choice: Choice = EVERYTHING) -> go.Figure:
    """Every point of the design over one number: the one that moves the value most, unless another
    is chosen.
    """
    words = _words(results)
    of, seen = _seen(results, choice, words)
    table = choice.of(design_table(results, of))
    inputs = [str(name) for name in design_inputs(results.study.points)]
    if choice.x and choice.x not in inputs:
        raise UnknownNameError("number that varies here", choice.x, inputs)
    found = rank_correlations(table, inputs)
    x = choice.x or str(found.index[0])
    return design_scatter(table, x, seen, float(found[x]), words)


def pairs_of(results: Results, choice: Choice = EVERYTHING) -> go.Figure:
    """Pairs of the numbers that move the value most, in one scenario under one intervention."""
    words = _words(results)
    of, seen = _seen(results, Choice(on=choice.on, scenario=choice.scenario), words)
    first = choice.scenario[:1] or (results.study.scenarios[0].name,)
    arm = choice.intervention[:1] or (BASELINE,)
    table = Choice(scenario=first, intervention=arm).of(design_table(results, of))
    inputs = [str(name) for name in design_inputs(results.study.points)]
    for name in filter(None, (choice.x, choice.y)):
        if name not in inputs:
            raise UnknownNameError("number that varies here", name, inputs)
    strongest = [str(name) for name in rank_correlations(table, inputs).index]
    wanted = [name for name in (choice.x, choice.y) if name]
    shown = [*wanted, *(name for name in strongest if name not in wanted)]
    return design_pairs(table, shown[: 2 if len(wanted) == 2 else PAIRED], seen, words)
