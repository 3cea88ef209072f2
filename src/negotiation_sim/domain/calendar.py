"""The calendar of a dispute: when it starts, how it is cut into steps, when it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["STEPS", "Calendar"]

STEPS = {"month": 12.0, "half_month": 24.0, "week": 365.25 / 7.0, "day": 365.25}
"""Names of step lengths and how many of them make a year."""

STEP_DAYS = {"week": 7, "day": 1}
"""Length in days of the steps that do not follow the months."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Months from `start` to `end`, both included, cut into steps.

    Parameters
    ----------
    start, end : first day of the first month, first day of the last month
    step : a name in `STEPS`
    rounds : first days of the months in which the parties meet; empty where they meet every step

    Examples
    --------
    >>> calendar = Calendar(date(1955, 6, 1), date(1956, 12, 1))
    >>> calendar.n_steps, calendar.step_of(date(1955, 11, 15)), calendar.label(5)
    (19, 5, 'Nov 1955')
    """

    start: date
    end: date
    step: str = "month"
    rounds: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        if self.step not in STEPS:
            raise ValueError(f"step is {self.step!r}, expected one of {', '.join(STEPS)}")
        if self.end < self.start:
            raise ValueError(f"end {self.end:%Y-%m} is before start {self.start:%Y-%m}")

    @property
    def n_months(self) -> int:
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    @property
    def n_steps(self) -> int:
        if self.step in STEP_DAYS:
            return -(-(self._after_end() - self.start).days // STEP_DAYS[self.step])
        return self.n_months * (2 if self.step == "half_month" else 1)

    @property
    def step_years(self) -> float:
        """Length of a step in years."""
        return 1.0 / STEPS[self.step]

    @property
    def step_months(self) -> float:
        """Length of a step in months."""
        return 12.0 / STEPS[self.step]

    def _after_end(self) -> date:
        return date(self.end.year + self.end.month // 12, self.end.month % 12 + 1, 1)

    @property
    def round_of(self) -> tuple[int, ...]:
        """Number of the round that each step belongs to, -1 for a step without one."""
        days = [self.day_of(step) for step in range(self.n_steps)]
        meets = [not self.rounds or day.replace(day=1) in self.rounds for day in days]
        return tuple(sum(meets[:step]) if held else -1 for step, held in enumerate(meets))

    def contains(self, day: date) -> bool:
        return self.start <= day < self._after_end()

    def step_of(self, day: date) -> int:
        """Index of the step in which `day` lies; beyond the last step for days after the end."""
        if self.step in STEP_DAYS:
            return (day - self.start).days // STEP_DAYS[self.step]
        months = (day.year - self.start.year) * 12 + day.month - self.start.month
        if self.step == "half_month":
            return 2 * months + (day.day > 15)
        return months

    def position_of(self, day: date) -> float:
        """Steps from the start to a day, with the share gone of the step it lies in.

        Examples
        --------
        >>> Calendar(date(2001, 1, 1), date(2001, 12, 1)).position_of(date(2001, 4, 16))
        3.5
        """
        step = self.step_of(day)
        begins = self.day_of(step)
        return step + (day - begins).days / (self.day_of(step + 1) - begins).days

    def day_of(self, step: int) -> date:
        """First day of a step."""
        if self.step in STEP_DAYS:
            return self.start + timedelta(days=STEP_DAYS[self.step] * step)
        half, per_month = (step % 2, 2) if self.step == "half_month" else (0, 1)
        month = self.start.month - 1 + step // per_month
        return date(self.start.year + month // 12, month % 12 + 1, 1 + 15 * half)

    def label(self, step: int) -> str:
        """The step as a reader would name it."""
        day = self.day_of(step)
        return f"{day:%b %Y}" if self.step == "month" else f"{day.day} {day:%b %Y}"
