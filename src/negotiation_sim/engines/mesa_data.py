"""What Mesa's data collector gathers from a negotiation every step."""

from __future__ import annotations

from typing import Any

import mesa

from negotiation_sim.engines.mesa_agents import Principal
from negotiation_sim.engines.plain_records import plain_talks
from negotiation_sim.model.gates import NO_GAP, smallest_margin
from negotiation_sim.model.records import NOTHING, THREAT
from negotiation_sim.model.run.assessment import ALL, foresee, refill
from negotiation_sim.model.run.deal import deal
from negotiation_sim.model.run.shifts import apply_shifts

__all__ = ["AGENT_VARIABLES", "MODEL_VARIABLES", "collector"]


def in_force(model: Any) -> str:
    """The agreement in force, in words."""
    return str(model.labels[model.talks.state.in_force])


def open_texts(model: Any) -> int:
    """How many texts could be signed."""
    return int(model.talks.state.n_live)


def proposer(model: Any) -> str:
    """Name of the principal whose turn it was."""
    return str(model.states[model.proposer_at(model.talks.state.steps)].name)


def offer(model: Any) -> str:
    """What was offered in this step, in words; empty for nothing."""
    return str(model.labels[model.offered]) if model.offered != NOTHING else ""


def pressed(model: Any) -> bool:
    """Whether a threat stands."""
    state, levers = model.talks.state, model.talks.levers
    return any(lever.type == THREAT and state.pressed[i] for i, lever in enumerate(levers))


def gap(model: Any) -> float:
    """Points by which a settlement clears every gate on this date; not a number if none is open."""
    now = model.talks.state
    talks = plain_talks(model.prepared.compiled, model.prepared.talks)
    deal(talks, now.key)
    foresee(talks)
    for step in range(1, now.steps):
        apply_shifts(talks, step)
    refill(talks, ALL)
    margin, _ = smallest_margin(talks)
    return float("nan") if margin == NO_GAP else margin


def outcome_class(model: Any) -> str:
    """Class of the run if it ended now."""
    return str(model.outcome_class)


def aspiration(agent: Any) -> float | None:
    """Worth the principal still insists on in this step; nothing for a third party."""
    return agent.aspires(agent.talks.state.steps) if isinstance(agent, Principal) else None


def reservation(agent: Any) -> float | None:
    """Least worth the principal signs for."""
    return float(agent.standing.reservation) if isinstance(agent, Principal) else None


def worth_of_offer(agent: Any) -> float | None:
    """What the offer of this step is worth to the principal's leader, or points to a third party."""
    offered = agent.model.offered
    if offered == NOTHING:
        return None
    return agent.worth(offered) if isinstance(agent, Principal) else agent.points(offered)


def hostility(agent: Any) -> float | None:
    """Present hostility of the principal, 0 to 1."""
    if not isinstance(agent, Principal):
        return None
    return float(agent.talks.state.values[agent.brief.hostility])


def patience_spent(agent: Any) -> float | None:
    """Share of the principal's patience spent; at 1 it breaks off."""
    if not isinstance(agent, Principal):
        return None
    patience = agent.standing.patience
    return min(1.0, agent.standing.strain / patience) if patience > 0 else 1.0


MODEL_VARIABLES = {
    function.__name__: function
    for function in (in_force, open_texts, proposer, offer, pressed, gap, outcome_class)
}
"""Variables of the model, by name."""

AGENT_VARIABLES = {
    "name": "name",
    **{
        function.__name__: function
        for function in (aspiration, reservation, worth_of_offer, hostility, patience_spent)
    },
}
"""Variables of every agent, by name."""


def collector() -> mesa.DataCollector:
    """A data collector for a negotiation; it gathers at the end of every step."""
    return mesa.DataCollector(model_reporters=MODEL_VARIABLES, agent_reporters=AGENT_VARIABLES)
