"""How often an event occurs at every point of a plausible box, under a setting of one's own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.analysis.coalitions import event_of
from negotiation_sim.domain.experiment import Sampled, split_prefix
from negotiation_sim.experiments.designs import points_of
from negotiation_sim.experiments.progress import Progress, unheard
from negotiation_sim.experiments.side_by_side import side_by_side
from negotiation_sim.experiments.study import Study
from negotiation_sim.scenarios import Experiment, Overrides

__all__ = ["kept_points", "over_box", "share_at_points"]


def over_box(
    study: Study, box: Experiment, points: int, held: Collection[str] = ()
) -> Study | None:
    """A study of one scenario at the points of a box, its settings kept; None where the box was
    made for another scenario.

    Parameters
    ----------
    points : how many, spread over the box as evenly as its own
    held : addresses that keep the study's value at every point
    """
    (named,) = study.scenarios
    known = {one.name: one.resolved for one in box.scenarios}
    if known.get(named.name) != named.resolved or not isinstance(box.design, Sampled):
        return None
    grounds = {one.name: one.scenario for one in box.scenarios}
    sampled = points_of(replace(box.design, points=points), grounds, box.where)
    free = set(Overrides(named.scenario).addresses) - set(held)
    return replace(study, points=tuple(_here(point, named.name, free) for point in sampled))


def _here(point: Mapping[str, str], name: str, free: Collection[str]) -> Mapping[str, str]:
    """What a point says of one scenario, as far as it is free to."""
    read = ((*split_prefix(written), text) for written, text in point.items())
    return {
        address: text
        for prefix, address, text in read
        if address in free and (not prefix or name in prefix)
    }


def share_at_points(
    study: Study, seed: int, runs: int, on: str = "", progress: Progress = unheard
) -> NDArray[np.float64]:
    """P(event) under the last intervention of a study at each of its points, on common luck.

    Parameters
    ----------
    on : outcome class; settlement if empty

    Examples
    --------
    >>> from negotiation_sim.scenarios import NamedScenario, load_experiment
    >>> study = over_box(Study((NamedScenario.load("2022"),)), load_experiment("plausible_box"), 8)
    >>> share_at_points(study, seed=1, runs=50).tolist()
    [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    """
    cells = [cell for cell in study.cells if cell.arm == len(study.arms) - 1]
    occurs = event_of(study.scenarios[0].scenario, on)
    compiled = (study.compiled(cell.number) for cell in cells)
    return np.array(
        [occurs(*found).mean() for found in side_by_side(compiled, seed, runs, progress)]
    )


def kept_points(box: Experiment, points: int, seed: int, runs: int) -> NDArray[np.bool_]:
    """Which points of a box history does not rule out: those at which every scenario that says what
    happened has it as its most frequent class.

    Examples
    --------
    >>> from negotiation_sim.scenarios import load_experiment
    >>> kept_points(load_experiment("plausible_box"), points=8, seed=1, runs=50).shape
    (8,)
    """
    kept = np.ones(points, dtype=bool)
    for named in box.scenarios:
        observed = named.scenario.observed
        study = over_box(Study((named,)), box, points)
        if observed is None or study is None:
            continue
        names = [rule.name for rule in named.scenario.classes]
        compiled = (study.compiled(cell.number) for cell in study.cells)
        for point, (one, rows) in enumerate(side_by_side(compiled, seed, runs)):
            counts = np.bincount(one.class_of(rows), minlength=len(names))
            kept[point] &= counts[names.index(observed.outcome_class)] == counts.max()
    return kept
