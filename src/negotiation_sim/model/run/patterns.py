"""Which patterns of the record a run shows. No rule reads them."""

from __future__ import annotations

from negotiation_sim.domain.scenario import PatternAct
from negotiation_sim.model.records import NOTHING, Talks

__all__ = ["ACTS", "HOLDS", "NEVER_OFFERS", "OFFERS", "clear", "close", "hold", "witness"]

ACTS = tuple(PatternAct)
"""Acts by code."""

OFFERS, NEVER_OFFERS, HOLDS, ACCEPTS, PRESSES, ENTERS, BREAKS_OFF, ENDS = range(len(ACTS))


def clear(talks: Talks) -> None:
    """Nothing has been shown or seen."""
    for p in range(talks.dispute.n_patterns):
        talks.state.shown[p], talks.state.seen[p] = 0, False


def witness(talks: Talks, act: int, who: int, outcome: int) -> None:
    """Note an act for the patterns about such acts."""
    dispute, state = talks.dispute, talks.state
    for p in range(dispute.n_patterns):
        counted = 1 << act | (1 << NEVER_OFFERS if act == OFFERS else 0)
        if dispute.pattern_acts[p] & counted == 0:
            continue
        if dispute.pattern_who[p] not in (NOTHING, who):
            continue
        if outcome != NOTHING and not dispute.pattern_marks[p][outcome]:
            continue
        timely = dispute.pattern_from[p] <= state.steps <= dispute.pattern_to[p]
        fresh = not (dispute.pattern_first[p] and state.seen[p])
        if timely and fresh and state.shown[p] == 0:
            state.shown[p] = state.steps
        state.seen[p] = True


def hold(talks: Talks) -> None:
    """At the end of a step, note which positions are held: the latest own offer, on the last step
    of a pattern.
    """
    dispute, state = talks.dispute, talks.state
    for p in range(dispute.n_patterns):
        if dispute.pattern_acts[p] == 1 << HOLDS and dispute.pattern_to[p] == state.steps:
            text = talks.standings[dispute.pattern_who[p]].tabled
            if text != NOTHING and dispute.pattern_marks[p][text]:
                state.shown[p] = state.steps


def close(talks: Talks) -> None:
    """At the end of a run, note how it ended, and what never happened."""
    dispute, state = talks.dispute, talks.state
    witness(talks, ENDS, NOTHING, state.in_force)
    for p in range(dispute.n_patterns):
        if dispute.pattern_acts[p] == 1 << NEVER_OFFERS:
            state.shown[p] = state.steps if state.shown[p] == 0 else 0
