"""`run_batch`: scenarios played many times, one row per run; and `replay`, one run told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation_sim.analysis.summary import MEASURES
from negotiation_sim.api.arguments import (
    Interventions,
    OneScenario,
    OverridesArgument,
    ProgressArgument,
    Scenarios,
    Vary,
    agents_of,
    design_of,
    names_of,
    scenarios_of,
    settings_of,
    told_on,
)
from negotiation_sim.domain.scenario import Termination
from negotiation_sim.engines.compiled import Compiled
from negotiation_sim.engines.trace import Ending
from negotiation_sim.errors import FailedRunsError, InputError, warn_of
from negotiation_sim.experiments.batch import check, rows_of, run_study
from negotiation_sim.experiments.designs import points_of
from negotiation_sim.experiments.executors import Execution, threads
from negotiation_sim.experiments.failures import Failure, failure_text, joined
from negotiation_sim.experiments.points import points_table
from negotiation_sim.experiments.progress import Progress
from negotiation_sim.experiments.retries import in_order
from negotiation_sim.experiments.rows import RowWriter
from negotiation_sim.experiments.study import Study, arms_of
from negotiation_sim.experiments.tasks import ENGINES, Task, cut

if TYPE_CHECKING:
    from negotiation_sim.engines.mesa_agents import StateAgent
    from negotiation_sim.engines.trace import Trace

__all__ = ["STUDY", "replay", "run_batch", "study_of"]

STUDY = "study"
"""Attribute of the table: the batch it is of, as JSON."""

OfColumns = Callable[[pd.DataFrame], Any]
OfEnding = Callable[[Ending], Any]


def run_batch(
    scenarios: Scenarios,
    runs: int = 2000,
    seed: int = 1,
    interventions: Interventions = (),
    overrides: OverridesArgument = (),
    dropped: Interventions = (),
    vary: Vary | pd.DataFrame | None = None,
    *,
    engine: str | None = None,
    agents: Mapping[str, type[StateAgent]] | None = None,
    progress: ProgressArgument = False,
    measures: Mapping[str, OfColumns] | None = None,
    ending_measures: Mapping[str, OfEnding] | None = None,
    out: str | Path | None = None,
) -> pd.DataFrame:
    """Play scenarios many times and return one row per run.

    Parameters
    ----------
    scenarios : a name, a path or a `Scenario`, several of them, or a mapping that names each
    runs : of every scenario, intervention and point
    seed : 0 to 2**63 - 1; the same seed gives the same rows
    interventions : declared names, or several joined by ``+``; the baseline is always played beside
        them
    overrides : ``{"japan.norm": 40}``, or texts as ``--set`` reads them
    dropped : events that do not happen
    vary : ``{"japan.norm": [20, 40, 60]}``, points as a table or list, a design, or what an
        experiment file has under ``vary``; what differs is a column of the rows
    engine : ``ensemble``, or ``mesa``, which agents need
    agents : actor -> class that replaces the Mesa engine's
    progress : True for a bar, or a function that is called with the number of runs just played
    measures : name -> function of the rows; what it gives is a column
    ending_measures : name -> function of a run's `Ending`; what it gives is a column
    out : a result folder to be written too, for `plot` and `report`

    Returns
    -------
    pandas.DataFrame
        The columns of a result folder, then what varies, then the measures.

    Raises
    ------
    InputError
        If an argument is of the wrong kind, or names what does not exist.
    FailedRunsError
        If runs fail, or the folder cannot be written.

    Examples
    --------
    >>> rows = run_batch("1956", runs=20, vary={"us.threat": [0, 60]}, measures={"late": lambda rows: rows.months > 12})
    >>> rows.groupby("us.threat").late.agg(["size", "any"]).values.tolist()
    [[20, True], [20, True]]
    """
    study = study_of(scenarios, runs, seed, interventions, overrides, dropped, vary)
    classes = agents_of(agents or {})
    engine = engine or ("mesa" if classes or ending_measures else ENGINES[0])
    check(study, engine, classes)
    own = _checked(measures, "measures", study) | _checked(ending_measures, "measures", study)
    with told_on(progress, study.n_rows) as tell:
        if out is None:
            rows = _in_memory(study, engine, classes, ending_measures or {}, tell)
        else:
            _refuse_ending_measures(ending_measures)
            how = Execution(agents=classes)
            rows = run_study(study, out, engine, "run_batch", tell, how).frame()
    for name, measure in (measures or {}).items():
        rows[name] = measure(rows)
    _refuse_words(rows[list(own)])
    if all(named.resolved for named in study.scenarios):
        told = {actor: one.__qualname__ for actor, one in classes.items()}
        batch = {"inputs": study.inputs(), "runs": study.runs, "agents": told}
        rows.attrs[STUDY] = json.dumps(batch)
    rows.attrs[MEASURES] = list(own)
    return rows


def replay(
    scenario: OneScenario, seed: int, run: int, agents: Mapping[str, type[StateAgent]] | None = None
) -> Trace:
    """Play one run in the Mesa engine and keep every move.

    Parameters
    ----------
    scenario : a name, a path or a `Scenario`
    seed, run : 0 to 2**63 - 1
    agents : actor -> class that replaces the Mesa engine's

    Raises
    ------
    InputError
        If an argument is of the wrong kind, or names what does not exist.
    AgentError
        If an agent answers what is no answer, or plays too long.

    Examples
    --------
    >>> replay("1956", seed=1, run=0).moves[-1].act.value
    'end'
    """
    named = scenarios_of(scenario)
    if len(named) != 1:
        raise InputError(f"replay: found {len(named)} scenarios, expected one")
    warn_of(map(str, named[0].warnings))
    from negotiation_sim.engines.mesa_engine import replay as play

    return play(named[0].scenario, seed, run, agents_of(agents or {}))


def study_of(
    scenarios: Scenarios,
    runs: int = 1,
    seed: int = 1,
    interventions: Interventions = (),
    overrides: OverridesArgument = (),
    dropped: Interventions = (),
    vary: Vary | pd.DataFrame | None = None,
) -> Study:
    """The study that arguments ask for.

    Raises
    ------
    InputError
        If one is of the wrong kind, or names what does not exist.
    """
    for name, number in (("runs", runs), ("seed", seed)):
        if isinstance(number, bool) or not isinstance(number, (int, np.integer)):
            raise InputError(f"{name}: found {number!r}, expected a whole number")
    empty = Study(
        scenarios_of(scenarios),
        arms_of(names_of("interventions", interventions)),
        settings_of(overrides),
        names_of("dropped", dropped),
        runs=int(runs),
        seed=int(seed),
    )
    design = design_of(vary, empty.scenarios)
    grounds = {named.name: empty.ground(number) for number, named in enumerate(empty.scenarios)}
    study = replace(empty, points=points_of(design, grounds))
    warn_of(study.oddities(), above=2)
    return study


def _checked(
    measures: Mapping[str, Callable[..., Any]] | None, what: str, study: Study
) -> dict[str, Callable[..., Any]]:
    taken = RowWriter(study).schema().names
    for name, measure in (measures or {}).items():
        if not callable(measure):
            raise InputError(f"{what}: {name}: found {measure!r}, expected a function")
        if name in taken:
            raise InputError(f"{what}: {name} is a column of every table, expected another name")
    return dict(measures or {})


def _refuse_ending_measures(measures: Mapping[str, OfEnding] | None) -> None:
    if measures:
        raise InputError("ending_measures: not beside out, which stores no endings")


def _in_memory(
    study: Study,
    engine: str,
    agents: Mapping[str, type],
    ending_measures: Mapping[str, OfEnding],
    progress: Progress,
) -> pd.DataFrame:
    import pyarrow as pa

    writer, like = RowWriter(study), Task(engine, study.seed, (), {}, agents)
    tables: list[pa.Table] = []
    failed: list[Failure] = []
    found: dict[str, list[Any]] = {name: [] for name in ending_measures}
    with threads() as workers:
        tasks = ((0, task) for task in cut(study, 0, study.n_rows, like))
        for _, task, done in in_order(workers, tasks):
            progress(task.n_rows)
            failed += done.failures
            tables.append(rows_of(writer, [(task, done)], done.failures))
            for piece, coded in zip(task.pieces, done.rows, strict=True):
                for ending in _endings(coded, task.compiled[piece.cell]) if found else ():
                    for name, measure in ending_measures.items():
                        found[name].append(measure(ending))
    whole = pa.concat_tables(tables)
    if failures := list(joined(failed)):
        said = failure_text(study, failures)
        raise FailedRunsError(
            f"{said}\nthe others are the error's `rows`", failures, whole.to_pandas()
        )
    points = points_table(study.points)
    for address in points.column_names[1:]:
        whole = whole.append_column(address, points[address].take(whole["point"]))
    rows: pd.DataFrame = whole.to_pandas()
    return rows.assign(**found)


def _endings(coded: NDArray[np.void], compiled: Compiled) -> Iterator[Ending]:
    """How runs ended, from their coded rows."""
    names = [field.name for field in fields(Ending)]
    n_actors = len(compiled.actors)
    lengths = {"points": n_actors, "paid": n_actors, "shown": len(compiled.scenario.patterns)}
    for row in coded:
        values = {name: row[name].tolist() for name in names}
        values |= {name: tuple(values[name][:n]) for name, n in lengths.items()}
        yield Ending(**values | {"termination": Termination(values["termination"])})


def _refuse_words(measured: pd.DataFrame) -> None:
    for name, kind in measured.dtypes.items():
        if not pd.api.types.is_numeric_dtype(kind):
            raise InputError(f"measures: {name}: found {kind}, expected numbers, or true and false")
