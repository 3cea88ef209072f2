"""How a compiled scenario lies in memory: structured arrays of a few fixed sizes.

Fields of structured arrays carry no reference counter, so passing them between compiled functions
costs nothing. Sizes come in two classes, so that a kernel is compiled at most twice whatever
scenarios are played.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negotiation_sim.domain.actors import PRINCIPAL_DEFAULTS, PRINCIPAL_REQUIRED
from negotiation_sim.errors import InputError

__all__ = [
    "LARGE",
    "STANDARD",
    "TABLE_KNOTS",
    "Capacity",
    "capacity_for",
    "desk_dtype",
    "standing_dtype",
]

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


STANDARD = Capacity(
    outcomes=32,
    parameters=96,
    actors=4,
    terms=16,
    levers=4,
    events=16,
    shifts=32,
    chances=8,
    hazards=2,
    operations=96,
)
LARGE = Capacity(
    outcomes=256,
    parameters=1024,
    actors=12,
    terms=64,
    levers=24,
    events=64,
    shifts=4096,
    chances=64,
    hazards=8,
    operations=2048,
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
    over = [
        f"{count} {what}, at most {getattr(LARGE, what)}"
        for what, count in counts.items()
        if count > getattr(LARGE, what)
    ]
    raise InputError(f"{name}: {'; '.join(over)} can be played")


INT, FLOAT, BOOL, WORD = np.int64, np.float64, np.bool_, np.uint64
INDEX = np.uint16  # unsigned, since the compiler would let a signed index count from the end; narrow, since it mixes with INT
CODE = np.int8
YES = np.int8  # yes or no in a nested array, where the compiler has no booleans
NOUNS = ("noise", *PRINCIPAL_REQUIRED, *PRINCIPAL_DEFAULTS)
"""What an actor's parameters are about; a brief holds the place of each."""


def dispute_dtype(c: Capacity) -> np.dtype[np.void]:
    counts = [
        "n_steps",
        "n_outcomes",
        "n_params",
        "n_principals",
        "n_thirds",
        "n_levers",
        "n_shifts",
        "n_events",
        "n_chances",
        "n_phases",
    ]
    counts += ["n_drawn", "later_touched", "n_beliefs"]
    return np.dtype(
        [(name, INT) for name in counts]
        + [
            ("step_years", FLOAT),
            ("failure_hostility", FLOAT),
            ("shared", BOOL),
            ("status_quo", INT),
            ("process", INT),
            ("first_place", WORD),
        ]
        + [("kind", CODE, c.outcomes), ("text", INDEX, c.outcomes), ("settlement", YES, c.outcomes)]
        + [
            ("lower", FLOAT, c.parameters),
            ("upper", FLOAT, c.parameters),
            ("touches", INT, c.parameters),
        ]
        + [
            ("drawn", INDEX, c.parameters),
            ("draw_code", CODE, c.parameters),
            ("draw_table", INDEX, c.parameters),
            ("draw_place", WORD, c.parameters),
        ]
        + [
            ("draw_low", FLOAT, c.parameters),
            ("draw_mode", FLOAT, c.parameters),
            ("draw_high", FLOAT, c.parameters),
        ]
        + [
            ("shift_step", INDEX, c.shifts),
            ("shift_param", INDEX, c.shifts),
            ("shift_amount", FLOAT, c.shifts),
            ("shift_event", INDEX, c.shifts),
        ]
        + [("belief", INDEX, c.parameters), ("belief_weight", FLOAT, c.parameters)]
        + [("event_chance", FLOAT, c.events), ("event_place", WORD, c.events)]
        + [("chance_of", INDEX, (c.hazards, c.outcomes)), ("chance_start", INDEX, c.chances + 1)]
        + [("chance_op", INDEX, c.operations), ("chance_number", FLOAT, c.operations)],
        align=True,
    )


def brief_dtype(c: Capacity) -> np.dtype[np.void]:
    return np.dtype(
        [
            ("n_terms", INT),
            ("n_material", INT),
            ("ratifies", BOOL),
            ("strategy", INT),
            ("mood_place", WORD),
            ("patience_place", WORD),
            ("leaning_place", WORD),
            ("stubborn_place", WORD),
            ("choice_place", WORD),
            ("answer_place", WORD),
        ]
        + [(noun, INDEX) for noun in NOUNS]
        + [
            ("term_param", INDEX, c.terms),
            ("term_sign", FLOAT, c.terms),
            ("term_channel", CODE, c.terms),
            ("term_hazard", CODE, c.terms),
        ]
        + [("term_by_hostility", YES, c.terms), ("term_scores", FLOAT, (c.terms, c.outcomes))],
        align=True,
    )


def lever_dtype(c: Capacity) -> np.dtype[np.void]:
    return np.dtype(
        [(name, CODE) for name in ("type", "target", "setting")]
        + [(name, INDEX) for name in ("third", "points", "cost")]
        + [("score", FLOAT, c.outcomes), ("marked", YES, c.outcomes)],
        align=True,
    )


def standing_dtype(c: Capacity) -> np.dtype[np.void]:
    """What one actor thinks of every outcome; see `negotiation_sim.model.records.Standing`."""
    scalars = [
        "reserve",
        "mood",
        "patience",
        "strain",
        "reservation",
        "ceiling",
        "prospect",
        "walk_hazard",
        "resolve",
    ]
    scalars += ["heard_first", "conceded", "demanded"]
    return np.dtype(
        [
            ("who", INT),
            ("resolve_steps", INT),
            ("heard", INT),
            ("stubborn", BOOL),
            ("offer", INT),
            ("offer_from", FLOAT),
            ("offer_until", FLOAT),
        ]
        + [(name, FLOAT) for name in scalars]
        + [(name, FLOAT, c.outcomes) for name in ("points", "domestic", "odds", "worth")],
        align=True,
    )


def desk_dtype(c: Capacity) -> np.dtype[np.void]:
    """What stands on the table of one run; see `negotiation_sim.model.records.Desk`."""
    return np.dtype(
        [("key", WORD), ("pending", INT), ("observed", INT)]
        + [(name, FLOAT, c.parameters) for name in ("values", "modes", "ahead")]
        + [
            ("stack", FLOAT, c.operations),
            ("chances", FLOAT, c.chances),
            ("public_chances", FLOAT, c.chances),
            ("leaning", FLOAT, c.actors),
            ("bounds", FLOAT, c.outcomes),
            ("taken", FLOAT, c.outcomes),
            ("value_later", FLOAT, c.actors),
            ("value_now", FLOAT, c.actors),
        ]
        + [("public_reservation", FLOAT, c.actors), ("public_ceiling", FLOAT, c.actors)]
        + [
            ("live", INDEX, c.outcomes),
            ("n_live", INT),
            ("open", YES, c.outcomes),
            ("dead", YES, c.outcomes),
            ("pressed", YES, c.levers),
            ("fired", YES, c.events),
        ]
        + [(name, INDEX) for name in ("in_force", "footing", "slot")]
        + [(name, INT) for name in ("phase", "next_shift", "first")],
        align=True,
    )


def row_dtype(c: Capacity) -> np.dtype[np.void]:
    """How one run ended, in codes; see `negotiation_sim.engines.trace.Ending`."""
    flags = [("failed", BOOL), ("cosigned", BOOL)]
    small = [(name, np.int8) for name in ("termination", "walker", "gate_start", "gate_end")]
    steps = [(name, np.int16) for name in ("in_force", "steps", "agreement_step", "pressed_step")]
    return np.dtype(
        [
            *steps,
            *small,
            *flags,
            ("gap_start", FLOAT),
            ("gap_end", FLOAT),
            ("points", FLOAT, c.actors),
        ],
        align=True,
    )
