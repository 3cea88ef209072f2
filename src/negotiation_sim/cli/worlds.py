"""The study that options ask for, and what is no fault of it and yet to be told, on stderr."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def tell_warnings(study: Study) -> None:
    """Tell sources that speak of other numbers, and settings that the plausible box leaves out."""
    for named in study.scenarios:
        for warning in named.warnings:
            click.echo(f"warning: {warning}", err=True)
    if study.settings:
        for line in _out_of_box(study):
            click.echo(f"warning: {line}", err=True)


def _out_of_box(study: Study) -> Iterator[str]:
    from negotiation_sim.scenarios import Overrides, plausible_ranges

    for number, named in enumerate(study.scenarios):
        before, after = (Overrides(one).numbers for one in (named.scenario, study.ground(number)))
        for address, (low, high) in plausible_ranges(named.name).items():
            value = after.get(address)
            if value is not None and value != before.get(address) and not low <= value <= high:
                yield (
                    f"{address} is {value:g} in {named.name}, outside the plausible box "
                    f"({low:g} to {high:g})"
                )
