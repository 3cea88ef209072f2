"""One run as a table: what each principal's leader asked for, was offered and did."""

from __future__ import annotations

import pandas as pd

from negotiation_sim.engines.trace import Trace

__all__ = ["move_table"]


def move_table(trace: Trace) -> pd.DataFrame:
    """A row per move and principal.

    Returns
    -------
    pandas.DataFrame
        Columns ``step``, ``date``, ``act``, ``actor`` (who did it), ``label`` (the actor's, or the
        event's), ``package`` (in words; empty without one), ``principal`` (on whose scale the
        numbers are), ``worth`` (of the package to that principal's leader, risk of failing at home
        included) and ``aspiration`` (what that leader insists on); NaN where a move has none.

    Examples
    --------
    >>> from negotiation_sim.engines.mesa_engine import replay
    >>> from negotiation_sim.scenarios import load_scenario
    >>> table = move_table(replay(load_scenario("1956"), seed=1, run=0))
    >>> table.loc[table["act"] == "offer", ["date", "actor", "principal"]].iloc[0].tolist()
    [datetime.date(1955, 6, 1), 'japan', 'japan']
    """
    scenario = trace.scenario
    labels = {actor.name: actor.label for actor in scenario.actors} | {
        event.name: event.label for event in scenario.events
    }
    lines = [
        {
            "step": move.step,
            "date": scenario.calendar.day_of(min(move.step, scenario.calendar.n_steps - 1)),
            "act": str(move.act),
            "actor": move.actor,
            "label": labels.get(move.actor or move.event, ""),
            "package": scenario.describe(move.outcome) if move.outcome >= 0 else "",
            "principal": principal.name,
            "worth": move.worth[i] if move.worth else float("nan"),
            "aspiration": move.aspirations[i] if move.aspirations else float("nan"),
        }
        for move in trace.moves
        for i, principal in enumerate(scenario.principals)
    ]
    return pd.DataFrame(lines)
