"""What taking a cause away changes over the whole plausible box, instead of at the shipped numbers
alone.

Partial identification after Manski (2003): three outcomes do not identify the numbers, so an effect
is an interval.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation_sim.analysis.coalitions import REFERENCES, Reference, event_of
from negotiation_sim.domain.changes import Cause, Change
from negotiation_sim.domain.experiment import Design, Listed, Sampled
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.renumbered import one_by_one
from negotiation_sim.errors import InputError
from negotiation_sim.experiments.progress import Progress, unheard
from negotiation_sim.experiments.side_by_side import side_by_side
from negotiation_sim.experiments.study import Study
from negotiation_sim.scenarios import Experiment

__all__ = ["Removal", "box_effects", "box_points", "removals", "sampled"]


@dataclass(frozen=True, slots=True)
class Removal:
    """Something that is changed at every point of a box.

    Parameters
    ----------
    what : cause, block or intervention
    reference : of a cause or block, what its absence means; empty for an intervention
    """

    what: str
    name: str
    reference: Reference | Literal[""]
    change: Change


def removals(causes: Sequence[Cause]) -> tuple[Removal, ...]:
    """Each cause and each block, at both references; a cause that is the same at both appears once,
    as absent.
    """
    blocks: dict[str, list[Cause]] = {}
    for cause in causes:
        blocks.setdefault(cause.block, []).append(cause)
    found: dict[tuple[str, str, Change], Removal] = {}
    for reference in REFERENCES:
        singles = [("cause", cause.name, [cause]) for cause in causes]
        for what, name, members in [
            *singles,
            *(("block", block, members) for block, members in blocks.items()),
        ]:
            change = Change.joined([getattr(cause, reference) for cause in members])
            found.setdefault(
                (what, name, replace(change, name="", label="")),
                Removal(what, name, reference, change),
            )
    return tuple(found.values())


def sampled(experiment: Experiment) -> Sampled:
    """The design of an experiment that samples a box.

    Raises
    ------
    InputError
        If it samples none.
    """
    if not isinstance(experiment.design, Sampled):
        raise InputError(
            f"{experiment.name}: samples no box; expected an experiment with vary.latin_hypercube "
            "or vary.sobol"
        )
    return experiment.design


def box_points(experiment: Experiment, points: int) -> Study:
    """The study of an experiment's box with fewer or more points, spread over it as evenly; of points
    that are written out, as those of the kept set, at most so many of them.

    Raises
    ------
    InputError
        If the experiment neither samples a box nor lists points.
    """
    given = experiment.design
    if isinstance(given, Listed) and any(given.points):
        chosen = np.linspace(0, len(given.points), min(points, len(given.points)), endpoint=False)
        design: Design = Listed(tuple(given.points[int(i)] for i in chosen))
    else:
        design = replace(sampled(experiment), points=points)
    return Study.of(replace(experiment, design=design, interventions=()))


def box_effects(
    study: Study,
    away: Mapping[str, Sequence[Removal]],
    seed: int,
    runs: int,
    on: str = "",
    progress: Progress = unheard,
) -> pd.DataFrame:
    """Change of P(event) when something is changed, at every point of a box.

    Parameters
    ----------
    study : from `box_points`
    away : what is changed, by name of the scenarios to look at
    on : outcome class that is the event; settlement if empty

    Returns
    -------
    pandas.DataFrame
        Columns ``scenario``, ``point``, ``what`` (cause, block or intervention), ``name``,
        ``reference``, ``n``, ``baseline`` (P(event) with all causes) and ``effect``.
    """
    tables = []
    for number, named in enumerate(study.scenarios):
        if named.name not in away:
            continue
        mine = away[named.name]
        grounds = [study.scenario_of(cell) for cell in study.cells if cell.scenario == number]
        occurs = event_of(named.scenario, on)
        compiled = one_by_one(_variants(grounds, mine), 1 + len(mine))
        shares = np.array(
            [occurs(*found).mean() for found in side_by_side(compiled, seed, runs, progress)]
        )
        tables.append(_lines(named.name, mine, shares.reshape(len(grounds), 1 + len(mine)), runs))
    return pd.concat(tables, ignore_index=True)


def _variants(grounds: Sequence[Scenario], away: Sequence[Removal]) -> Iterator[Scenario]:
    for ground in grounds:
        yield ground
        yield from (ground.changed(one.change) for one in away)


def _lines(
    name: str, away: Sequence[Removal], shares: NDArray[np.float64], runs: int
) -> pd.DataFrame:
    points = np.arange(len(shares))
    tables = [
        pd.DataFrame(
            {
                "scenario": name,
                "point": points,
                "what": one.what,
                "name": one.name,
                "reference": one.reference,
                "n": runs,
                "baseline": shares[:, 0],
                "effect": shares[:, 1 + i] - shares[:, 0],
            }
        )
        for i, one in enumerate(away)
    ]
    return pd.concat(tables, ignore_index=True)
