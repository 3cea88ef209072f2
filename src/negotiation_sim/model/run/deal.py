"""Dealing a run its luck: private values, moods, types, and an empty record."""

from __future__ import annotations

from negotiation_sim.model.copula import normal_quantile, together
from negotiation_sim.model.derived import derive
from negotiation_sim.model.draws import FIXED, TRIANGULAR, UNIFORM, stretched, tabled, triangular
from negotiation_sim.model.events import happens
from negotiation_sim.model.records import NOTHING, Talks
from negotiation_sim.model.run.patterns import clear
from negotiation_sim.model.streams import uniform
from negotiation_sim.model.third_party import stance
from negotiation_sim.model.walk_out import patience

__all__ = ["deal", "draw_date", "draw_value"]

NEVER = 1e300
"""More than any package is worth: what a principal has asked for before it asks for anything."""


def draw_value(talks: Talks, key: int, parameter: int) -> float:
    """Private value of a drawn parameter in the run of this key."""
    dispute, code = talks.dispute, talks.dispute.draw_code[parameter]
    luck, k = uniform(key, dispute.draw_place[parameter]), dispute.link[parameter]
    if k != NOTHING:
        luck = together(talks.state.normals, dispute.link_weights[k], k + 1)
    low, high = dispute.draw_low[parameter], dispute.draw_high[parameter]
    if code == TRIANGULAR:
        return triangular(luck, low, dispute.draw_mode[parameter], high)
    if code == UNIFORM:
        return stretched(luck, low, high)
    knots = talks.quantiles[dispute.draw_quantiles[parameter]]
    return tabled(luck, knots, len(knots))


def draw_date(talks: Talks, key: int, event: int) -> int:
    """Step in which an event happens whose date is drawn, in the run of this key."""
    dispute, luck = talks.dispute, uniform(key, talks.dispute.date_place[event])
    low, high = dispute.date_low[event], dispute.date_high[event]
    if dispute.date_code[event] == TRIANGULAR:
        return int(triangular(luck, low, dispute.date_mode[event], high))
    return int(stretched(luck, low, high))


def deal(talks: Talks, key: int) -> None:
    """Give a run its private values, moods and types, and clear its record."""
    dispute, state = talks.dispute, talks.state
    state.key, state.pending, state.observed = key, 0, 0
    deal_values(talks, key)
    for e in range(dispute.n_events):
        state.fired[e] = happens(uniform(key, dispute.event_place[e]), dispute.event_chance[e])
        state.begins[e] = dispute.event_step[e]
        if dispute.date_code[e] != FIXED:
            state.begins[e] = min(max(draw_date(talks, key, e), 0), dispute.n_steps)
    for i in range(dispute.n_levers):
        state.pressed[i] = False
    for o in range(dispute.n_outcomes):
        state.dead[o] = False
    for a in range(dispute.n_principals):
        deal_type(talks, key, a)
    for m in range(dispute.n_thirds):
        who = dispute.n_principals + m
        brief = talks.briefs[who]
        talks.standings[who].who = who
        talks.standings[who].mood = uniform(key, brief.mood_place)
        state.vigilant[m] = uniform(key, brief.vigilant_place) < state.values[brief.vigilance]
        state.stance[m] = stance(uniform(key, brief.stance_place), state.values[brief.noise])
    state.first = dispute.opener
    if dispute.opener == NOTHING:
        state.first = int(uniform(key, dispute.first_place) * dispute.n_principals)
    state.in_force = dispute.status_quo
    state.disagreement = dispute.status_quo
    state.next_shift = 0
    state.phase = 0
    state.steps, state.termination, state.walker, state.failed = 0, 0, NOTHING, False
    state.agreement_step = state.pressed_step = NOTHING
    state.stale = True
    clear(talks)


def deal_values(talks: Talks, key: int) -> None:
    """Private values of all parameters, and public ones where runs differ in them."""
    dispute, state = talks.dispute, talks.state
    for i in range(dispute.n_params):
        state.values[i] = dispute.draw_mode[i]
    for k in range(dispute.n_linked):
        place = dispute.draw_place[dispute.linked[k]]
        state.normals[k] = normal_quantile(uniform(key, place))
    for j in range(dispute.n_drawn):
        i = dispute.drawn[j]
        state.values[i] = draw_value(talks, key, i)
    derive(dispute, state.values, state.stack)
    if not dispute.shared:
        for i in range(dispute.n_params):
            state.modes[i] = dispute.draw_mode[i]
        derive(dispute, state.modes, state.stack)


def deal_type(talks: Talks, key: int, who: int) -> None:
    """Mood, patience and type of a principal, and an empty memory of offers."""
    standing, brief = talks.standings[who], talks.briefs[who]
    standing.who = who
    standing.mood = uniform(key, brief.mood_place)
    standing.patience = patience(uniform(key, brief.patience_place))
    standing.strain = 0.0
    standing.heard, standing.heard_first = NOTHING, 0.0
    standing.conceded, standing.demanded = 0.0, NEVER
    standing.tabled, standing.rebuffed = NOTHING, False
    standing.stubborn = uniform(key, brief.stubborn_place) < talks.state.values[brief.obstinacy]
