"""A scenario as it would be on a date in the middle of its calendar, for the gap that a run would
then have.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from negotiation_sim.engines.compiled import Compiled

__all__ = ["changing_steps", "until"]


def changing_steps(compiled: Compiled) -> Iterator[int]:
    """Steps from which the parameters may differ for good: the first, and every one in which an
    event begins, the first, likeliest and last one where its date is drawn.

    Examples
    --------
    >>> from negotiation_sim.engines.compiled import compile_scenario
    >>> from negotiation_sim.scenarios import load_scenario
    >>> list(changing_steps(compile_scenario(load_scenario("1956"))))
    [0, 5, 11]
    """
    dispute = compiled.dispute[0]
    moved = [*dispute["shift_event"][: dispute["n_shifts"]]]
    moved += dispute["loose_event"][: dispute["n_loose"]].tolist()
    calendar, n = compiled.scenario.calendar, compiled.scenario.calendar.n_steps
    begins = {int(dispute["event_step"][event]) for event in moved}
    spreads = (compiled.scenario.events[event].spread for event in moved)
    begins |= {calendar.step_of(day) for spread in spreads for day in spread}
    yield from sorted(step for step in {0, *begins} if step < n)


def until(compiled: Compiled, step: int) -> Compiled:
    """The same scenario without what happens after a step, so that ``gap_end`` of its rows is the
    gap on that date.
    """
    dispute = compiled.dispute.copy()
    dates = dispute["shift_step"][0, : dispute["n_shifts"][0]]
    dispute["n_shifts"] = np.count_nonzero(dates <= step)
    dispute["foreseen"] = step
    return replace(compiled, dispute=dispute)
