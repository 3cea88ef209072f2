"""Everything that the sections of a report show of a result folder, computed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from pathlib import Path

import pandas as pd

from negotiation_sim.analysis.averages import over_points
from negotiation_sim.analysis.coalitions import MOST_CAUSES
from negotiation_sim.analysis.effects import effect_table
from negotiation_sim.analysis.explanation import Explanation, Sizes, explain
from negotiation_sim.analysis.gates import gap_path
from negotiation_sim.analysis.summary import (
    outcomes_of,
    settled_of,
)
from negotiation_sim.analysis.words import Words, words_of
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.trace import Trace
from negotiation_sim.errors import FaultsError, ResultsError
from negotiation_sim.experiments.results import Results
from negotiation_sim.experiments.study import BASELINE, Study
from negotiation_sim.export.codebook import Codebook, codebook_of, variables_of
from negotiation_sim.scenarios.source.files import MOST_BYTES, read_words

__all__ = ["ROBUSTNESS", "Findings", "findings_of"]

RUNS = 4000
"""Runs of every coalition of causes and of every date of the closing window; a share then errs by
0.008 at most."""

ROBUSTNESS = {
    "history": ("episode", "recorded", "points", "share", "low", "high"),
    "conclusions": (
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
    ),
    "rules": ("name", "rule", "density", "coverage", "points"),
    "posterior": (
        "input",
        "prior_mean",
        "prior_low",
        "prior_high",
        "mean",
        "low",
        "high",
        "shift",
        "error",
        "moved",
    ),
    "foresight": ("episode", "before", "after", "change", "error"),
    "models": (
        "model",
        "log_evidence",
        "error",
        "bayes_factor",
        "factor_low",
        "factor_high",
        "against",
    ),
}
"""Tables that `robustness --out` leaves beside a box, and what is read of each."""

WORDS = (
    "episode",
    "recorded",
    "name",
    "say",
    "part",
    "measure",
    "rule",
    "input",
    "model",
    "against",
)
"""Their columns of words; an empty field is an empty text."""

POOLED = ("scenario", "intervention")


@dataclass(frozen=True)
class Findings:
    """What there is to report.

    Parameters
    ----------
    worlds : every scenario as the folder plays it without intervention, at no particular point of a
        design
    summary, settled : shares per scenario, intervention and point
    effects : paired effects; empty without interventions or without rows
    gaps : rows of `gates.gap_path` with ``scenario``; empty where the actors' own classes played
    explanation : None where no scenario declares causes, or the actors' own classes played
    robustness : tables found beside the folder, by name
    trace : the run that is described; None where classes of the user's own played
    """

    results: Results
    worlds: Mapping[str, Scenario]
    summary: pd.DataFrame
    settled: pd.DataFrame
    effects: pd.DataFrame
    gaps: pd.DataFrame
    explanation: Explanation | None
    robustness: Mapping[str, pd.DataFrame]
    trace: Trace | None
    book: Codebook

    @property
    def n_points(self) -> int:
        return len(self.results.study.points)

    @cached_property
    def averaged(self) -> pd.DataFrame:
        """Shares of the outcome classes per scenario and intervention; of a design the average of
        its points, with their range in place of an error.
        """
        return over_points(self.summary, (*POOLED, "outcome_class"))

    @cached_property
    def words(self) -> Words:
        """What the codes of the folder mean."""
        return words_of(self.results.study)

    def event(self, scenario: str) -> str:
        """What a scenario calls settled."""
        return self.worlds[scenario].settlement_label

    @property
    def title(self) -> str:
        """The experiment's, or the scenarios' own."""
        return str(self.results.record.get("title", "")) or " · ".join(
            world.title for world in self.worlds.values()
        )


def findings_of(results: Results, run: int = 0) -> Findings:
    """Read a result folder and play what it does not hold: coalitions of causes, the closing
    window, one run to describe.

    Parameters
    ----------
    run : number of the run that is described, of the first scenario without intervention

    Raises
    ------
    ResultsError
        If a part of the folder is missing or damaged, or it has no such run.
    """
    study, own_classes = results.study, bool(results.record["agents"])
    if run >= study.runs:
        raise ResultsError(f"{results.path}: has runs 0 to {study.runs - 1}, asked for run {run}")
    worlds = _worlds(study)
    summary, settled = outcomes_of(results), settled_of(results)
    known = {name: world for name, world in worlds.items() if 0 < len(world.causes) <= MOST_CAUSES}
    explanation = None
    if known and not own_classes:
        explanation = explain(
            known, {name: world.causes for name, world in known.items()}, study.seed, Sizes(RUNS)
        )
    return Findings(
        results,
        worlds,
        summary,
        settled,
        _effects(results),
        pd.DataFrame() if own_classes else _gaps(worlds, study.seed, explanation),
        explanation,
        _robustness(results),
        None if own_classes else _trace(worlds, study.seed, run),
        codebook_of(
            results, list(variables_of(results).values()), None, study.n_rows, [results.path.name]
        ),
    )


def _worlds(study: Study) -> dict[str, Scenario]:
    """Every scenario as it is without intervention, at the only point of the study if it has
    one.
    """
    only = {
        study.scenarios[cell.scenario].name: study.scenario_of(cell)
        for cell in study.cells
        if study.arms[cell.arm] == BASELINE
    }
    grounds = {named.name: study.ground(number) for number, named in enumerate(study.scenarios)}
    return grounds | only if len(study.points) == 1 else grounds


def _effects(results: Results) -> pd.DataFrame:
    if results.kind != "rows" or len(results.study.arms) < 2 or BASELINE not in results.study.arms:
        return pd.DataFrame()
    return effect_table(results)


def _gaps(
    worlds: Mapping[str, Scenario], seed: int, explanation: Explanation | None
) -> pd.DataFrame:
    """The closing window of every scenario in which a settlement is open at some date."""
    known = explanation.gaps if explanation is not None else pd.DataFrame({"scenario": []})
    tables = []
    for name, world in worlds.items():
        mine = known[known["scenario"] == name]
        path = mine if len(mine) else gap_path(world, seed, RUNS).assign(scenario=name)
        tables.append(path[path["median"].notna()])
    return pd.concat(tables, ignore_index=True)


def _robustness(results: Results) -> dict[str, pd.DataFrame]:
    files = {name: results.path / "robustness" / f"{name}.csv" for name in ROBUSTNESS}
    try:
        return {
            name: _table(file, ROBUSTNESS[name]) for name, file in files.items() if file.is_file()
        }
    except (FaultsError, ValueError) as error:
        raise ResultsError(
            f"{results.path / 'robustness'}: cannot be read ({error}); delete it, or run `robustness` again"
        ) from None


def _table(file: Path, columns: Sequence[str]) -> pd.DataFrame:
    words = StringIO(read_words(file, MOST_BYTES, "a table"))
    table = pd.read_csv(words, dtype=dict.fromkeys(WORDS, str))
    for column in columns:
        if column not in table:
            raise ValueError(f"{file.name} has no column {column}")
        if column not in WORDS and not pd.api.types.is_numeric_dtype(table[column]) and len(table):
            raise ValueError(f"{file.name}: {column} holds something else than numbers")
    return table.fillna(dict.fromkeys(set(WORDS) & set(table), ""))


def _trace(worlds: Mapping[str, Scenario], seed: int, run: int) -> Trace:
    from negotiation_sim.engines.mesa_engine import replay

    return replay(next(iter(worlds.values())), seed, run)
