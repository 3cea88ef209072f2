"""The codebook of an export: what was run, who took part, and what every column means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.experiments.failures import Failure, failure_lines
from negotiation_sim.experiments.provenance import fit_to_pass_on
from negotiation_sim.experiments.results import Results
from negotiation_sim.export.row_variables import row_variables
from negotiation_sim.export.stata import stata_names
from negotiation_sim.export.tally_variables import tally_variables
from negotiation_sim.export.variables import Variable
from negotiation_sim.export.varied_variables import varied_variables

__all__ = ["HONESTY", "Codebook", "Part", "Player", "codebook_of", "failures_of", "variables_of"]

HONESTY = (
    "Shares say what the assumptions are sufficient for; they are not estimates or predictions.\n"
    "Intervals are 95% Wilson intervals of Monte-Carlo error only; the numbers behind them are judgement."
)
"""What goes with every table of shares."""


@dataclass(frozen=True, slots=True)
class Player:
    """An actor of a scenario.

    Parameters
    ----------
    iso3 : its country code, to merge with other data; empty where the scenario gives none
    """

    scenario: str
    name: str
    label: str
    role: str
    iso3: str


@dataclass(frozen=True, slots=True)
class Part:
    """A scenario that was played.

    Parameters
    ----------
    observed : the class that happened in history, and a description of it; empty where the scenario
    does not state it
    """

    name: str
    title: str
    question: str
    calendar: str
    observed: str
    note: str


@dataclass(frozen=True, slots=True)
class Codebook:
    """Everything a reader of the exported table needs beside it.

    Parameters
    ----------
    files : names of the exported files
    rows : how many the table has
    failed : rows left out because their runs raised an error, in words
    made : how the rows were made, by keyword
    """

    files: tuple[str, ...]
    kind: str
    rows: int
    failed: tuple[str, ...]
    made: dict[str, Any]
    scenarios: tuple[Part, ...]
    players: tuple[Player, ...]
    variables: tuple[Variable, ...]
    honesty: str = HONESTY

    @property
    def stata(self) -> dict[str, str]:
        """Name in a Stata file of every column."""
        return stata_names(variable.name for variable in self.variables)


def variables_of(results: Results) -> dict[str, Variable]:
    """An entry for every column the folder's table has, in its order; what a design varies comes
    last.
    """
    if results.kind == "tallies":
        columns, known = (
            (*results.tallies().columns, *results.varied),
            tally_variables(results.study),
        )
    else:
        columns, known = results.columns, row_variables(results.study)
    entries = {variable.name: variable for variable in [*known, *varied_variables(results)]}
    return {name: entries[name] for name in columns}


def codebook_of(
    results: Results,
    variables: Sequence[Variable],
    scenario: str | None,
    rows: int,
    files: Sequence[str],
) -> Codebook:
    """The codebook of some columns of a folder, of one scenario's rows or of all.

    Parameters
    ----------
    rows : how many were exported
    files : the names they were exported under
    """
    record, study = results.record, results.study
    played = [named for named in study.scenarios if scenario in (None, named.name)]
    made = {
        "program": f"negotiation-sim {record['versions']['negotiation-sim']}",
        "command": fit_to_pass_on(record["command"]),
        "revision": record["revision"],
        "finished": record.get("finished", ""),
        "seed": study.seed,
        "runs": study.runs,
        "points": len(study.points),
        "settings": list(study.settings),
        "dropped": list(study.dropped),
        "scenario": scenario or "",
    }
    return Codebook(
        files=tuple(files),
        kind=results.kind,
        rows=rows,
        failed=tuple(failure_lines(study, failures_of(results, scenario))),
        made=made,
        scenarios=tuple(_part(named.name, named.scenario) for named in played),
        players=tuple(
            Player(named.name, actor.name, actor.label, actor.role.replace("_", " "), actor.iso3)
            for named in played
            for actor in named.scenario.actors
        ),
        variables=tuple(variables),
    )


def failures_of(results: Results, scenario: str | None) -> list[Failure]:
    """Runs of one scenario, or of all, that raised an error; neighbours of a cell are one entry."""
    study = results.study
    return [
        one
        for one in results.failures
        if scenario in (None, study.scenarios[study.cells[one.cell].scenario].name)
    ]


def _part(name: str, scenario: Scenario) -> Part:
    calendar, observed = scenario.calendar, scenario.observed
    period = f"{calendar.start:%Y-%m} to {calendar.end:%Y-%m}, by {calendar.step.replace('_', ' ')}"
    happened = (observed.outcome_class, observed.note) if observed else ("", "")
    return Part(name, scenario.title, scenario.question, period, *happened)
