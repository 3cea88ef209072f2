"""Every figure that a folder can give, by name."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations
from string import ascii_uppercase
from types import MappingProxyType

import pandas as pd
import plotly.graph_objects as go

from negotiation_sim.analysis.grid import in_step, varied_levels
from negotiation_sim.analysis.inputs import inputs_of
from negotiation_sim.analysis.rules import rule_boxes as boxes_of
from negotiation_sim.errors import ResultsError, UnknownNameError
from negotiation_sim.experiments.results import Results
from negotiation_sim.plots import from_results
from negotiation_sim.plots.calibration import calibration
from negotiation_sim.plots.cause_shares import VALUES, cause_shares
from negotiation_sim.plots.closing_window import closing_window
from negotiation_sim.plots.folders import FigureFolder
from negotiation_sim.plots.island_map import northern_territories
from negotiation_sim.plots.outcome_scatter import outcome_scatter
from negotiation_sim.plots.robust_conclusions import robust_conclusions
from negotiation_sim.plots.rule_boxes import rule_boxes
from negotiation_sim.plots.sobol_bars import sobol_bars
from negotiation_sim.plots.state_diagram import state_diagram

__all__ = ["CATALOGUE", "Entry", "available", "figure_of"]


SOLUTION_NAMES = {
    "nash": "Nash",
    "kalai_smorodinsky": "Kalai–Smorodinsky",
    "zeuthen": "Zeuthen",
    "spe": "alternating offers",
    "egalitarian": "egalitarian (compares points)",
    "utilitarian": "utilitarian (adds points)",
}
UNSIGNED = "nothing is signed"
"""Label of a state in which somebody insists, as `solve` writes it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure that some folders can give.

    Parameters
    ----------
    line : what it shows
    missing : why a folder cannot give it, empty if it can
    draw : the figure
    """

    line: str
    missing: Callable[[FigureFolder], str]
    draw: Callable[[FigureFolder], go.Figure]


def _of_runs(
    line: str,
    draw: Callable[[Results], go.Figure],
    lacks: Callable[[Results], str] = lambda _results: "",
) -> Entry:
    def missing(folder: FigureFolder) -> str:
        return lacks(folder.results) if folder.results else "needs a result folder of `run`"

    def drawn(folder: FigureFolder) -> go.Figure:
        if folder.results is None:
            raise ResultsError(f"{folder.path}: holds no record.json, expected a result folder")
        return draw(folder.results)

    return Entry(line, missing, drawn)


def _of_table(
    line: str, name: str, command: str, draw: Callable[[FigureFolder], go.Figure]
) -> Entry:
    return Entry(
        line,
        lambda folder: "" if folder.file(name) else f"needs {name}.csv of `{command} --out`",
        _from_file(draw),
    )


def _from_file(draw: Callable[[FigureFolder], go.Figure]) -> Callable[[FigureFolder], go.Figure]:
    """The same, for tables that anybody may have edited since."""

    def drawn(folder: FigureFolder) -> go.Figure:
        try:
            return draw(folder)
        except (TypeError, IndexError, KeyError) as error:
            raise ValueError(
                f"its table is not as the command wrote it ({error}); write it again"
            ) from error

    return drawn


def _tells_apart(results: Results) -> str:
    return "" if len(results.study.arms) > 1 else "needs interventions beside the baseline"


def _rows(results: Results) -> str:
    return (
        ""
        if results.kind == "rows" and not results.study.outputs
        else "needs rows with all columns"
    )


def _one_point(results: Results) -> str:
    return (
        _tells_apart(results)
        or _rows(results)
        or ("" if len(results.study.points) == 1 else "needs a design of one point")
    )


def _varies(least: int, most: int) -> Callable[[Results], str]:
    def lacks(results: Results) -> str:
        try:
            varied = varied_levels(results)
        except ResultsError:
            return "needs a design of a few levels (vary.grid)"
        if not least <= len(varied) <= most:
            return f"needs {'one number that varies' if least == most else f'{least} to {most} numbers that vary'} on a grid"
        typed = {
            name: [str(point.get(name, "")) for point in results.study.points] for name in varied
        }
        twins = next(
            (
                (one, other)
                for one, other in combinations(varied, 2)
                if in_step(typed[one], typed[other])
            ),
            None,
        )
        return (
            f"needs numbers that vary apart, and {' and '.join(twins)} move in step"
            if twins
            else ""
        )

    return lacks


def _islands(results: Results) -> str:
    outlines = northern_territories()
    scenarios = [named.scenario for named in results.study.scenarios]
    known = all(
        outlines.issue in {issue.name for issue in one.issues}
        and outlines.hazard in {hazard.name for hazard in one.hazards}
        for one in scenarios
    )
    return _rows(results) or (
        ""
        if known
        else f"needs scenarios with the issue {outlines.issue} and the hazard {outlines.hazard}"
    )


def _own_agents(results: Results) -> str:
    return (
        "was played by agents of your own; see `replay --agent`"
        if results.record.get("agents")
        else ""
    )


def _shares(folder: FigureFolder, name: str, what: str) -> go.Figure:
    ends = [f"{value}_share{side}" for value in VALUES for side in ("", "_low", "_high")]
    return cause_shares(
        folder.table(name, ["scenario", "reference", "block", what, "n", "gap", *VALUES, *ends])
    )


def _closing_window(folder: FigureFolder) -> go.Figure:
    gaps = folder.table("gaps", ["scenario", "date", "n", "median", "low", "high", "clear"])
    events = folder.table("events", ["scenario", "event", "date", "label", "probability"])
    return closing_window(gaps, [name for name in gaps.columns if "." in name], events)


def _conclusions(folder: FigureFolder) -> go.Figure:
    columns = [
        "name",
        "say",
        "part",
        "points",
        "share",
        "low",
        "high",
        "measure",
        "least",
        "median",
        "most",
    ]
    return robust_conclusions(folder.table("conclusions", columns))


def _rules(folder: FigureFolder) -> go.Figure:
    if folder.results is None:
        raise ResultsError(
            f"{folder.path}: holds no record.json, which knows the ranges of the box"
        )
    rules = folder.table("rules", ["name", "rule", "density", "coverage", "points"])
    return rule_boxes(boxes_of(rules, inputs_of(folder.results.study.points)))


def _words(column: pd.Series) -> pd.Series:
    """A column of words, empty where there is none, even where there is none at all."""
    return column.astype(object).where(column.notna(), "")


def _solutions(folder: FigureFolder) -> go.Figure:
    texts = folder.table("outcomes", ["package", "settles", "zone", "frontier", "marks"])
    worth = [name for name in texts.columns if name.startswith("worth_")]
    texts = texts.rename(
        columns={"package": "label", "zone": "in_zopa", "frontier": "on_frontier"}
    ).assign(marks=_words(texts["marks"]))
    marked = texts.assign(name=texts["marks"].str.split()).explode("name").dropna(subset="name")
    marked = marked.assign(name=marked["name"].map(lambda name: SOLUTION_NAMES.get(name, name)))
    return outcome_scatter(
        texts, [(name, name.removeprefix("worth_")) for name in worth], [0.0] * len(worth), marked
    )


def _two_principals(folder: FigureFolder) -> str:
    if not folder.file("outcomes"):
        return "needs outcomes.csv of `solve --out`"
    found = sum(name.startswith("worth_") for name in folder.table("outcomes", []).columns)
    return "" if found == 2 else f"needs two principals, and there are {found}"


def _states(folder: FigureFolder) -> go.Figure:
    states, moves = (
        folder.table("states", ["state", "label", "options", "x", "y", "stable"]),
        folder.table("moves", ["source", "target", "actor"]),
    )
    pairs = zip(moves["source"].astype(str), moves["target"].astype(str), strict=True)
    one = [sum(map(operator.ne, source, target)) == 1 for source, target in pairs]
    texts = [label for label in dict.fromkeys(states["label"]) if label != UNSIGNED]
    letters = dict(zip(texts, ascii_uppercase, strict=False))
    notes = [
        f"Y taken, N not: {states['options'].iloc[0]}",
        "Only improvements are drawn, one option at a time",
    ]
    notes += [f"{letter}: {text}" for text, letter in letters.items()]
    short = states.assign(
        label=[f"signs {letters[label]}" if label in letters else "" for label in states["label"]]
    )
    return state_diagram(short, moves[one], notes=notes)


def _calibration(folder: FigureFolder) -> go.Figure:
    bins = folder.table("calibration", ["forecaster", "n", "said", "share", "low", "high"])
    said = folder.table("forecasts", ["forecaster", "case", "happened", "SETTLED"])
    return calibration(bins, said.assign(happened=_words(said["happened"])))


def _sobol(folder: FigureFolder) -> go.Figure:
    indices = folder.table(
        "sobol",
        [
            "input",
            *(f"{kind}{side}" for kind in ("first", "total") for side in ("", "_low", "_high")),
        ],
    )
    if "scenario" in indices and indices["scenario"].nunique() > 1:
        raise ValueError(
            "holds indices of several scenarios, expected one; run `sensitivity … --scenario NAME --out`"
        )
    return sobol_bars(indices)


CATALOGUE: Mapping[str, Entry] = MappingProxyType(
    {
        "outcomes": _of_runs(
            "where the talks end, beside what happened", from_results.distribution_of
        ),
        "what_ifs": _of_runs(
            "the mix of outcomes under every intervention", from_results.what_ifs_of, _tells_apart
        ),
        "levels": _of_runs(
            "the mix of outcomes over the levels of one number",
            from_results.levels_of,
            _varies(1, 1),
        ),
        "effects": _of_runs(
            "paired effects of the interventions, with intervals",
            from_results.effects_of,
            _one_point,
        ),
        "heat_map": _of_runs(
            "P(settlement) over two numbers, or three as small multiples",
            from_results.heat_map_of,
            _varies(2, 3),
        ),
        "timing": _of_runs(
            "when agreements are concluded and talks broken off", from_results.timing_of, _rows
        ),
        "map": _of_runs(
            "the islands: who administers them at the end, and where a base might be",
            from_results.map_of,
            _islands,
        ),
        "trace": _of_runs(
            "aspirations, offers and pressure in run 0 of the first scenario",
            from_results.trace_of,
            _own_agents,
        ),
        "causes": _of_table(
            "Shapley and Owen shares of the causes",
            "causes",
            "explain",
            lambda it: _shares(it, "causes", "cause"),
        ),
        "blocks": _of_table(
            "the same for blocks of causes",
            "blocks",
            "explain",
            lambda it: _shares(it, "blocks", "block"),
        ),
        "closing_window": _of_table(
            "gap and binding gate along the calendar", "gaps", "explain", _closing_window
        ),
        "conclusions": _of_table(
            "in how much of the box conclusions hold", "conclusions", "robustness", _conclusions
        ),
        "rules": _of_table("where in the box conclusions hold", "rules", "robustness", _rules),
        "solutions": Entry(
            "packages, zone of agreement, frontier and what concepts pick",
            _two_principals,
            _from_file(_solutions),
        ),
        "states": _of_table(
            "states of the graph model and who would leave them", "states", "solve", _states
        ),
        "calibration": _of_table(
            "whether coded disputes settled as often as was said",
            "calibration",
            "backtest",
            _calibration,
        ),
        "sobol": _of_table("which number the result hangs on", "sobol", "sensitivity", _sobol),
    }
)
"""Figures in the order they are listed."""


def available(folder: FigureFolder) -> list[str]:
    """Names of the figures that a folder can give."""
    return [name for name, entry in CATALOGUE.items() if not entry.missing(folder)]


def figure_of(folder: FigureFolder, name: str) -> go.Figure:
    """A figure of a folder by name.

    Raises
    ------
    UnknownNameError
        If there is no such figure.
    ResultsError
        If the folder cannot give it.
    """
    if name not in CATALOGUE:
        raise UnknownNameError("figure", name, CATALOGUE)
    if why := CATALOGUE[name].missing(folder):
        raise ResultsError(f"{folder.path}: figure {name} {why}")
    try:
        return CATALOGUE[name].draw(folder)
    except ValueError as error:
        raise ResultsError(f"{folder.path}: figure {name}: {error}") from None
