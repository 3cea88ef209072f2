"""Figures of the CSV tables that analyses write, which anybody may have edited since."""

from __future__ import annotations

import operator

import pandas as pd
import plotly.graph_objects as go

from negotiation_sim.analysis.inputs import inputs_of
from negotiation_sim.analysis.rules import rule_boxes as boxes_of
from negotiation_sim.errors import ResultsError
from negotiation_sim.plots.calibration import calibration
from negotiation_sim.plots.cause_shares import VALUES, cause_shares
from negotiation_sim.plots.choosing import Choice
from negotiation_sim.plots.closing_window import closing_window
from negotiation_sim.plots.folders import FigureFolder
from negotiation_sim.plots.outcome_scatter import outcome_scatter
from negotiation_sim.plots.robust_conclusions import robust_conclusions
from negotiation_sim.plots.rule_boxes import rule_boxes
from negotiation_sim.plots.sobol_bars import sobol_bars
from negotiation_sim.plots.state_diagram import state_diagram
from negotiation_sim.solutions.lettering import letters_of

__all__ = [
    "blocks_of",
    "calibration_of",
    "causes_of",
    "closing_window_of",
    "conclusions_of",
    "rules_of",
    "sobol_of",
    "solutions_of",
    "states_of",
]

WORTH = "worth_"


def causes_of(folder: FigureFolder, choice: Choice) -> go.Figure:
    """Shares of the causes."""
    return _shares(folder, choice, "causes", "cause")


def blocks_of(folder: FigureFolder, choice: Choice) -> go.Figure:
    """Shares of the blocks of causes."""
    return _shares(folder, choice, "blocks", "block")


def _shares(folder: FigureFolder, choice: Choice, name: str, what: str) -> go.Figure:
    ends = [f"{value}_share{side}" for value in VALUES for side in ("", "_low", "_high")]
    table = choice.of(
        folder.table(name, ["scenario", "reference", "block", what, "n", "gap", *VALUES, *ends])
    )
    words = folder.words
    on = str(folder.about.get("on", ""))
    event = words.outcome(on) if on else words.event(table["scenario"].astype(str))
    return cause_shares(table, event, words)


def closing_window_of(folder: FigureFolder, choice: Choice) -> go.Figure:
    """The gap and the narrowest gate along the calendar."""
    gaps = choice.of(
        folder.table("gaps", ["scenario", "date", "n", "median", "low", "high", "clear"])
    )
    events = folder.table("events", ["scenario", "event", "date", "label", "probability"])
    gates = [name for name in gaps.columns if "." in name]
    return closing_window(gaps, gates, events, folder.words)


def conclusions_of(folder: FigureFolder, _choice: Choice) -> go.Figure:
    """In how much of the box conclusions hold."""
    names = "name say part points share low high measure least median most"
    return robust_conclusions(folder.table("conclusions", names.split()))


def rules_of(folder: FigureFolder, _choice: Choice) -> go.Figure:
    """Where in the box conclusions hold."""
    if folder.results is None:
        raise ResultsError(
            f"{folder.path}: holds no record.json, which knows the ranges of the box"
        )
    rules = folder.table("rules", ["name", "rule", "density", "coverage", "points"])
    said: dict[str, str] = {}
    if folder.file("conclusions"):
        conclusions = folder.table("conclusions", ["name", "say"])
        said = dict(zip(conclusions["name"], conclusions["say"], strict=True))
    boxes = boxes_of(rules, inputs_of(folder.results.study.points))
    return rule_boxes(boxes, said, folder.words)


def solutions_of(folder: FigureFolder, _choice: Choice) -> go.Figure:
    """Packages, zone, frontier and solutions."""
    texts = folder.table("outcomes", ["package", "settles", "zone", "frontier", "marks"])
    axes = [name.removeprefix(WORTH) for name in texts.columns if name.startswith(WORTH)]
    texts = texts.assign(marks=_words(texts["marks"]), letter=_lettered(folder, texts["package"]))
    about = folder.about
    of = ", ".join(str(about[name]) for name in ("scenario", "date") if about.get(name))
    return outcome_scatter(texts, axes, of, folder.words)


def states_of(folder: FigureFolder, _choice: Choice) -> go.Figure:
    """The graph model: who would leave which state, one option at a time."""
    states = folder.table("states", ["state", "label", "options", "x", "y", "stable"])
    moves = folder.table("moves", ["source", "target", "actor"])
    pairs = zip(moves["source"].astype(str), moves["target"].astype(str), strict=True)
    one = [sum(map(operator.ne, source, target)) == 1 for source, target in pairs]
    states = states.astype({"state": str}).assign(letter=_lettered(folder, states["label"]))
    return state_diagram(states, moves[one], folder.words)


def _lettered(folder: FigureFolder, column: pd.Series) -> pd.Series:
    """The letters of texts, those that the tables of `solve` give them."""
    texts = pd.DataFrame()
    if folder.file("outcomes"):
        texts = folder.table("outcomes", ["package", "zone", "frontier", "marks"])
        texts = texts.assign(marks=_words(texts["marks"]))
    named = [
        text
        for table, name in (("concepts", "usual"), ("states", "label"))
        if folder.file(table)
        for text in _words(folder.table(table, [name])[name])
    ]
    return _words(column.map(letters_of(texts, named)))


def calibration_of(folder: FigureFolder, _choice: Choice) -> go.Figure:
    """Whether disputes settled as often as was said."""
    bins = folder.table("calibration", ["forecaster", "n", "said", "share", "low", "high"])
    said = folder.table("forecasts", ["forecaster", "case", "happened", "SETTLED"])
    return calibration(bins, said.assign(happened=_words(said["happened"])))


def _words(column: pd.Series) -> pd.Series:
    """A column of words, empty where the file has nothing."""
    filled: pd.Series = column.astype(object).where(column.notna(), "").astype(str)
    return filled


def sobol_of(folder: FigureFolder, choice: Choice) -> go.Figure:
    """Sobol indices of one scenario."""
    sides = [f"{kind}{side}" for kind in ("first", "total") for side in ("", "_low", "_high")]
    indices = choice.of(folder.table("sobol", ["input", *sides]))
    if "scenario" in indices and indices["scenario"].nunique() > 1:
        names = ", ".join(map(str, pd.unique(indices["scenario"])))
        raise ValueError(
            f"holds indices of several scenarios ({names}); choose one with --scenario"
        )
    words = folder.words
    scenarios = list(indices["scenario"].astype(str)) if "scenario" in indices else []
    on = str(folder.about.get("of", "") or folder.about.get("on", ""))
    event = words.outcome(on) if on and on != "settled" else words.event(scenarios)
    return sobol_bars(indices, event, words=words)
