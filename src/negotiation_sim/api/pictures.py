"""`plot` and `report`: a batch as a figure or a page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from negotiation_sim.analysis.effects import effect_table
from negotiation_sim.api.arguments import Interventions, names_of
from negotiation_sim.api.batch import STUDY
from negotiation_sim.errors import InputError, found_text
from negotiation_sim.experiments.held import HeldResults
from negotiation_sim.experiments.results import Results
from negotiation_sim.experiments.study import Study
from negotiation_sim.plots.catalogue import figure_of
from negotiation_sim.plots.choosing import Choice
from negotiation_sim.plots.folders import FigureFolder
from negotiation_sim.report import report

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["compare", "plot", "report"]


def compare(
    results: pd.DataFrame | Results | str | Path, on: str = "", confidence: float = 0.95
) -> pd.DataFrame:
    """What each intervention changes: `effect_table` of a batch.

    Parameters
    ----------
    results : rows of `run_batch`, an open result folder, or its path
    on : an outcome class; settlement if empty
    confidence : of every interval

    Examples
    --------
    >>> from negotiation_sim.api.batch import run_batch
    >>> compare(run_batch("1956", runs=20, interventions="no_threat")).intervention.tolist()
    ['no_threat']
    """
    if isinstance(results, pd.DataFrame):
        return effect_table(held(results, "compare"), on, confidence)
    if isinstance(results, (str, Path)):
        return effect_table(Results.open(results), on, confidence)
    if isinstance(results, Results):
        return effect_table(results, on, confidence)
    raise InputError(
        f"compare: found {found_text(results)}, expected rows of run_batch, Results or a folder"
    )


def plot(
    results: pd.DataFrame | Results | str | Path,
    figure: str = "outcomes",
    *,
    on: str = "",
    x: str = "",
    y: str = "",
    run: int | None = None,
    point: int | None = None,
    intervention: Interventions = (),
    scenario: Interventions = (),
    title: str = "",
) -> go.Figure:
    """A figure by the name that the command ``plot --list`` gives it.

    Parameters
    ----------
    results : rows of `run_batch`, or of some of its scenarios, interventions and points; an open
        result folder; or a folder that a command wrote with ``--out``
    figure : ``outcomes``, ``what_ifs``, ``effects``, ``heat_map``, ``timing``, ``trace``, …
    on : an outcome class whose share is shown, instead of that of settlements
    x, y : numbers or columns on the axes; a custom measure is one of them
    run, point : by number
    intervention, scenario : by name
    title : in place of the finding

    Returns
    -------
    plotly.graph_objects.Figure
        Shown by itself at the end of a notebook cell; ``.write_html("page.html")`` keeps it.

    Raises
    ------
    UnknownNameError
        If there is no such figure.
    ResultsError
        If the results cannot give it.
    InputError
        If they are no results.

    Examples
    --------
    >>> from negotiation_sim.api.batch import run_batch
    >>> plot(run_batch("1956", runs=50), "outcomes").layout.title.text is not None
    True
    """
    arms, names = names_of("intervention", intervention), names_of("scenario", scenario)
    choice = Choice(on, x, y, run, point, arms, names, title)
    return figure_of(_folder(results), figure, choice)


class _InHand(FigureFolder):
    """Results that are not looked for on disk."""

    def __init__(self, results: Results) -> None:
        self.path = results.path
        vars(self)["results"] = results

    def file(self, name: str) -> Path | None:
        return None if isinstance(self.results, HeldResults) else super().file(name)


def _folder(results: object) -> FigureFolder:
    if isinstance(results, pd.DataFrame):
        return _InHand(held(results))
    if isinstance(results, Results):
        return _InHand(results)
    if isinstance(results, (str, Path)):
        return FigureFolder(results)
    raise InputError(
        f"plot: found {found_text(results)}, expected rows of run_batch, Results or a folder, such as "
        "`negotiation-sim explain … --out FOLDER` or `solve` writes"
    )


def held(rows: pd.DataFrame, caller: str = "plot") -> HeldResults:
    """Rows of `run_batch` as results.

    Raises
    ------
    InputError
        If the rows do not know their batch, or runs are missing.
    """
    if STUDY not in rows.attrs:
        raise InputError(
            f"{caller}: these rows do not know the batch they are of; expected the table that run_batch gave, of scenarios "
            "that a file can say (levers are switched by interventions)"
        )
    said = json.loads(rows.attrs[STUDY])
    return HeldResults(rows, Study.from_inputs(said["inputs"], said["runs"]), said["agents"])
