"""What a page plays: settings on common luck, with the functions the command line plays them by."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from threading import Lock

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from negotiation_sim.analysis.beside import PairedCounts, beside_table, endings_of
from negotiation_sim.dashboard.library import Library
from negotiation_sim.dashboard.setting import Setting
from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.engines.compiled import Compiled
from negotiation_sim.engines.ensemble import run_ensemble
from negotiation_sim.experiments.cores import cores
from negotiation_sim.experiments.order import Slice
from negotiation_sim.experiments.rows import RowWriter
from negotiation_sim.experiments.study import Study

__all__ = ["Played", "Player"]

REMEMBERED = 12
"""Settings whose rows are kept."""

CHUNK = 10_000
"""Runs between two looks at whether a long job is still wanted."""


@dataclass(frozen=True, slots=True)
class Played:
    """A setting, its scenario with everything changed, and what became of its runs.

    Parameters
    ----------
    study : whose last cell it is
    rows : coded, one a run
    endings : as `endings_of` gives them
    """

    study: Study
    compiled: Compiled
    rows: NDArray[np.void]
    endings: NDArray[np.int8]

    @property
    def scenario(self) -> Scenario:
        return self.compiled.scenario

    def frame(self) -> pd.DataFrame:
        """The same rows as a result folder holds them."""
        cell = self.study.cells[-1].number
        piece = Slice(cell, 0, len(self.rows)), self.compiled, self.rows
        table: pd.DataFrame = RowWriter(self.study).table([piece]).to_pandas()
        return table


class Player:
    """Plays settings of a library and remembers the last few."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._known: OrderedDict[Setting, Played] = OrderedDict()
        self._lock = Lock()
        self._workers = ThreadPoolExecutor(cores(), "play")

    def study(self, setting: Setting) -> Study:
        """The study whose last cell a setting is; refuses what the scenario does not have."""
        return setting.study(self.library.get(setting.scenario))

    def scenario(self, setting: Setting) -> Scenario:
        """The scenario with everything changed."""
        study = self.study(setting)
        return study.scenario_of(study.cells[-1])

    def played(self, setting: Setting) -> Played:
        """The runs of a setting, at most those of one page."""
        with self._lock:
            if setting in self._known:
                self._known.move_to_end(setting)
                return self._known[setting]
        study = self.study(setting)
        compiled = study.compiled(study.cells[-1].number)
        rows = self._rows(compiled, setting.seed, 0, setting.runs)
        found = Played(study, compiled, rows, endings_of(compiled, rows))
        with self._lock:
            self._known[setting] = found
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return found

    def beside(self, setting: Setting, pinned: Setting) -> pd.DataFrame:
        """Both settings on the luck of the first, as `beside_table` gives them."""
        now, then = self.played(setting), self.played(_same_luck(setting, pinned))
        counts = PairedCounts.of(now.endings, then.endings, now.scenario)
        return beside_table(counts, now.scenario)

    def refined(
        self, setting: Setting, pinned: Setting, tell: Callable[[float], bool]
    ) -> pd.DataFrame | None:
        """The same over the many runs of `setting`, chunk by chunk; None if it is no longer wanted.

        Parameters
        ----------
        tell : called with the share that is done; returns whether to go on
        """
        pair = (setting, _same_luck(setting, pinned))
        studies = [self.study(one) for one in pair]
        compiled = [study.compiled(study.cells[-1].number) for study in studies]
        scenario, total = compiled[0].scenario, PairedCounts(0, *np.zeros((3, 1), np.int64))
        for first in range(0, setting.runs, CHUNK):
            if not tell(first / setting.runs):
                return None
            n = min(CHUNK, setting.runs - first)
            ends = [endings_of(one, self._rows(one, setting.seed, first, n)) for one in compiled]
            total = total + PairedCounts.of(ends[0], ends[1], scenario)
        return beside_table(total, scenario)

    def _rows(self, compiled: Compiled, seed: int, first: int, n: int) -> NDArray[np.void]:
        """Coded rows, the runs shared out to the cores."""
        ends = np.linspace(first, first + n, cores() + 1).astype(int)
        parts = [(int(a), int(b - a)) for a, b in pairwise(ends) if b > a]
        found = self._workers.map(lambda part: run_ensemble(compiled, seed, *part), parts)
        return np.concatenate(list(found))


def _same_luck(setting: Setting, pinned: Setting) -> Setting:
    return Setting(
        pinned.scenario,
        pinned.moved,
        pinned.interventions,
        pinned.dropped,
        setting.seed,
        setting.runs,
    )
