"""A small study to export: two episodes, one intervention, and points with numbers and with text."""

from __future__ import annotations

from negotiation_sim.experiments import NamedScenario, Study

POINTS = (
    {"events.constitution.russia.clause": 12, "2018/us.threat": "*0.5"},
    {"events.constitution.russia.clause": 20, "2018/us.threat": "10,20,30"},
    {"events.constitution.russia.clause": 0.1},
)
CLAUSE, THREAT = "events.constitution.russia.clause", "2018/us.threat"


def study(**changes):
    episodes = tuple(map(NamedScenario.load, ("1956", "2018")))
    return Study(**{"scenarios": episodes, "arms": ("baseline", "no_threat"), "points": POINTS, "runs": 40, "seed": 3} | changes)
