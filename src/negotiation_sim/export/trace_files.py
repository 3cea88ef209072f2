"""One run for a machine to read: its ending as plain data, its moves as CSV."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from negotiation_sim.engines.trace import Trace
from negotiation_sim.errors import ResultsError

__all__ = ["ending_data", "save_trace"]


def ending_data(trace: Trace) -> dict[str, Any]:
    """How a run ended, as plain data."""
    scenario, ending = trace.scenario, trace.ending
    return {
        "scenario": scenario.id,
        "seed": trace.seed,
        "run": trace.run,
        "outcome_class": trace.outcome_class,
        "package": scenario.package(ending.in_force),
        "termination": ending.termination.name.lower(),
        "walked_out_by": scenario.principals[ending.walker].name if ending.walker >= 0 else None,
        "ratification_failed": ending.failed,
        "months": ending.steps * scenario.calendar.step_months,
        "pressed": ending.pressed_step >= 0,
        "cosigned": ending.cosigned,
    }


def save_trace(trace: Trace, path: str | Path) -> None:
    """Write the moves as CSV, a line each, numbers in full precision.

    Columns: month, act, actor, event; the level of every issue; ``points_`` of every actor,
    ``worth_`` to every principal's leader and ``aspiration_`` of every principal, as
    `negotiation_sim.engines.trace.Move` defines them.

    Raises
    ------
    ResultsError
        If the file cannot be written.
    """
    scenario = trace.scenario
    principals = [actor.name for actor in scenario.principals]
    actors = principals + [actor.name for actor in scenario.third_parties]
    header = ["month", "act", "actor", "event", *(issue.name for issue in scenario.issues)]
    header += [
        f"{what}_{name}"
        for what, names in (("points", actors), ("worth", principals), ("aspiration", principals))
        for name in names
    ]
    try:
        with Path(path).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            for move in trace.moves:
                levels = (
                    scenario.outcomes[move.outcome].levels
                    if move.outcome >= 0
                    else ("",) * len(scenario.issues)
                )
                numbers = (
                    *(move.points or ("",) * len(actors)),
                    *(move.worth or ("",) * len(principals)),
                    *move.aspirations,
                )
                writer.writerow(
                    [
                        scenario.calendar.label(move.step),
                        move.act,
                        move.actor,
                        move.event,
                        *levels,
                        *numbers,
                    ]
                )
    except OSError as error:
        raise ResultsError(f"{path}: cannot be written ({error.strerror})") from None
