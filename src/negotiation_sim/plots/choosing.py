"""What a reader asks a figure to show: which scenario, intervention, point, run, outcome and axes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields

import pandas as pd

from negotiation_sim.errors import InputError, ResultsError, UnknownNameError
from negotiation_sim.experiments.results import Results
from negotiation_sim.experiments.study import BASELINE

__all__ = ["EVERYTHING", "Choice"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Nothing is chosen by default.

    Parameters
    ----------
    on : an outcome class whose share is shown, instead of that of settlements
    x, y : numbers or columns on the axes
    run, point : by number
    intervention, scenario : by name, in the order in which they are asked for
    title : in place of the finding
    """

    on: str = ""
    x: str = ""
    y: str = ""
    run: int | None = None
    point: int | None = None
    intervention: tuple[str, ...] = ()
    scenario: tuple[str, ...] = ()
    title: str = ""

    @property
    def given(self) -> tuple[str, ...]:
        """Names of what is chosen."""
        return tuple(
            field.name for field in fields(self) if getattr(self, field.name) not in ("", None, ())
        )

    def refuse_unread(
        self, figure: str, read: Iterable[str], readers: Callable[[str], str]
    ) -> None:
        """Refuse what a figure would silently ignore.

        Parameters
        ----------
        read : what the figure reads
        readers : the names of the figures that read a choice

        Raises
        ------
        InputError
            Naming the figures that read it.
        """
        for name in self.given:
            if name not in {*read, "title"}:
                raise InputError(
                    f"figure {figure} does not read --{name}; figures that do: {readers(name)}"
                )

    def check(self, results: Results) -> None:
        """Refuse names and numbers that the folder does not hold.

        Raises
        ------
        UnknownNameError
            For a scenario or an intervention.
        ResultsError
            For a point or a run.
        """
        study = results.study
        scenarios = [named.name for named in study.scenarios]
        for what, names, known in (
            ("scenario of this folder", self.scenario, scenarios),
            ("intervention of this folder", self.intervention, study.arms),
        ):
            for name in names:
                if name not in known:
                    raise UnknownNameError(what, name, known)
        for what, number, most in (
            ("point", self.point, len(study.points)),
            ("run", self.run, study.runs),
        ):
            if number is not None and not 0 <= number < most:
                raise ResultsError(
                    f"{results.path}: has {what}s 0 to {most - 1}, asked for --{what} {number}"
                )

    def of(self, table: pd.DataFrame) -> pd.DataFrame:
        """The rows of a table that are chosen; what the table does not tell apart is left alone."""
        for name in ("scenario", "intervention"):
            wanted = getattr(self, name)
            if wanted and name in table.columns:
                table = table[table[name].astype(str).isin(wanted)]
        if self.point is not None and "point" in table.columns:
            table = table[table["point"] == self.point]
        return table.reset_index(drop=True)

    def of_one_arm(self, table: pd.DataFrame) -> pd.DataFrame:
        """The same, for a figure that shows one intervention: the baseline unless another is
        chosen.
        """
        arms = self.intervention or (BASELINE,)
        mine = self.of(table)
        return mine[mine["intervention"].astype(str).isin(arms)].reset_index(drop=True)


EVERYTHING = Choice()
"""Nothing in particular is chosen."""
