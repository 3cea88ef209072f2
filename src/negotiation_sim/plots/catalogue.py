"""Every figure that a folder can give, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import plotly.graph_objects as go

from negotiation_sim.errors import ResultsError, UnknownNameError
from negotiation_sim.experiments.results import Results
from negotiation_sim.plots import from_designs, from_results, from_runs, from_tables, needs
from negotiation_sim.plots.choosing import EVERYTHING, Choice
from negotiation_sim.plots.dressing import retitled
from negotiation_sim.plots.folders import FigureFolder

__all__ = ["CATALOGUE", "Entry", "available", "figure_of", "readers"]

Draw = Callable[[FigureFolder, Choice], go.Figure]


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure that some folders can give.

    Parameters
    ----------
    line : what it shows
    missing : why a folder cannot give it, empty if it can
    draw : the figure
    reads : names of the choices it reads, beside the title
    """

    line: str
    missing: Callable[[FigureFolder], str]
    draw: Draw
    reads: frozenset[str] = frozenset()


def _of_runs(
    line: str,
    draw: Callable[[Results, Choice], go.Figure],
    reads: str,
    lacks: Callable[[Results], str] = lambda _results: "",
) -> Entry:
    def missing(folder: FigureFolder) -> str:
        return lacks(folder.results) if folder.results else "needs a result folder of `run`"

    def drawn(folder: FigureFolder, choice: Choice) -> go.Figure:
        if folder.results is None:
            raise ResultsError(f"{folder.path}: holds no record.json, expected a result folder")
        choice.check(folder.results)
        return draw(folder.results, choice)

    return Entry(line, missing, drawn, frozenset(reads.split()))


def _of_table(line: str, name: str, command: str, draw: Draw, reads: str = "") -> Entry:
    return Entry(
        line,
        lambda folder: "" if folder.file(name) else f"needs {name}.csv of `{command} --out`",
        _from_file(draw),
        frozenset(reads.split()),
    )


def _from_file(draw: Draw) -> Draw:
    """The same, for tables that anybody may have edited since."""

    def drawn(folder: FigureFolder, choice: Choice) -> go.Figure:
        try:
            return draw(folder, choice)
        except (TypeError, IndexError, KeyError) as error:
            raise ValueError(
                f"its table is not as the command wrote it ({error}); write it again"
            ) from error

    return drawn


WHERE = "scenario intervention point"
"""Choices that most figures of runs read."""

CATALOGUE: Mapping[str, Entry] = MappingProxyType(
    {
        "outcomes": _of_runs(
            "where the talks end, beside what happened", from_results.distribution_of, WHERE
        ),
        "what_ifs": _of_runs(
            "the mix of outcomes under every intervention",
            from_results.what_ifs_of,
            WHERE,
            needs.interventions,
        ),
        "levels": _of_runs(
            "the mix of outcomes over the levels of one number",
            from_results.levels_of,
            "scenario intervention",
            needs.one_number,
        ),
        "effects": _of_runs(
            "paired effects of the interventions, with intervals",
            from_results.effects_of,
            f"{WHERE} on",
            needs.pairs_of_runs,
        ),
        "heat_map": _of_runs(
            "how often an outcome occurs over two numbers of a grid",
            from_designs.heat_map_of,
            "scenario intervention on x y",
            needs.grid,
        ),
        "scatter": _of_runs(
            "every point of a design: an outcome or a column over one number",
            from_designs.scatter_of,
            "scenario intervention on x y",
            needs.design,
        ),
        "pairs": _of_runs(
            "every point of a design over pairs of the numbers that matter most",
            from_designs.pairs_of,
            "scenario intervention on x y",
            needs.design_of_two,
        ),
        "ridge": _of_runs(
            "how months, points or the gap (--x COLUMN) are spread over the runs",
            from_results.ridge_of,
            f"{WHERE} x",
            needs.rows,
        ),
        "timing": _of_runs(
            "when agreements are concluded and talks broken off",
            from_results.timing_of,
            WHERE,
            needs.rows,
        ),
        "over_time": _of_runs(
            "share of runs without agreement, in one or broken off, month by month",
            from_results.over_time_of,
            WHERE,
            needs.rows,
        ),
        "record": _of_runs(
            "what the record shows, above the share of runs that have done it by each month",
            from_runs.record_of,
            WHERE,
            needs.declared_patterns,
        ),
        "dial": _of_runs(
            "how often the talks settle as interventions turn one number",
            from_results.dial_of,
            "",
            needs.dial,
        ),
        "map": _of_runs(
            "a map: which regions are handed over at the end, and where a risk lies",
            from_results.map_of,
            WHERE,
            needs.declared_map,
        ),
        "trace": _of_runs(
            "aspirations, offers and pressure in one run",
            from_runs.trace_of,
            f"{WHERE} run",
            needs.our_agents,
        ),
        "path": _of_runs(
            "the offers of one run over what every package is worth to both sides",
            from_runs.path_of,
            f"{WHERE} run",
            needs.two_sides,
        ),
        "causes": _of_table(
            "Shapley and Owen shares of the causes",
            "causes",
            "explain",
            from_tables.causes_of,
            "scenario",
        ),
        "blocks": _of_table(
            "the same for blocks of causes", "blocks", "explain", from_tables.blocks_of, "scenario"
        ),
        "closing_window": _of_table(
            "gap and narrowest gate along the calendar",
            "gaps",
            "explain",
            from_tables.closing_window_of,
            "scenario",
        ),
        "conclusions": _of_table(
            "in how much of the box conclusions hold",
            "conclusions",
            "robustness",
            from_tables.conclusions_of,
        ),
        "rules": _of_table(
            "where in the box conclusions hold", "rules", "robustness", from_tables.rules_of
        ),
        "solutions": Entry(
            "packages, zone of agreement, frontier and what concepts pick",
            needs.two_principals,
            _from_file(from_tables.solutions_of),
        ),
        "states": _of_table(
            "the graph model: which states are stable, and who would leave the others",
            "states",
            "solve",
            from_tables.states_of,
        ),
        "calibration": _of_table(
            "whether coded disputes settled as often as was said",
            "calibration",
            "backtest",
            from_tables.calibration_of,
        ),
        "sobol": _of_table(
            "which number the result hangs on",
            "sobol",
            "sensitivity",
            from_tables.sobol_of,
            "scenario",
        ),
    }
)
"""Figures in the order they are listed."""


def readers(choice: str) -> str:
    """Names of the figures that read a choice."""
    return ", ".join(name for name, entry in CATALOGUE.items() if choice in entry.reads)


def available(folder: FigureFolder) -> list[str]:
    """Names of the figures that a folder can give."""
    return [name for name, entry in CATALOGUE.items() if not entry.missing(folder)]


def figure_of(folder: FigureFolder, name: str, choice: Choice = EVERYTHING) -> go.Figure:
    """A figure of a folder by name.

    Raises
    ------
    UnknownNameError
        If there is no such figure, or what is chosen does not exist.
    InputError
        If the figure does not read what is chosen.
    ResultsError
        If the folder cannot give it.
    """
    if name not in CATALOGUE:
        raise UnknownNameError("figure", name, CATALOGUE)
    entry = CATALOGUE[name]
    choice.refuse_unread(name, entry.reads, readers)
    if why := entry.missing(folder):
        raise ResultsError(f"{folder.path}: figure {name} {why}")
    try:
        figure = entry.draw(folder, choice)
    except ValueError as error:
        raise ResultsError(f"{folder.path}: figure {name}: {error}") from None
    return retitled(figure, choice.title) if choice.title else figure
