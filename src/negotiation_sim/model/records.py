"""What the rules read and write, by name.

In the ensemble engine these are fields of structured arrays, in the Mesa engine attributes of plain
namespaces holding lists; ``x.name`` and ``x.rows[i][j]`` mean the same on both. Lengths are given
as K outcomes, P parameters, A principals, L levers.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence
from typing import Protocol

__all__ = [
    "CHANCES",
    "CONSENT",
    "EVERYONE",
    "FINAL",
    "FORCED",
    "FREE",
    "INTERIM",
    "NOTHING",
    "OFF",
    "PROCESS",
    "PROMISE",
    "STATUS_QUO",
    "THREAT",
    "Brief",
    "Desk",
    "Dispute",
    "LeverRow",
    "Standing",
]

STATUS_QUO, PROCESS, INTERIM, FINAL = 0, 1, 2, 3
"""Codes of outcome kinds, in rising order of what they settle."""

FREE, OFF, FORCED = 0, 1, 2
"""Codes of lever settings."""

THREAT, PROMISE, CONSENT = 0, 1, 2
"""Codes of lever types."""

NOTHING = -1
"""No outcome, no actor, no step."""

CHANCES = 1 << 29
EVERYONE = 1 << 30
"""Bits, above those of the principals, of what a parameter touches: the hazards; a third party, and
so everybody."""


class Dispute(Protocol):
    """What is the same for every run of one compiled scenario."""

    n_steps: int
    n_outcomes: int
    n_params: int
    n_principals: int
    n_thirds: int
    n_levers: int
    n_shifts: int
    n_events: int
    n_chances: int
    n_phases: int
    n_drawn: int
    later_touched: int
    n_beliefs: int
    belief: Sequence[int]
    belief_weight: Sequence[float]
    shared: bool
    step_years: float
    status_quo: int
    process: int
    failure_hostility: float
    kind: Sequence[int]
    text: Sequence[int]
    settlement: Sequence[bool]
    lower: Sequence[float]
    upper: Sequence[float]
    shift_step: Sequence[int]
    shift_param: Sequence[int]
    shift_amount: Sequence[float]
    shift_event: Sequence[int]
    shift_phase: Sequence[int]
    touches: Sequence[int]
    drawn: Sequence[int]
    draw_code: Sequence[int]
    draw_place: Sequence[int]
    draw_low: Sequence[float]
    draw_mode: Sequence[float]
    draw_high: Sequence[float]
    draw_table: Sequence[int]
    event_chance: Sequence[float]
    event_place: Sequence[int]
    first_place: int
    chance_of: Sequence[Sequence[int]]
    chance_start: Sequence[int]
    chance_op: Sequence[int]
    chance_number: Sequence[float]


class Brief(Protocol):
    """Preferences of one actor: its terms and where its numbers stand among the parameters."""

    n_terms: int
    n_material: int
    term_param: Sequence[int]
    term_sign: Sequence[float]
    term_channel: Sequence[int]
    term_hazard: Sequence[int]
    term_by_hostility: Sequence[bool]
    term_scores: Sequence[Sequence[float]]
    ratifies: bool
    strategy: int
    mood_place: int
    patience_place: int
    leaning_place: int
    stubborn_place: int
    choice_place: int
    answer_place: int
    reserve: int
    beta: int
    window: int
    hostility: int
    norm_share: int
    ratify_noise: int
    ratify_penalty: int
    talk_cost: int
    channel_value: int
    walk_noise: int
    walk_rate: int
    risk_aversion: int
    loss_aversion: int
    reciprocity: int
    discount: int
    precision: int
    obstinacy: int
    firmness: int
    noise: int


class LeverRow(Protocol):
    """One lever of a third party."""

    type: int
    third: int
    target: int
    points: int
    cost: int
    setting: int
    score: Sequence[float]
    marked: Sequence[bool]


class Desk(Protocol):
    """What stands on the table of one run."""

    key: int
    pending: int
    observed: int
    values: MutableSequence[float]
    modes: MutableSequence[float]
    ahead: MutableSequence[float]
    stack: MutableSequence[float]
    chances: MutableSequence[float]
    public_chances: MutableSequence[float]
    bounds: MutableSequence[float]
    taken: MutableSequence[float]
    value_later: MutableSequence[float]
    value_now: MutableSequence[float]
    live: MutableSequence[int]
    n_live: int
    open: MutableSequence[bool]
    dead: MutableSequence[bool]
    pressed: MutableSequence[bool]
    leaning: MutableSequence[float]
    fired: MutableSequence[bool]
    in_force: int
    footing: int
    slot: int
    phase: int
    next_shift: int
    first: int
    public_reservation: MutableSequence[float]
    public_ceiling: MutableSequence[float]


class Standing(Protocol):
    """What one actor thinks of every outcome at present, and how far it is."""

    who: int
    points: MutableSequence[float]
    domestic: MutableSequence[float]
    odds: MutableSequence[float]
    worth: MutableSequence[float]
    reserve: float
    mood: float
    patience: float
    strain: float
    reservation: float
    ceiling: float
    prospect: float
    walk_hazard: float
    resolve: float
    resolve_steps: int
    heard: int
    heard_first: float
    conceded: float
    demanded: float
    stubborn: bool
    offer: int
    offer_from: float
    offer_until: float
