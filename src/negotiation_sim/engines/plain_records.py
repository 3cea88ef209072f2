"""A compiled scenario as the interpreted engine wants it: plain namespaces of lists."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from negotiation_sim.engines.compiled import Compiled
from negotiation_sim.engines.layout import dtype_of
from negotiation_sim.model.records import Standing, State, Talks
from negotiation_sim.model.run.assessment import fill_shared_publics

__all__ = ["plain", "plain_talks"]

Record = Any


def plain(record: Record) -> Any:
    """A structured array or one of its records as plain namespaces of lists."""
    if isinstance(record, np.ndarray):
        return [plain(one) for one in record]
    return SimpleNamespace(**{name: record[name].tolist() for name in record.dtype.names})


def plain_talks(compiled: Compiled, shared: Talks | None = None, model: Any = None) -> Talks:
    """Everything the rules work on, as lists, with a state and standings of its own.

    Parameters
    ----------
    shared : talks of the same compiled scenario, whose unchanging parts are used again
    model : see `Talks`
    """
    capacity = compiled.capacity
    state = plain(np.zeros(1, dtype_of(State, capacity)))[0]
    standings = plain(np.zeros(len(compiled.actors), dtype_of(Standing, capacity)))
    if shared is not None:
        return shared._replace(state=state, standings=standings, model=model)
    dispute = plain(compiled.dispute)[0]
    talks = Talks(
        dispute=dispute,
        briefs=plain(compiled.briefs),
        levers=plain(compiled.levers)[: dispute.n_levers],
        quantiles=compiled.quantiles.tolist(),
        publics=plain(compiled.publics),
        state=state,
        standings=standings,
        model=None,
    )
    if dispute.shared:
        fill_shared_publics(talks)
    return talks if model is None else plain_talks(compiled, talks, model)
