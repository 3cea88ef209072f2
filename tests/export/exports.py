"""A small study to export: two first episodes, one intervention, and points with numbers and with
text."""

from __future__ import annotations

from tests.first import FIRST, first_resolved

from negotiation_sim.experiments import NamedScenario, Study
from negotiation_sim.scenarios import build_scenario

POINTS = (
    {"events.constitution.russia.clause": 12, "2018/us.threat": "*0.5"},
    {"events.constitution.russia.clause": 20, "2018/us.threat": "10,20,30"},
    {"events.constitution.russia.clause": 0.1},
)
CLAUSE, THREAT = "events.constitution.russia.clause", "2018/us.threat"


def study(**changes):
    episodes = tuple(NamedScenario.load(FIRST[name]) for name in ("1956", "2018"))
    return Study(
        **{
            "scenarios": episodes,
            "arms": ("baseline", "no_threat"),
            "points": POINTS,
            "runs": 40,
            "seed": 3,
        }
        | changes
    )


def unlike(**changes):
    """Two scenarios of which one has an actor and a class that the other lacks."""
    data = first_resolved("1956")
    rules = [
        {**rule, "class": "REFUSED"} if rule["class"] == "SUSPENSION" else rule
        for rule in data["classes"]
    ]
    more = {
        **data,
        "id": "more",
        "classes": rules,
        "actors": {**data["actors"], "un": {"role": "third_party", "label": "United Nations"}},
    }
    scenarios = (
        NamedScenario.load(FIRST["1956"]),
        NamedScenario("more", more, build_scenario(more, "more")),
    )
    return study(**{"scenarios": scenarios, "points": ({},), "runs": 20} | changes)
