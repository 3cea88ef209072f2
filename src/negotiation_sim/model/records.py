"""What the rules read and write, each field once: its type in an array, its shape, its meaning.

In the ensemble engine these are fields of structured arrays laid out by `engines.layout`, in the
Mesa engine attributes of plain namespaces holding lists; ``x.name`` and ``x.rows[i][j]`` mean the
same on both. A shape names the sizes of `engines.layout.Capacity`.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence
from typing import Annotated, Any, NamedTuple, Protocol

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
    "VOTE",
    "Brief",
    "Dispute",
    "LeverRow",
    "Standing",
    "State",
    "Talks",
]

STATUS_QUO, PROCESS, INTERIM, FINAL = 0, 1, 2, 3
"""Codes of outcome kinds, in rising order of what they settle."""

FREE, OFF, FORCED = 0, 1, 2
"""Codes of lever settings."""

THREAT, PROMISE, CONSENT, VOTE = 0, 1, 2, 3
"""Codes of lever types."""

NOTHING = -1
"""No outcome, no actor, no step."""

CHANCES = 1 << 29
EVERYONE = 1 << 30
"""Bits, above those of the principals, of what a parameter touches: the hazards; a third party, and
so everybody."""

Count = Annotated[int, "i8"]
Number = Annotated[float, "f8"]
Flag = Annotated[bool, "?"]
Place = Annotated[int, "u8"]
"""Where a number lives in the random streams."""
Index = Annotated[int, "u2"]
"""Unsigned, because the compiler would let a signed index count from the end."""
Code = Annotated[int, "i1"]


class Dispute(Protocol):
    """What is the same for every run of one compiled scenario."""

    n_steps: Annotated[Count, "steps of the calendar"]
    n_outcomes: Annotated[Count, "outcomes of the menu"]
    n_params: Annotated[Count, "parameters"]
    n_principals: Annotated[Count, "principals"]
    n_thirds: Annotated[Count, "third parties"]
    n_levers: Annotated[Count, "levers of all third parties"]
    n_shifts: Annotated[Count, "dated shifts of parameters within the calendar"]
    n_loose: Annotated[Count, "shifts of events whose date is drawn"]
    foreseen: Annotated[Count, "last step that the gap at the end looks to"]
    n_events: Annotated[Count, "dated events"]
    n_chances: Annotated[Count, "different chances over all hazards and locks"]
    n_phases: Annotated[Count, "spells of the calendar between dated shifts"]
    n_linked: Annotated[Count, "parameters whose draws are correlated"]
    n_drawn: Annotated[Count, "parameters drawn anew in every run"]
    later_touched: Annotated[Count, "bits of the actors whom a shift after the first step touches"]
    n_beliefs: Annotated[Count, "parameters that are beliefs and learn"]
    n_derived: Annotated[Count, "parameters computed from others"]
    n_grounds: Annotated[Count, "agreements under which talks may go on"]
    n_injuries: Annotated[Count, "injuries within the calendar"]
    n_patterns: Annotated[Count, "patterns of the record"]
    by_rounds: Annotated[Flag, "whether the parties meet in rounds"]
    rebase: Annotated[Flag, "whether points are made differences from the status quo"]
    grounded: Annotated[Flag, "whether points or open texts depend on the agreement in force"]
    gated: Annotated[Flag, "whether some texts are open under some agreements only"]
    lesser_text: Annotated[Flag, "whether an interim text is tabled only as the lesser one"]
    hold_back: Annotated[Flag, "whether a text just refused is held back"]
    bargained: Annotated[Flag, "whether a process accord is tabled and answered"]
    hoped: Annotated[Flag, "whether prospects are expected over the others' acceptance"]
    quorum: Annotated[Count, "principals whose yes is enough"]
    principals_pay: Annotated[Flag, "whether a principal promises"]
    offer_points: Annotated[Number, "weight of the others' points in what is put forward"]
    step_years: Annotated[Number, "length of a step in years"]
    failure_hostility: Annotated[Number, "hostility added when a signed text fails at home"]
    shared: Annotated[Flag, "whether the public estimates are the same in every run"]
    status_quo: Annotated[Count, "the outcome in which nothing is agreed"]
    process: Annotated[Count, "the process accord, -1 without one"]
    first_place: Annotated[Place, "stream place of who proposes first"]
    opener: Annotated[Count, "principal that proposes first, -1 where a coin decides"]
    kind: Annotated[Sequence[int], Code, "outcomes", "code of what an outcome settles"]
    text: Annotated[Sequence[int], Index, "outcomes", "first outcome with the same signed text"]
    level: Annotated[Sequence[int], Code, "outcomes", "level of the issue an opening is about"]
    ground: Annotated[Sequence[int], Index, "outcomes", "number of the agreement in force"]
    allowed: Annotated[
        Sequence[Sequence[bool]], Code, "outcomes", "outcomes", "open while the first is in force"
    ]
    round_of: Annotated[Sequence[int], "i2", "steps", "round of a step, -1 for none"]
    derived: Annotated[Sequence[int], Index, "parameters", "computed ones, inputs first"]
    derived_from: Annotated[Sequence[int], Index, "parameters", "first code of its formula"]
    derived_to: Annotated[Sequence[int], Index, "parameters", "one past its last code"]
    injury_event: Annotated[Sequence[int], Index, "shifts", "event that injures"]
    injury_who: Annotated[Sequence[int], Index, "shifts", "principal injured"]
    pattern_acts: Annotated[Sequence[int], "i2", "patterns", "a bit per act that counts"]
    pattern_who: Annotated[Sequence[int], Code, "patterns", "actor, -1 for anybody"]
    pattern_from: Annotated[Sequence[int], "i2", "patterns", "first step, counted from 1"]
    pattern_to: Annotated[Sequence[int], "i2", "patterns", "last step"]
    pattern_first: Annotated[Sequence[bool], Code, "patterns", "whether only a first act counts"]
    pattern_marks: Annotated[
        Sequence[Sequence[bool]], Code, "patterns", "outcomes", "texts the act may be about"
    ]
    settlement: Annotated[Sequence[bool], Code, "outcomes", "whether it counts as settled"]
    lower: Annotated[Sequence[float], Number, "parameters", "least value of a parameter's unit"]
    upper: Annotated[Sequence[float], Number, "parameters", "largest value of its unit"]
    touches: Annotated[Sequence[int], Count, "parameters", "bits of the actors a change reaches"]
    drawn: Annotated[Sequence[int], Index, "parameters", "parameters drawn, the first `n_drawn`"]
    draw_code: Annotated[Sequence[int], Code, "parameters", "code of the distribution"]
    draw_quantiles: Annotated[Sequence[int], Index, "parameters", "row among the quantile tables"]
    draw_place: Annotated[Sequence[int], Place, "parameters", "stream place of the draw"]
    draw_low: Annotated[Sequence[float], Number, "parameters", "least value drawn"]
    draw_mode: Annotated[Sequence[float], Number, "parameters", "most likely value, public"]
    draw_high: Annotated[Sequence[float], Number, "parameters", "largest value drawn"]
    link: Annotated[Sequence[int], Code, "parameters", "place among the correlated ones, or -1"]
    linked: Annotated[Sequence[int], Index, "links", "the correlated ones, the first `n_linked`"]
    link_weights: Annotated[
        Sequence[Sequence[float]], Number, "links", "links", "Cholesky factor of correlations"
    ]
    shift_step: Annotated[Sequence[int], Index, "shifts", "step of a shift, rising"]
    shift_param: Annotated[Sequence[int], Index, "shifts", "parameter it moves"]
    shift_amount: Annotated[Sequence[float], Number, "shifts", "amount added"]
    shift_event: Annotated[Sequence[int], Index, "shifts", "event it belongs to"]
    loose_after: Annotated[Sequence[int], Index, "shifts", "steps from its event to a loose shift"]
    loose_param: Annotated[Sequence[int], Index, "shifts", "parameter it moves"]
    loose_amount: Annotated[Sequence[float], Number, "shifts", "amount added"]
    loose_event: Annotated[Sequence[int], Index, "shifts", "event it belongs to"]
    belief: Annotated[Sequence[int], Index, "parameters", "the beliefs, the first `n_beliefs`"]
    belief_weight: Annotated[
        Sequence[float], Number, "parameters", "observations a belief is worth"
    ]
    event_chance: Annotated[Sequence[float], Number, "events", "probability that it happens"]
    event_place: Annotated[Sequence[int], Place, "events", "stream place of whether it happens"]
    event_step: Annotated[Sequence[int], "i2", "events", "step in which it is likeliest to begin"]
    date_code: Annotated[Sequence[int], Code, "events", "code of the distribution of its date"]
    date_place: Annotated[Sequence[int], Place, "events", "stream place of when it happens"]
    date_low: Annotated[Sequence[float], Number, "events", "first moment drawn, in steps"]
    date_mode: Annotated[Sequence[float], Number, "events", "most likely moment"]
    date_high: Annotated[Sequence[float], Number, "events", "last moment drawn"]
    chance_of: Annotated[
        Sequence[Sequence[int]], Index, "hazards", "outcomes", "chance of a hazard under an outcome"
    ]
    chance_start: Annotated[Sequence[int], Index, "chance_ends", "first code of a chance's formula"]
    chance_op: Annotated[Sequence[int], Index, "operations", "codes of postfix formulas"]
    chance_number: Annotated[Sequence[float], Number, "operations", "their operands"]


class Brief(Protocol):
    """Preferences of one actor: its terms, its stream places, and where its numbers stand among the
    parameters.
    """

    n_terms: Annotated[Count, "terms, material ones first"]
    n_material: Annotated[Count, "material terms"]
    ratifies: Annotated[Flag, "whether its texts must pass at home"]
    strategy: Annotated[Count, "code of its strategy"]
    window_scale: Annotated[Number, "steps in a unit of its window"]
    vigilant_place: Annotated[Place, "stream place of whether a third party is vigilant"]
    vigilance: Annotated[Index, "chance that a third party reacts to offers"]
    opening: Annotated[Index, "highest level it still asks for"]
    mood_place: Annotated[Place, "stream place of its ratification mood"]
    patience_place: Annotated[Place, "stream place of its patience"]
    stance_place: Annotated[Place, "stream place of a third party's stance"]
    stubborn_place: Annotated[Place, "stream place of whether it is an obstinate type"]
    choice_place: Annotated[Place, "stream place of offers left to chance, before the step"]
    answer_place: Annotated[Place, "stream place of answers left to chance, before the step"]
    noise: Annotated[Index, "spread of a third party's stance"]
    hostility: Annotated[Index, "hostility"]
    reserve: Annotated[Index, "value of waiting"]
    beta: Annotated[Index, "shape of concession"]
    window: Annotated[Index, "political window"]
    norm_share: Annotated[Index, "share of the norm that the leader feels"]
    ratify_noise: Annotated[Index, "spread of ratification"]
    ratify_penalty: Annotated[Index, "cost of a failed ratification"]
    talk_cost: Annotated[Index, "cost of talking at full hostility"]
    channel_value: Annotated[Index, "value of an open channel"]
    walk_noise: Annotated[Index, "spread of breaking off"]
    walk_rate: Annotated[Index, "fastest rate of breaking off"]
    risk_aversion: Annotated[Index, "absolute risk aversion"]
    loss_aversion: Annotated[Index, "how many times a loss counts"]
    reciprocity: Annotated[Index, "weight of the counterpart's concessions"]
    discount: Annotated[Index, "worth of a gain one step later"]
    precision: Annotated[Index, "precision of a quantal response"]
    obstinacy: Annotated[Index, "chance of being an obstinate type"]
    firmness: Annotated[Index, "share of its demand an obstinate type keeps"]
    term_param: Annotated[Sequence[int], Index, "terms", "weight of a term"]
    term_sign: Annotated[Sequence[float], Number, "terms", "its sign"]
    term_channel: Annotated[Sequence[int], Code, "terms", "material, norm or domestic"]
    term_hazard: Annotated[Sequence[int], Code, "terms", "hazard it stands under, -1 for none"]
    term_by_hostility: Annotated[Sequence[bool], Code, "terms", "whether hostility multiplies it"]
    term_always: Annotated[Sequence[bool], Code, "terms", "whether it counts at all times"]
    term_during: Annotated[
        Sequence[Sequence[bool]], Code, "terms", "outcomes", "agreements while it counts"
    ]
    term_scores: Annotated[
        Sequence[Sequence[float]], Number, "terms", "outcomes", "score of a term under an outcome"
    ]


class LeverRow(Protocol):
    """One lever of a third party."""

    type: Annotated[Code, "threat, promise, consent or vote"]
    target: Annotated[Code, "principal it works on, -1 for a consent"]
    setting: Annotated[Code, "free, never or always used"]
    confidential: Annotated[Code, "whether it is not felt at home"]
    third: Annotated[Index, "the third party, counted from 0"]
    payer: Annotated[Index, "who promises, among all actors"]
    targets: Annotated[Count, "bits of the principals a promise is meant for"]
    charged: Annotated[Code, "whether its cost is charged, by what is delivered"]
    hazard: Annotated[Code, "hazard that a promise is delivered under, -1 for none"]
    budget: Annotated[int, "i2", "parameter of the budget of a promise, -1 for none"]
    points: Annotated[Index, "parameter of the stake"]
    cost: Annotated[Index, "parameter of its price"]
    score: Annotated[Sequence[float], Number, "outcomes", "share of the stake under an outcome"]
    marked: Annotated[
        Sequence[bool], Code, "outcomes", "outcomes pressed against, to co-sign or to vote on"
    ]


class State(Protocol):
    """What a run has come to."""

    key: Annotated[Place, "key of the run's random numbers"]
    pending: Annotated[Count, "bits of the actors whom a belief that learnt touches next step"]
    observed: Annotated[Count, "deals seen to meet pressure so far"]
    stale: Annotated[Flag, "whether the principals must assess again"]
    steps: Annotated[Count, "steps begun"]
    termination: Annotated[Count, "how the talks ended, 0 while they go on"]
    walker: Annotated[Count, "principal that broke off, -1 for none"]
    failed: Annotated[Flag, "whether a signed text failed at home"]
    agreement_step: Annotated[Count, "steps until the agreement in force, -1 for never"]
    pressed_step: Annotated[Count, "steps until the first threat, -1 for never"]
    values: Annotated[
        MutableSequence[float], Number, "parameters", "private values, events applied"
    ]
    modes: Annotated[MutableSequence[float], Number, "parameters", "public values, events applied"]
    kept: Annotated[MutableSequence[float], Number, "parameters", "scratch: values put aside"]
    shown: Annotated[MutableSequence[int], "i2", "patterns", "steps until the run showed it, or 0"]
    seen: Annotated[MutableSequence[bool], Code, "patterns", "whether such an act was seen"]
    vigilant: Annotated[MutableSequence[bool], Code, "actors", "third parties that watch offers"]
    begins: Annotated[MutableSequence[int], "i2", "events", "step in which an event begins"]
    normals: Annotated[MutableSequence[float], Number, "links", "scratch: normal deviates"]
    stack: Annotated[MutableSequence[float], Number, "operations", "scratch of a formula"]
    chances: Annotated[MutableSequence[float], Number, "chances", "of the hazards, privately"]
    public_chances: Annotated[MutableSequence[float], Number, "chances", "of the hazards, publicly"]
    stance: Annotated[MutableSequence[float], Number, "actors", "of each third party, points"]
    bounds: Annotated[MutableSequence[float], Number, "outcomes", "scratch: margins, weights"]
    taken: Annotated[MutableSequence[float], Number, "outcomes", "scratch: chance of acceptance"]
    value_later: Annotated[MutableSequence[float], Number, "actors", "expected of the next node"]
    value_now: Annotated[MutableSequence[float], Number, "actors", "expected of the present node"]
    public_reservation: Annotated[
        MutableSequence[float], Number, "actors", "public reservation value of each principal"
    ]
    public_ceiling: Annotated[
        MutableSequence[float], Number, "actors", "public worth of each principal's best text"
    ]
    live: Annotated[MutableSequence[int], Index, "outcomes", "open texts that would be signed"]
    n_live: Annotated[Count, "how many"]
    open: Annotated[
        MutableSequence[bool], Code, "outcomes", "neither dead nor short of a signature"
    ]
    spurned: Annotated[MutableSequence[bool], Code, "outcomes", "refused since anything moved"]
    dead: Annotated[MutableSequence[bool], Code, "outcomes", "texts that failed at home"]
    pressed: Annotated[MutableSequence[bool], Code, "levers", "threats that stand"]
    paid: Annotated[
        MutableSequence[MutableSequence[bool]], Code, "levers", "outcomes", "promises that are paid"
    ]
    fired: Annotated[MutableSequence[bool], Code, "events", "events that happen in this run"]
    in_force: Annotated[Index, "agreement in force"]
    disagreement: Annotated[Index, "agreement in force when the principals last assessed"]
    slot: Annotated[Index, "first row of the present public estimate"]
    phase: Annotated[Count, "spell of the calendar"]
    next_shift: Annotated[Count, "first shift still to come"]
    first: Annotated[Count, "principal that proposes first"]


class Standing(Protocol):
    """What one actor thinks of every outcome at present, and how far it is."""

    who: Annotated[Count, "the actor, principals first"]
    resolve_steps: Annotated[Count, "steps for which `resolve` was computed"]
    heard: Annotated[Count, "last offer heard, -1 for none"]
    stubborn: Annotated[Flag, "whether it is an obstinate type"]
    offer: Annotated[Count, "offer remembered"]
    tabled: Annotated[Count, "own text tabled last, -1 for none"]
    sides: Annotated[Flag, "whether it takes the text on the table"]
    rebuffed: Annotated[Flag, "whether an own text was ever refused"]
    prospect: Annotated[Number, "surplus hoped for"]
    channel: Annotated[Number, "worth of keeping the channel open"]
    offer_from: Annotated[Number, "largest aspiration at which that offer is the best"]
    offer_until: Annotated[Number, "aspiration at and below which it no longer is"]
    reserve: Annotated[Number, "value of waiting, as the others see it"]
    mood: Annotated[Number, "ratification mood, 0 to 1"]
    patience: Annotated[Number, "hazard it bears before it breaks off"]
    strain: Annotated[Number, "hazard gathered so far"]
    reservation: Annotated[Number, "least worth it signs for"]
    ceiling: Annotated[Number, "worth of its best open final text"]
    walk_hazard: Annotated[Number, "hazard gathered in a step"]
    resolve: Annotated[Number, "share of the way from floor to ceiling still insisted on"]
    heard_first: Annotated[Number, "worth of the first offer heard"]
    conceded: Annotated[Number, "most that a later offer was worth above the first"]
    demanded: Annotated[Number, "worth of its own last offer"]
    taken_above: Annotated[Number, "reservation for which `taken` was computed"]
    points: Annotated[MutableSequence[float], Number, "outcomes", "points to the leader"]
    domestic: Annotated[MutableSequence[float], Number, "outcomes", "points to those who ratify"]
    odds: Annotated[MutableSequence[float], Number, "outcomes", "probability of ratification"]
    taken: Annotated[
        MutableSequence[float],
        Number,
        "outcomes",
        "chance, to others, that it is taken and ratified",
    ]
    worth: Annotated[
        MutableSequence[float], Number, "outcomes", "worth to the leader, risk included"
    ]


class Talks(NamedTuple):
    """Everything the rules of one run work on.

    Parameters
    ----------
    quantiles : a row of quantiles per tabulated distribution
    publics : one standing per public slot and principal, at public values
    standings : one per actor, principals first, at private values
    model : the Mesa model whose agents decide and which records; None in the ensemble engine
    """

    dispute: Dispute
    briefs: Sequence[Brief]
    levers: Sequence[LeverRow]
    quantiles: Sequence[Sequence[float]]
    publics: Sequence[Standing]
    state: State
    standings: Sequence[Standing]
    model: Any
