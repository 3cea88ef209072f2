"""Effects of a folder's interventions over a plausible box, beside those at its own numbers."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from negotiation_sim.analysis.box import Removal, box_effects, box_points
from negotiation_sim.experiments.progress import Progress, unheard
from negotiation_sim.experiments.study import BASELINE, Study
from negotiation_sim.scenarios import Experiment

__all__ = ["box_of", "effects_in_box", "rows_in_box"]

BOX_RUNS = 300
"""Runs of each point and intervention: the box is far wider than their Monte-Carlo error."""


def box_of(study: Study, experiment: Experiment, points: int) -> Study | None:
    """The box of an experiment, if the study plays one of its scenarios unchanged, at one point."""
    asked = {named.name: named.resolved for named in study.scenarios}
    plain = (
        len(study.points) == 1 and not study.points[0] and not study.settings and not study.dropped
    )
    known = tuple(
        named for named in experiment.scenarios if asked.get(named.name) == named.resolved
    )
    return box_points(experiment, points) if plain and known and points else None


def _away(study: Study, box: Study) -> dict[str, list[Removal]]:
    found = {}
    for number, named in enumerate(study.scenarios):
        arms = [arm for arm in study.arms if arm != BASELINE and study.has_arm(number, arm)]
        if arms and any(
            named.name == other.name and named.resolved == other.resolved for other in box.scenarios
        ):
            found[named.name] = [
                Removal("intervention", arm, "", replace(study.arm_change(number, arm), name=""))
                for arm in arms
            ]
    return found


def rows_in_box(study: Study, box: Study) -> int:
    """Runs that `effects_in_box` will play, for a progress bar."""
    return (
        sum(1 + len(changes) for changes in _away(study, box).values()) * len(box.points) * BOX_RUNS
    )


def effects_in_box(
    study: Study, box: Study, on: str = "", progress: Progress = unheard
) -> pd.DataFrame:
    """Median, least and most effect of every intervention over the points of a box.

    Returns
    -------
    pandas.DataFrame
        Columns ``scenario``, ``intervention``, ``box_points``, ``box_median``, ``box_least``,
        ``box_most``.
    """
    table = box_effects(box, _away(study, box), study.seed, BOX_RUNS, on, progress)
    spread = (
        table.groupby(["scenario", "name"], sort=False)["effect"]
        .agg(["size", "median", "min", "max"])
        .reset_index()
    )
    return spread.set_axis(
        ["scenario", "intervention", "box_points", "box_median", "box_least", "box_most"], axis=1
    )
