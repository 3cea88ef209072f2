"""Everything `explain` reports on some scenarios, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

import pandas as pd

from negotiation_sim.analysis.attribution import Leader, block_table, cause_table, leaders
from negotiation_sim.analysis.box import box_effects, removals
from negotiation_sim.analysis.coalitions import coalition_table, n_variants, play_coalitions
from negotiation_sim.analysis.gates import gap_path
from negotiation_sim.analysis.readings import reading_table
from negotiation_sim.domain.changes import Cause
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.domain.showing import tables_html, tables_line
from negotiation_sim.engines.compiled import compile_scenario
from negotiation_sim.engines.on_date import changing_steps
from negotiation_sim.experiments.progress import Progress, unheard
from negotiation_sim.experiments.study import Study

__all__ = ["Explanation", "Sizes", "boxed", "explain", "rows_needed"]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many runs are played.

    Parameters
    ----------
    runs : per coalition
    box_runs : per point of the box and cause taken away; fewer are enough, since the box is wide
    """

    runs: int = 4_000
    box_runs: int = 250


@dataclass(frozen=True, slots=True)
class Explanation:
    """What accounts for the event's absence, by several measures on the same luck.

    Parameters
    ----------
    causes : rows of `attribution.cause_table`, every scenario at both references
    blocks : rows of `attribution.block_table`
    gaps : rows of `gates.gap_path`, with ``scenario``
    box : rows of `box.box_effects`, of the scenarios a box was given for; empty without one
    coalitions : rows of `coalitions.coalition_table`, the games behind the values
    readings : rows of `readings.reading_table`, of causes that may be another block's making
    """

    on: str
    seed: int
    causes: pd.DataFrame
    blocks: pd.DataFrame
    gaps: pd.DataFrame
    box: pd.DataFrame
    coalitions: pd.DataFrame
    readings: pd.DataFrame

    def __repr__(self) -> str:
        return tables_line(self._title, self._tables)

    def _repr_html_(self) -> str:
        columns = ["scenario", "reference", "block", "shapley_share", "owen_share"]
        return tables_html(self._title, self._tables, self.blocks[columns])

    @property
    def _title(self) -> str:
        names = ", ".join(dict.fromkeys(self.causes["scenario"]))
        return f"Explanation of {names}: why no {self.on or 'settlement'}, seed {self.seed}"

    @property
    def _tables(self) -> dict[str, pd.DataFrame]:
        names = ("causes", "blocks", "gaps", "box", "coalitions", "readings")
        return {name: getattr(self, name) for name in names}

    def leaders(self, scenario: str) -> list[Leader]:
        """The leading block of a scenario at each reference."""
        mine = self.blocks[self.blocks["scenario"] == scenario]
        return leaders([table for _, table in mine.groupby("reference", sort=False)])


def rows_needed(
    scenarios: Mapping[str, Scenario],
    causes: Mapping[str, Sequence[Cause]],
    sizes: Sizes,
    box: Study | None = None,
) -> int:
    """Runs that `explain` will play, for a progress bar."""
    coalitions = sum(n_variants(causes[name]) for name in scenarios)
    dates = sum(
        len({*changing_steps(compile_scenario(one)), one.calendar.n_steps - 1})
        for one in scenarios.values()
    )
    variants = sum(1 + len(removals(causes[name])) for name in boxed(box, scenarios))
    return (coalitions + dates) * sizes.runs + prod(
        (variants, len(box.points) if box else 0, sizes.box_runs)
    )


def boxed(box: Study | None, scenarios: Mapping[str, Scenario]) -> list[str]:
    """Scenarios that are examined over the box too: those that it contains unchanged, not others of
    the same name.
    """
    return (
        [named.name for named in box.scenarios if scenarios.get(named.name) == named.scenario]
        if box
        else []
    )


def explain(
    scenarios: Mapping[str, Scenario],
    causes: Mapping[str, Sequence[Cause]],
    seed: int,
    sizes: Sizes,
    on: str = "",
    box: Study | None = None,
    progress: Progress = unheard,
) -> Explanation:
    """Shapley and Owen shares at both references, effects of each cause, gates, and the same over a
    plausible box.

    Parameters
    ----------
    scenarios, causes : by name
    on : outcome class that is the event; settlement if empty
    box : from `box.box_points`; None for no box; scenarios that it does not contain are not
        examined over it

    Examples
    --------
    >>> from negotiation_sim.scenarios import load_scenario
    >>> scenario = load_scenario("2022")
    >>> found = explain(
    ...     {"2022": scenario}, {"2022": scenario.causes}, seed=1, sizes=Sizes(runs=200)
    ... )
    >>> len(found.causes) == 2 * len(scenario.causes), found.leaders("2022")[0].block
    (True, 'domestic')
    """
    found = [
        one
        for name, scenario in scenarios.items()
        for one in play_coalitions(name, scenario, causes[name], seed, sizes.runs, on, progress)
    ]
    gaps = [
        gap_path(scenario, seed, sizes.runs, progress).assign(scenario=name)
        for name, scenario in scenarios.items()
    ]
    names = boxed(box, scenarios)
    away = {name: removals(causes[name]) for name in names}
    shares = pd.concat(map(cause_table, found), ignore_index=True)
    return Explanation(
        on,
        seed,
        shares,
        pd.concat(map(block_table, found), ignore_index=True),
        pd.concat(gaps, ignore_index=True),
        box_effects(box, away, seed, sizes.box_runs, on, progress)
        if box and names
        else pd.DataFrame(),
        pd.concat(map(coalition_table, found), ignore_index=True),
        reading_table(shares, causes),
    )
