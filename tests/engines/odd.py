"""Disputes that use what the shipped episodes do not: together they take every branch of the
rules."""

from __future__ import annotations

from typing import Any

from tests.model.small import dispute, mapping, pie, single_package

from negotiation_sim.domain.scenario import Scenario
from negotiation_sim.scenarios import build_scenario

DRAWN = {
    f"{who}.{noun}": value
    for who in "ab"
    for noun, value in {
        "value": {"uniform": [0.5, 1.5]},
        "beta": [0.3, 0.6, 1.2],
        "window": [0.7, 0.9, 1],
        "reserve": {"normal": [2, 1, 0, 5]},
        "hostility": {"beta": [2, 5]},
        "ratify_noise": 3,
        "ratify_penalty": 4,
        "talk_cost": 20,
        "channel_value": 8,
        "walk_noise": 2,
        "walk_rate": 2,
        "norm_share": 0.5,
    }.items()
}
"""Parameters of two principals that use every form of distribution."""

PAIR = {
    "west": {"a": 10, "b": -4},
    "middle": {"a": 6, "b": 5},
    "east": {"a": -3, "b": 11},
    "truce": {"a": 5, "b": 5.5},
}


def rich(**changes: Any) -> dict[str, Any]:
    """Data of a dispute with everything: three principals, two third parties, every lever,
    uncertain and fading events."""
    worth = {
        "talks": {"a": 0.5, "b": 1, "c": 0.5},
        "truce": {"a": 7, "b": 7, "c": 7, "n": 2, "s": 1},
        "west": {"a": 20, "b": 4, "c": 16, "n": 5, "s": -12},
        "middle": {"a": 15, "b": 15, "c": 18, "n": -6, "s": -6},
        "east": {"a": 4, "b": 20, "c": 18, "n": -9, "s": 6},
        "patrol": {"a": 14, "b": 13, "c": 16, "n": 3, "s": 2},
    }
    drawn = DRAWN | {
        address.replace("b.", "c."): value
        for address, value in DRAWN.items()
        if address.startswith("b.")
    }
    drawn |= {f"{who}.walk_rate": 0.5 for who in "abc"}
    numbers: dict[str, Any] = {
        "n.value": [0.5, 1, 1.5],
        "s.value": {"uniform": [0.5, 1.5]},
        "n.noise": 3,
        "s.noise": {"uniform": [2, 4]},
        "s.threat": [2, 5, 9],
        "s.price": 5,
        "n.threat": 4,
        "n.price": 6,
        "n.aid": [1, 4, 6],
        "n.cost": 1,
        "a.norm": [2, 5, 8],
        "b.bar": 3,
        "c.raid": {"uniform": [5, 15]},
        "c.risk_aversion": 0.05,
        "b.distrust": 6,
        "raid.chance": [0.2, 0.5, 0.8],
        "raid.credibility": {"beta": [2, 3]},
    }
    treaty = ["west", "middle", "east", "patrol"]
    data = mapping(
        worth,
        principals=["a", "b", "c"],
        thirds=["n", "s"],
        ratifies=["a", "b"],
        kinds={"talks": "process", "truce": "interim"},
        months=14,
        params=drawn | numbers,
        hazards={
            "raid": {
                "keys": {"asks": "raid.chance", "open": 0.9},
                "locks": {"deal": {"patrol": {"asks": "raid.credibility*(1-raid.chance)+0.05"}}},
            }
        },
        terms={
            "a.norm": {
                "actor": "a",
                "param": "a.norm",
                "sign": -1,
                "when": {"deal": ["middle", "east"]},
                "channel": "norm",
            },
            "b.bar": {
                "actor": "b",
                "param": "b.bar",
                "sign": -1,
                "when": {"deal": treaty},
                "channel": "domestic",
            },
            "c.raid": {
                "actor": "c",
                "param": "c.raid",
                "sign": -1,
                "when": {"deal": treaty},
                "hazard": "raid",
            },
            "b.distrust": {
                "actor": "b",
                "param": "b.distrust",
                "sign": -1,
                "when": {"deal": treaty},
                "by": "hostility",
            },
        },
        levers={
            "s.threat": lever("threat", "s", "a", "s.threat", "s.price", treaty)
            | {"exempt": {"deal": "patrol"}},
            "n.threat": lever("threat", "n", "b", "n.threat", "n.price", treaty),
            "n.aid": lever("promise", "n", "c", "n.aid", "n.cost", ["west", "middle"]),
            "n.consent": {"type": "consent", "by": "n", "when": {"deal": "patrol"}},
        },
        events={
            "storm": event("2001-05", {"a.norm": 3, "raid.chance": 0.3}, probability=0.5),
            "thaw": event(
                "2001-08-20", {"b.hostility": -0.4, "c.hostility": 0.3}, half_life_months=4
            ),
            "scandal": event(
                "2002-02-20", {"s.value": 0.5, "n.noise": 1}, probability=0.7, half_life_months=2
            ),
            "accord": event("2001-01", {"b.reserve": 1}),
        },
        protocol={"failed_ratification_hostility": 0.2},
        interventions={
            "no_storm": {"drop": ["storm"]},
            "aid_always": {"force": ["n.aid", "n.consent"], "off": ["s.threat"]},
            "pressed": {"force": ["s.threat", "n.threat"]},
        },
    )
    return data | changes


def lever(
    kind: str, by: str, target: str, points: str, cost: str, deals: list[str]
) -> dict[str, Any]:
    return {
        "type": kind,
        "by": by,
        "target": target,
        "points": points,
        "cost": cost,
        "when": {"deal": deals},
    }


def event(day: str, shift: dict[str, float], **more: Any) -> dict[str, Any]:
    return {"date": day, "shift": shift, "source": "invented"} | more


def without(data: dict[str, Any], actor: str) -> dict[str, Any]:
    """The same dispute with an actor less; what was meant for it goes to b."""
    levers = {
        name: one | {"target": "b"} if one.get("target") == actor else one
        for name, one in data["levers"].items()
        if one["by"] != actor
    }
    events = {
        name: one
        | {
            "shift": {
                address: amount
                for address, amount in one["shift"].items()
                if not address.startswith(f"{actor}.")
            }
        }
        for name, one in data["events"].items()
    }
    return data | {
        "actors": {name: one for name, one in data["actors"].items() if name != actor},
        "scores": {name: one for name, one in data["scores"].items() if name != actor},
        "terms": {name: one for name, one in data["terms"].items() if one["actor"] != actor},
        "params": {
            address: one
            for address, one in data["params"].items()
            if not address.startswith(f"{actor}.")
        },
        "levers": levers,
        "events": events,
        "interventions": {
            name: {
                word: [said for said in some if said in levers or word == "drop"]
                for word, some in one.items()
            }
            for name, one in data["interventions"].items()
        },
    }


def odd_scenarios(big: bool = False) -> dict[str, Scenario]:
    """By name, the scenarios every engine must agree on besides the shipped ones.

    `big` adds those that need the large kernel, which takes a while to compile.
    """
    base = rich()
    three, four = without(base, "s"), without(base, "c")
    lasting = {
        name: {word: said for word, said in one.items() if word != "half_life_months"}
        for name, one in four["events"].items()
    }
    unpaid = {name: one for name, one in four["levers"].items() if name != "n.aid"}
    found = {
        "two sides and nobody else": dispute(PAIR, params=DRAWN, ratifies=["a"]),
        "interim first": dispute(
            PAIR, kinds={"truce": "interim"}, params=DRAWN, ratifies=["a", "b"], months=20
        ),
        "one package": single_package(
            2, 3, params={"a.value": {"uniform": [-1, 1]}, "b.value": {"normal": [0, 1, -2, 2]}}
        ),
        "one step": single_package(2, 3, months=1, params={"a.value": {"uniform": [-1, 1]}}),
        "waiting hurts": dispute(
            PAIR, params=DRAWN | {"a.reserve": [-8, -3, 0], "b.reserve": -6}, ratifies=["a"]
        ),
        "three sides and a neighbour": build_scenario(three),
        "three sides for certain": build_scenario(three).certain(),
        "two sides and two neighbours": build_scenario(four),
        "two neighbours by half months": build_scenario(by(four, "half_month")),
        "two neighbours by weeks": build_scenario(by(four, "week") | {"events": lasting}),
        "two neighbours without promises": build_scenario(
            four | {"levers": unpaid, "interventions": {}}
        ),
    }
    for name in ("three sides and a neighbour", "two sides and two neighbours"):
        found |= {
            f"{name}, {change.name}": found[name].changed(change)
            for change in found[name].interventions
        }
    if big:
        found["everything"] = build_scenario(base)
        found["everything by half months"] = build_scenario(by(base, "half_month"))
        found["everything by weeks"] = build_scenario(by(base, "week"))
        found["a fine pie"] = pie(
            100, params={"a.beta": [0.3, 0.6, 1.2], "b.beta": {"uniform": [0.5, 2]}}
        )
    return found


def by(data: dict[str, Any], step: str) -> dict[str, Any]:
    """The same dispute in steps of another length."""
    return data | {"calendar": data["calendar"] | {"step": step}}
