"""One run in the plane of both sides' worth: every package by the run's private draws, and the
offers that were made.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from negotiation_sim.engines.payoff_tables import payoff_tables
from negotiation_sim.engines.trace import Act, Trace
from negotiation_sim.solutions.lettering import letters_of
from negotiation_sim.solutions.pareto import pareto_set
from negotiation_sim.solutions.solving import CONCEPTS_SOLVED

__all__ = ["offer_tables"]


def offer_tables(trace: Trace) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The packages as they stood when the last offer was made, and all offers of the run.

    Worth is what a package is worth to a leader above going on, ratification risk included and
    pressure anticipated, by the private draws of the run; so an offer lies where its package lies.

    Returns
    -------
    packages : one row per text that can be signed or was offered: ``package``, ``worth_<principal>``,
        ``zone``, ``frontier``, ``marks`` (concepts that pick it), ``letter``
    offers : in order: ``date``, ``actor``, ``package``, ``worth_<principal>``

    Examples
    --------
    >>> from negotiation_sim.engines.mesa_engine import replay
    >>> from negotiation_sim.scenarios import load_scenario
    >>> packages, offers = offer_tables(replay(load_scenario("1956"), seed=1, run=0))
    >>> set(offers["package"]) <= set(packages["package"])
    True
    """
    scenario = trace.scenario
    offered = [move for move in trace.moves if move.act is Act.OFFER]
    step = offered[-1].step if offered else 0
    tables = payoff_tables(scenario, trace.seed, 1, step, trace.run)
    one, surplus = tables.run(0), tables.surplus[0]
    can_be_signed = np.flatnonzero(one.open[0])
    shown = sorted({*can_be_signed.tolist(), *(move.outcome for move in offered)})
    names = [actor.name for actor in scenario.principals]
    worth = {f"worth_{name}": surplus[a] for a, name in enumerate(names)}
    picks = {
        name: picks(one, 0)
        for name, (_, picks, _) in CONCEPTS_SOLVED.items()
        if name != "zeuthen" or len(names) == 2
    }
    gains = surplus[:, can_be_signed].T
    frontier = set(can_be_signed[pareto_set(gains)].tolist()) if len(can_be_signed) else set()
    packages = pd.DataFrame(
        {
            "package": [scenario.describe(outcome) for outcome in shown],
            **{name: values[shown] for name, values in worth.items()},
            "zone": [
                bool(one.open[0, outcome] and (surplus[:, outcome] >= 0).all()) for outcome in shown
            ],
            "frontier": [outcome in frontier for outcome in shown],
            "marks": [
                " ".join(name for name, picked in picks.items() if outcome in picked)
                for outcome in shown
            ],
        }
    )
    last = scenario.calendar.n_steps - 1
    lines = [
        (
            scenario.calendar.day_of(min(move.step, last)),
            move.actor,
            scenario.describe(move.outcome),
            *(values[move.outcome] for values in worth.values()),
        )
        for move in offered
    ]
    offers = pd.DataFrame(lines, columns=["date", "actor", "package", *worth])
    letters = letters_of(packages, offers["package"])
    return packages.assign(letter=packages["package"].map(letters).fillna("")), offers
