"""The uncertain inputs of one scenario of an experiment as the coordinates of a unit cube."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from negotiation_sim.domain.experiment import Dimension, Listed, Point, Sampled, split_prefix
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.errors import InputError, UnknownNameError
from negotiation_sim.experiments.designs import points_at
from negotiation_sim.experiments.study import Study
from negotiation_sim.scenarios import Experiment, Overrides

__all__ = ["Cube", "cubes_of"]


@dataclass(frozen=True, slots=True)
class Cube:
    """Any point of it is a scenario.

    Parameters
    ----------
    study : scenarios, settings, dropped events and the intervention; its points are not used
    number : which scenario of it
    dimensions : those that touch the scenario, with the addresses it knows and no prefix
    seed : of the experiment's sample; fixes which points a method visits
    """

    study: Study
    number: int
    dimensions: tuple[Dimension, ...]
    seed: int

    @property
    def name(self) -> str:
        """The scenario's."""
        return self.study.scenarios[self.number].name

    @property
    def inputs(self) -> tuple[str, ...]:
        """Names of the dimensions."""
        return tuple(", ".join(dimension.addresses) for dimension in self.dimensions)

    @property
    def categories(self) -> tuple[int, ...]:
        """How many values each dimension chooses from; 0 for a range."""
        return tuple(len(dimension.draw.choices) for dimension in self.dimensions)

    def scenarios(self, coordinates: NDArray[np.float64]) -> Iterator[Scenario]:
        """The scenario at every point.

        Parameters
        ----------
        coordinates : shape (points, dimensions), each from 0 to 1

        Raises
        ------
        InputError
            If a value is out of range for its parameter.
        """
        points = points_at(
            self.dimensions, coordinates, {self.name: self.study.ground(self.number)}
        )
        study = replace(self.study, points=tuple(self._only_here(points)))
        for cell in study.cells:
            if cell.scenario == self.number and cell.arm == len(study.arms) - 1:
                yield study.scenario_of(cell)

    def _only_here(self, points: Iterable[Point]) -> Iterator[Point]:
        for point in points:
            yield {f"{self.name}/{address}": text for address, text in point.items()}


def cubes_of(
    experiment: Experiment, only: Iterable[str] = (), intervention: str = ""
) -> tuple[Cube, ...]:
    """The cube of every scenario of an experiment, or of some, with nothing changed but by the
    intervention.

    Raises
    ------
    InputError
        If the experiment samples no box, ties its inputs together, or varies nothing in a scenario.
    UnknownNameError
        If a scenario is none of the experiment's, or does not know the intervention.

    Examples
    --------
    >>> from negotiation_sim.scenarios import load_experiment
    >>> (cube,) = cubes_of(load_experiment("plausible_box"), only=["2022"])
    >>> cube.inputs[-1], "us.stake" in cube.inputs, "japan.normalisation" in cube.inputs
    ('events.sanctions.russia.hostility', True, False)
    """
    design = experiment.design
    if not isinstance(design, Sampled):
        raise InputError(
            f"{experiment.name}: samples no box; expected an experiment with vary.latin_hypercube or vary.sobol"
        )
    if experiment.where:
        raise InputError(
            f"{experiment.name}: where: {experiment.where[0].text!r} ties inputs together, but sensitivity supposes that they are "
            "independent; leave it out"
        )
    wanted, known = tuple(only), [named.name for named in experiment.scenarios]
    for name in wanted:
        if name not in known:
            raise UnknownNameError(f"scenario of {experiment.name}", name, known)
    study = Study.of(
        replace(experiment, design=Listed(), interventions=(intervention,) if intervention else ())
    )
    return tuple(
        _cube(study, known.index(name), design) for name in known if not wanted or name in wanted
    )


def _cube(study: Study, number: int, design: Sampled) -> Cube:
    named = study.scenarios[number]
    if not study.has_arm(number, study.arms[-1]):
        raise UnknownNameError(
            f"intervention of {named.name}",
            study.arms[-1],
            [change.name for change in named.scenario.interventions],
        )
    addresses = set(Overrides(named.scenario).addresses)
    here = (_here(dimension, named.name, addresses) for dimension in design.dimensions)
    dimensions = tuple(dimension for dimension in here if dimension.addresses)
    if not dimensions:
        raise InputError(
            f"{named.name}: the experiment varies nothing in it; name other scenarios with --scenario"
        )
    return Cube(study, number, dimensions, design.seed)


def _here(dimension: Dimension, name: str, known: set[str]) -> Dimension:
    """A dimension with only the addresses that are meant for a scenario."""
    split = map(split_prefix, dimension.addresses)
    return replace(
        dimension,
        addresses=tuple(
            address
            for prefix, address in split
            if address in known and (not prefix or name in prefix)
        ),
    )
