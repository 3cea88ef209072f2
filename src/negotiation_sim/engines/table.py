"""The negotiating table of one run: dealing the run's luck, dated shifts, and keeping everybody's
tables up to date.

Bookkeeping that both engines share; what the parties decide is in `negotiation_sim.model`. Written
for namespaces of lists and for structured arrays alike, so it compiles as it stands.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

from negotiation_sim.model.beliefs import learned
from negotiation_sim.model.draws import TRIANGULAR, UNIFORM, stretched, tabled, triangular
from negotiation_sim.model.events import happens, shifted
from negotiation_sim.model.gates import smallest_margin
from negotiation_sim.model.payoffs import (
    add_levers,
    fill_chances,
    fill_points,
    fill_worth,
    list_live,
    open_packages,
)
from negotiation_sim.model.prospects import assess, public_reservations
from negotiation_sim.model.public import fill_public, public_slot
from negotiation_sim.model.records import (
    CHANCES,
    EVERYONE,
    NOTHING,
    THREAT,
    Brief,
    Desk,
    Dispute,
    LeverRow,
    Standing,
)
from negotiation_sim.model.streams import uniform
from negotiation_sim.model.third_party import leaning
from negotiation_sim.model.walk_out import patience

__all__ = [
    "ALL",
    "apply_shifts",
    "deal",
    "draw_value",
    "fill_shared_publics",
    "foresee",
    "observe",
    "open_table",
    "reassess",
    "revalue",
    "sour",
]

ALL = (1 << 31) - 1
NEVER = 1e300
"""More than any package is worth: what a principal has asked for before it has asked for
anything."""


def draw_value(dispute: Dispute, tables: Sequence[Sequence[float]], key: int, i: int) -> float:
    """Private value of the drawn parameter `i` in the run of this key."""
    code = dispute.draw_code[i]
    luck = uniform(key, dispute.draw_place[i])
    if code == TRIANGULAR:
        return triangular(luck, dispute.draw_low[i], dispute.draw_mode[i], dispute.draw_high[i])
    if code == UNIFORM:
        return stretched(luck, dispute.draw_low[i], dispute.draw_high[i])
    knots = tables[dispute.draw_table[i]]
    return tabled(luck, knots, len(knots))


def deal(
    dispute: Dispute,
    briefs: Sequence[Brief],
    tables: Sequence[Sequence[float]],
    key: int,
    desk: Desk,
    standings: Sequence[Standing],
) -> None:
    """Give a run its private values, moods and types, and clear the table."""
    desk.key, desk.pending, desk.observed = key, 0, 0
    for i in range(dispute.n_params):
        desk.values[i] = dispute.draw_mode[i]
    for j in range(dispute.n_drawn):
        i = dispute.drawn[j]
        desk.values[i] = draw_value(dispute, tables, key, i)
    if not dispute.shared:
        for i in range(dispute.n_params):
            desk.modes[i] = dispute.draw_mode[i]
    for e in range(dispute.n_events):
        desk.fired[e] = happens(uniform(key, dispute.event_place[e]), dispute.event_chance[e])
    for i in range(dispute.n_levers):
        desk.pressed[i] = False
    for o in range(dispute.n_outcomes):
        desk.dead[o] = False
    for a in range(dispute.n_principals):
        standing = standings[a]
        standing.who = a
        standing.mood = uniform(key, briefs[a].mood_place)
        standing.patience = patience(uniform(key, briefs[a].patience_place))
        standing.strain = 0.0
        standing.heard, standing.heard_first, standing.conceded, standing.demanded = (
            NOTHING,
            0.0,
            0.0,
            NEVER,
        )
        standing.stubborn = (
            uniform(key, briefs[a].stubborn_place) < desk.values[briefs[a].obstinacy]
        )
    for m in range(dispute.n_thirds):
        brief = briefs[dispute.n_principals + m]
        standings[dispute.n_principals + m].who = dispute.n_principals + m
        desk.leaning[m] = leaning(uniform(key, brief.leaning_place), desk.values[brief.noise])
    desk.first = int(uniform(key, dispute.first_place) * dispute.n_principals)
    desk.in_force = dispute.status_quo
    desk.footing = dispute.status_quo
    desk.next_shift = 0
    desk.phase = 0


def move(dispute: Dispute, values: MutableSequence[float], i: int) -> None:
    """Apply shift `i` of the calendar to a set of parameters."""
    p = dispute.shift_param[i]
    values[p] = shifted(values[p], dispute.shift_amount[i], dispute.lower[p], dispute.upper[p])


def apply_shifts(dispute: Dispute, desk: Desk, step: int) -> int:
    """Apply the events dated in a step, to private values and public modes alike.

    Returns
    -------
    Bits of the actors whose tables they touch: one per principal, higher ones for third parties.
    """
    touched, desk.pending = desk.pending, 0
    i = desk.next_shift
    if i < dispute.n_shifts and dispute.shift_step[i] == step and step > 0:
        desk.phase += 1
    while i < dispute.n_shifts and dispute.shift_step[i] == step:
        if desk.fired[dispute.shift_event[i]]:
            move(dispute, desk.values, i)
            if not dispute.shared:
                move(dispute, desk.modes, i)
            touched |= dispute.touches[dispute.shift_param[i]]
        i += 1
    desk.next_shift = i
    return touched


def revalue(
    dispute: Dispute,
    briefs: Sequence[Brief],
    levers: Sequence[LeverRow],
    desk: Desk,
    standings: Sequence[Standing],
    touched: int,
) -> None:
    """Work out again the tables of the principals whose bit is set; of everybody where a third
    party's values moved.
    """
    refill(dispute, briefs, levers, desk.values, desk, standings, touched)
    if touched & EVERYONE:
        open_packages(dispute, levers, desk, standings)
    for a in range(dispute.n_principals):
        if touched & (EVERYONE | 1 << a):
            fill_worth(dispute, briefs[a], desk.values, desk, standings[a])


def refill(
    dispute: Dispute,
    briefs: Sequence[Brief],
    levers: Sequence[LeverRow],
    values: Sequence[float],
    desk: Desk,
    standings: Sequence[Standing],
    touched: int,
) -> None:
    """Points of every outcome, for the actors touched, third parties first since promises hang on
    what they get.
    """
    n = dispute.n_principals
    if touched & CHANCES:
        fill_chances(dispute, values, desk.chances, desk.stack)
    if touched & EVERYONE:
        for m in range(dispute.n_thirds):
            fill_points(dispute, briefs[n + m], values, desk.chances, standings[n + m])
    for a in range(n):
        if touched & (EVERYONE | 1 << a):
            fill_points(dispute, briefs[a], values, desk.chances, standings[a])
            add_levers(dispute, levers, values, desk, standings[a], standings)


def reassess(
    dispute: Dispute,
    briefs: Sequence[Brief],
    levers: Sequence[LeverRow],
    desk: Desk,
    standings: Sequence[Standing],
    publics: Sequence[Standing],
) -> None:
    """Find the present public estimate and where every principal stands on it."""
    desk.slot = public_slot(dispute, levers, desk)
    if not dispute.shared:
        fill_public(dispute, briefs, levers, desk, standings, publics)
    public_reservations(dispute, desk, publics)
    for a in range(dispute.n_principals):
        assess(dispute, briefs[a], desk, standings[a], publics)


def fill_shared_publics(
    dispute: Dispute,
    briefs: Sequence[Brief],
    levers: Sequence[LeverRow],
    desk: Desk,
    standings: Sequence[Standing],
    publics: Sequence[Standing],
) -> None:
    """Work out the public estimate of every phase under every combination of threats, once for all
    runs.

    Only where nothing in it depends on a run: every event certain, no promise.
    """
    threats = 0
    for i in range(dispute.n_levers):
        if levers[i].type == THREAT:
            threats += 1
    for o in range(dispute.n_outcomes):
        desk.open[o] = True
    list_live(dispute, desk)
    for e in range(dispute.n_events):
        desk.fired[e] = True
    for combination in range(1 << threats):
        bit = 0
        for i in range(dispute.n_levers):
            desk.pressed[i] = False
            if levers[i].type == THREAT:
                desk.pressed[i] = combination >> bit & 1 == 1
                bit += 1
        for p in range(dispute.n_params):
            desk.modes[p] = dispute.draw_mode[p]
            desk.values[p] = dispute.draw_mode[p]
        desk.phase = desk.next_shift = 0
        for step in range(dispute.n_steps):
            before = desk.phase
            first = desk.next_shift
            apply_shifts(dispute, desk, step)
            for i in range(first, desk.next_shift):
                move(dispute, desk.modes, i)
            if step == 0 or desk.phase != before:
                desk.slot = public_slot(dispute, levers, desk)
                fill_public(dispute, briefs, levers, desk, standings, publics)


def sour(dispute: Dispute, briefs: Sequence[Brief], desk: Desk) -> None:
    """A signed text failed at home: every principal grows more hostile, in private."""
    for a in range(dispute.n_principals):
        h = briefs[a].hostility
        desk.values[h] = shifted(
            desk.values[h], dispute.failure_hostility, dispute.lower[h], dispute.upper[h]
        )


def observe(dispute: Dispute, desk: Desk, gave_way: bool) -> None:
    """Everybody sees whether a deal fell under pressure; beliefs that learn count it, with effect
    from the next step.

    Giving way confirms a belief, such as that a state consents to what its ally asks for; standing
    by the deal does not.
    """
    for i in range(dispute.n_beliefs):
        p = dispute.belief[i]
        weight = dispute.belief_weight[p] + desk.observed
        desk.values[p] = learned(desk.values[p], weight, gave_way)
        desk.modes[p] = learned(desk.modes[p], weight, gave_way)
        desk.pending |= dispute.touches[p]
    desk.observed += 1


def foresee(
    dispute: Dispute,
    briefs: Sequence[Brief],
    levers: Sequence[LeverRow],
    desk: Desk,
    standings: Sequence[Standing],
) -> tuple[float, int, float, int]:
    """Gap and binding gate on the first and on the last date of the calendar, whatever the talks
    will do.

    Works out everybody's points on the last date, then, for those whom a later event touches, on
    the first: that is where it leaves them, with the events of the first step applied. Call it
    once, before the first step.
    """
    for p in range(dispute.n_params):
        desk.ahead[p] = desk.values[p]
    for i in range(dispute.n_shifts):
        if desk.fired[dispute.shift_event[i]]:
            move(dispute, desk.ahead, i)
    refill(dispute, briefs, levers, desk.ahead, desk, standings, ALL)
    gap_end, gate_end = smallest_margin(dispute, briefs, levers, desk.ahead, desk, standings)
    apply_shifts(dispute, desk, 0)
    if dispute.later_touched == 0:
        return gap_end, gate_end, gap_end, gate_end
    refill(dispute, briefs, levers, desk.values, desk, standings, dispute.later_touched)
    gap_start, gate_start = smallest_margin(dispute, briefs, levers, desk.values, desk, standings)
    return gap_start, gate_start, gap_end, gate_end


def open_table(
    dispute: Dispute,
    briefs: Sequence[Brief],
    levers: Sequence[LeverRow],
    desk: Desk,
    standings: Sequence[Standing],
) -> None:
    """Lay out what is on the table at the first step, and what it is worth to each leader."""
    open_packages(dispute, levers, desk, standings)
    for a in range(dispute.n_principals):
        fill_worth(dispute, briefs[a], desk.values, desk, standings[a])
