"""The study that options ask for, and what is no fault of it and yet to be told, on stderr."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from negotiation_sim.experiments.study import Study

__all__ = ["study_of", "tell_warnings"]


def study_of(
    scenarios: Sequence[str],
    settings: Sequence[str] = (),
    interventions: Sequence[str] = (),
    dropped: Sequence[str] = (),
    seed: int = 1,
) -> Study:
    """Scenarios by name or path with what ``--set``, ``--intervention`` and ``--drop`` ask for;
    its warnings are told.
    """
    from negotiation_sim.experiments.study import NamedScenario, Study, arms_of

    study = Study(
        tuple(map(NamedScenario.load, scenarios)),
        arms_of([name for name in interventions if name]),
        tuple(settings),
        tuple(dropped),
        seed=seed,
    )
    tell_warnings(study)
    return study


def tell_warnings(study: Study, of_design: bool = True) -> None:
    """Tell what is odd about the files of a study, and numbers where nobody declared that they may
    be; those of its design too, unless it is shipped and meant so.
    """
    for warning in study.oddities(of_design):
        click.echo(f"warning: {warning}", err=True)
