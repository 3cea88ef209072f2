"""Everything `sensitivity` reports on the scenarios of an experiment, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation_sim.analysis.morris import elementary_effects, morris_table, trajectories
from negotiation_sim.analysis.response import LEAST_RUNS, SETTLED, reader
from negotiation_sim.analysis.sobol import saltelli_points, sobol_table
from negotiation_sim.engines.renumbered import one_by_one
from negotiation_sim.errors import InputError
from negotiation_sim.experiments.cube import Cube
from negotiation_sim.experiments.progress import Progress, unheard
from negotiation_sim.experiments.side_by_side import side_by_side

__all__ = ["METHODS", "Asked", "Sensitivity", "rows_needed", "sensitivity"]

Method = Literal["sobol", "morris"]
METHODS: tuple[Method, ...] = ("sobol", "morris")

LEAST_COMPLETE = 0.5
"""Share of the base points at which the output must be defined for Sobol indices: what is left is
no box, and in it the inputs are no longer independent."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is analysed, how, and with how many runs.

    Parameters
    ----------
    of, given : see `response.reader`
    base_points : of the Sobol indices, a power of two; they take ``inputs + 2`` times as many
        points
    trajectories : of Morris's screening; they take ``inputs + 1`` times as many points
    runs : of every point, all on the same luck
    seed : of that luck
    """

    of: str = SETTLED
    given: str = ""
    methods: tuple[Method, ...] = METHODS
    base_points: int = 256
    trajectories: int = 20
    runs: int = 1000
    seed: int = 1

    @property
    def what(self) -> str:
        """The output in words."""
        return self.of + (f" given {self.given}" if self.given else "")

    def __post_init__(self) -> None:
        if self.base_points < 2 or self.base_points & (self.base_points - 1):
            raise InputError(
                f"base points are {self.base_points}, expected a power of two, such as "
                f"{_power_near(self.base_points)}"
            )
        if self.runs < LEAST_RUNS:
            raise InputError(
                f"runs is {self.runs}, expected at least {LEAST_RUNS}, or Monte-Carlo error is "
                "unknown"
            )
        if self.trajectories < 2:
            raise InputError(f"trajectories are {self.trajectories}, expected at least 2")


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Tables over all scenarios; one that was not asked for is empty.

    Parameters
    ----------
    outputs : a row per scenario and method: ``points`` played, ``runs`` of each, points where the
        output is ``undefined``, base points or trajectories (``base``) and those ``used``;
        ``mean``, ``sd``, ``low``, ``high`` of the output over the points, root mean square
        Monte-Carlo error ``mcse`` of one, and ``noise``, the share of the variance over the points
        that this error makes up
    sobol, morris : columns ``scenario``, ``input``, ``categories``, then those of the method's
        table
    """

    asked: Asked
    outputs: pd.DataFrame
    sobol: pd.DataFrame
    morris: pd.DataFrame

    def output(self, scenario: str, method: Method) -> dict[str, float]:
        """The row of `outputs` on a scenario and a method."""
        mine = self.outputs[
            (self.outputs["scenario"] == scenario) & (self.outputs["method"] == method)
        ]
        return {str(name): value for name, value in mine.iloc[0].items()}


def rows_needed(cubes: Sequence[Cube], asked: Asked) -> int:
    """Runs that `sensitivity` will play, for a progress bar."""
    sizes = {"sobol": (asked.base_points, 2), "morris": (asked.trajectories, 1)}
    points = (
        sizes[method][0] * (len(cube.inputs) + sizes[method][1])
        for cube in cubes
        for method in asked.methods
    )
    return sum(points) * asked.runs


def sensitivity(cubes: Sequence[Cube], asked: Asked, progress: Progress = unheard) -> Sensitivity:
    """Sobol indices and Morris effects of every scenario.

    Raises
    ------
    InputError
        If the output is undefined at too many points for Sobol indices.
    UnknownNameError
        If a scenario has no such outcome.

    Examples
    --------
    >>> from negotiation_sim.experiments.cube import cubes_of
    >>> from negotiation_sim.scenarios import load_experiment
    >>> cubes = cubes_of(load_experiment("plausible_box"), only=["2022"])
    >>> found = sensitivity(
    ...     cubes, Asked(of="gap_end", methods=("morris",), trajectories=2, runs=10)
    ... )
    >>> inputs = len(cubes[0].inputs)
    >>> len(found.morris) == inputs, len(found.sobol)
    (True, 0)
    >>> int(found.output("2022", "morris")["points"]) == 2 * (inputs + 1)
    True
    """
    for cube in cubes:
        reader(cube.study.scenarios[cube.number].scenario, asked.of, asked.given)
    outputs, tables = [], {method: [pd.DataFrame()] for method in METHODS}
    for cube in cubes:
        for method in asked.methods:
            output, table = (_sobol if method == "sobol" else _morris)(cube, asked, progress)
            outputs.append({"scenario": cube.name, "method": method, **output})
            named = pd.DataFrame(
                {"scenario": cube.name, "input": cube.inputs, "categories": cube.categories}
            )
            tables[method].append(named.join(table))
    return Sensitivity(
        asked,
        pd.DataFrame(outputs),
        *(pd.concat(tables[method], ignore_index=True) for method in METHODS),
    )


Found = tuple[dict[str, float], pd.DataFrame]


def _sobol(cube: Cube, asked: Asked, progress: Progress) -> Found:
    values, variances = _played(
        cube, saltelli_points(asked.base_points, len(cube.inputs), cube.seed), asked, progress
    )
    complete = ~np.isnan(values).any(axis=0)
    if complete.mean() < LEAST_COMPLETE or complete.sum() < 2:
        raise InputError(
            f"{cube.name}: {asked.what} is undefined at {np.isnan(values).sum():,} of "
            f"{values.size:,} points, "
            f"which leaves {complete.sum()} of {len(complete)} base points, expected half of them "
            "or more for Sobol indices; "
            "try --method morris, more --runs, or a narrower box"
        )
    return _output(values, variances, complete, values[:2, complete]), sobol_table(
        values[:, complete], cube.seed
    )


def _morris(cube: Cube, asked: Asked, progress: Progress) -> Found:
    walks = trajectories(asked.trajectories, cube.categories, cube.seed)
    values, variances = _played(cube, walks.points, asked, progress)
    complete = ~np.isnan(values).any(axis=1)
    table = morris_table(
        elementary_effects(walks, values, cube.categories), cube.categories, cube.seed
    )
    return _output(values, variances, complete, values[~np.isnan(values)]), table


def _played(
    cube: Cube, coordinates: NDArray[np.float64], asked: Asked, progress: Progress
) -> NDArray[np.float64]:
    """The output at every point and the variance of its Monte-Carlo error, shape (2, *points)."""
    read = reader(cube.study.scenarios[cube.number].scenario, asked.of, asked.given)
    compiled = one_by_one(cube.scenarios(coordinates.reshape(-1, coordinates.shape[-1])))
    readings = [
        read(*found)[:2] for found in side_by_side(compiled, asked.seed, asked.runs, progress)
    ]
    return np.array(readings).T.reshape(2, *coordinates.shape[:-1])


def _output(
    values: NDArray[np.float64],
    variances: NDArray[np.float64],
    complete: NDArray[np.bool_],
    over: NDArray[np.float64],
) -> dict[str, float]:
    """Distribution of the output over points that are spread independently, and the part of its
    variance that is Monte-Carlo error.
    """
    error = float(np.nanmean(variances)) if np.isfinite(variances).any() else np.nan
    spread = over.var() if over.size else np.nan
    return {
        "points": values.size,
        "undefined": int(np.isnan(values).sum()),
        "base": len(complete),
        "used": int(complete.sum()),
        "mean": over.mean() if over.size else np.nan,
        "sd": np.sqrt(spread),
        "low": over.min(initial=np.inf) if over.size else np.nan,
        "high": over.max(initial=-np.inf) if over.size else np.nan,
        "mcse": np.sqrt(error),
        "noise": min(error / spread, 1.0) if spread > 0 else np.nan,
    }


def _power_near(number: int) -> int:
    return 1 << max(1, number.bit_length() - 1)
