"""How a compiled scenario lies in memory: structured arrays of a few fixed sizes.

Fields of structured arrays carry no reference counter, so passing them between compiled functions costs nothing.
Sizes come in two classes, so that a kernel is compiled at most twice whatever scenarios are played.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiation_sim.errors import InputError

__all__ = ["LARGE", "STANDARD", "TABLE_KNOTS", "Capacity", "capacity_for", "desk_dtype", "standing_dtype"]

TABLE_KNOTS = 257
"""Knots of a quantile table, equally spaced in probability."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """Most of each thing a kernel of this size class has room for."""

    outcomes: int
    parameters: int
    actors: int
    terms: int
    levers: int
    events: int
    shifts: int
    chances: int
    hazards: int
    operations: int


STANDARD = Capacity(outcomes=32, parameters=96, actors=4, terms=16, levers=4, events=16, shifts=32, chances=8, hazards=2, operations=96)
LARGE = Capacity(
    outcomes=256, parameters=1024, actors=12, terms=64, levers=24, events=64, shifts=4096, chances=64, hazards=8, operations=2048
)


def capacity_for(name: str, counts: dict[str, int]) -> Capacity:
    """Smallest size class with room for the counts.

    Raises
    ------
    InputError
        Naming everything that exceeds even the largest.

    Examples
    --------
    >>> capacity_for("1956", {"outcomes": 9, "events": 2}) is STANDARD
    True
    >>> capacity_for("big", {"outcomes": 300})
    Traceback (most recent call last):
    negotiation_sim.errors.InputError: big: 300 outcomes, at most 256 can be played
    """
    for capacity in (STANDARD, LARGE):
        if all(count <= getattr(capacity, what) for what, count in counts.items()):
            return capacity
    over = [f"{count} {what}, at most {getattr(LARGE, what)}" for what, count in counts.items() if count > getattr(LARGE, what)]
    raise InputError(f"{name}: {'; '.join(over)} can be played")


I, F, B, U = np.int64, np.float64, np.bool_, np.uint64
Y = np.int8  # yes or no in a nested array, where the compiler has no booleans


def dispute_dtype(c: Capacity) -> np.dtype[np.void]:
    counts = ["n_steps", "n_outcomes", "n_params", "n_principals", "n_thirds", "n_levers", "n_shifts", "n_events", "n_chances", "n_phases"]
    counts += ["n_drawn", "later_touched"]
    return np.dtype(
        [(name, I) for name in counts]
        + [("step_years", F), ("failure_hostility", F), ("shared", B), ("status_quo", I), ("process", I), ("first_place", U)]
        + [("kind", I, c.outcomes), ("text", I, c.outcomes), ("settlement", Y, c.outcomes)]
        + [("lower", F, c.parameters), ("upper", F, c.parameters), ("touches", I, c.parameters)]
        + [("drawn", I, c.parameters), ("draw_code", I, c.parameters), ("draw_table", I, c.parameters), ("draw_place", U, c.parameters)]
        + [("draw_low", F, c.parameters), ("draw_mode", F, c.parameters), ("draw_high", F, c.parameters)]
        + [("shift_step", I, c.shifts), ("shift_param", I, c.shifts), ("shift_amount", F, c.shifts), ("shift_event", I, c.shifts)]
        + [("event_chance", F, c.events), ("event_place", U, c.events)]
        + [("chance_of", I, (c.hazards, c.outcomes)), ("chance_start", I, c.chances + 1)]
        + [("chance_op", I, c.operations), ("chance_number", F, c.operations)],
        align=True,
    )


def brief_dtype(c: Capacity) -> np.dtype[np.void]:
    nouns = ["reserve", "beta", "window", "hostility", "norm_share", "ratify_noise", "ratify_penalty", "talk_cost"]
    nouns += ["channel_value", "walk_noise", "walk_rate", "risk_aversion", "noise"]
    return np.dtype(
        [("n_terms", I), ("n_material", I), ("ratifies", B), ("tactic", I), ("mood_place", U), ("patience_place", U), ("leaning_place", U)]
        + [(noun, I) for noun in nouns]
        + [("term_param", I, c.terms), ("term_sign", F, c.terms), ("term_channel", I, c.terms), ("term_hazard", I, c.terms)]
        + [("term_by_hostility", Y, c.terms), ("term_scores", F, (c.terms, c.outcomes))]
        + [("term_from", I, c.terms), ("term_to", I, c.terms)],
        align=True,
    )


def lever_dtype(c: Capacity) -> np.dtype[np.void]:
    return np.dtype(
        [(name, I) for name in ("type", "third", "target", "points", "cost", "setting")]
        + [("score", F, c.outcomes), ("marked", Y, c.outcomes)],
        align=True,
    )


def standing_dtype(c: Capacity) -> np.dtype[np.void]:
    """What one actor thinks of every outcome; see `negotiation_sim.model.records.Standing`."""
    scalars = ["reserve", "mood", "patience", "strain", "reservation", "ceiling", "prospect", "walk_hazard", "resolve"]
    return np.dtype(
        [("who", I), ("resolve_steps", I)]
        + [(name, F) for name in scalars]
        + [(name, F, c.outcomes) for name in ("points", "domestic", "odds", "worth")],
        align=True,
    )


def desk_dtype(c: Capacity) -> np.dtype[np.void]:
    """What stands on the table of one run; see `negotiation_sim.model.records.Desk`."""
    return np.dtype(
        [(name, F, c.parameters) for name in ("values", "modes", "ahead")]
        + [("stack", F, c.operations), ("chances", F, c.chances), ("public_chances", F, c.chances), ("leaning", F, c.actors)]
        + [("public_reservation", F, c.actors), ("public_ceiling", F, c.actors)]
        + [("live", I, c.outcomes), ("n_live", I), ("open", Y, c.outcomes), ("dead", Y, c.outcomes), ("pressed", Y, c.levers), ("fired", Y, c.events)]
        + [(name, I) for name in ("in_force", "footing", "slot", "phase", "next_shift", "first")],
        align=True,
    )


def row_dtype(c: Capacity) -> np.dtype[np.void]:
    return np.dtype(
        [("in_force", np.int16), ("termination", np.int8), ("walker", np.int8), ("failed", B), ("cosigned", B)]
        + [("steps", np.int16), ("agreement_step", np.int16), ("pressed_step", np.int16)]
        + [("gate_start", np.int8), ("gate_end", np.int8), ("gap_start", F), ("gap_end", F), ("points", F, c.actors)],
        align=True,
    )
