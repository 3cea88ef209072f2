"""A dispute of any size: as many packages, principals, third parties and numbers as asked for."""

from __future__ import annotations

from string import ascii_lowercase
from typing import Any

from tests.model.small import dispute

from negotiation_sim.domain.scenario import Scenario

__all__ = ["big_dispute"]


def big_dispute(outcomes: int, principals: int, thirds: int, months: int = 12) -> Scenario:
    """One issue; every third party threatens, promises to two principals, signs or votes."""
    names = [f"p{letter}" for letter in ascii_lowercase[:principals]]
    others = [f"t{letter}" for letter in ascii_lowercase[:thirds]]
    worth = {
        f"x{i:03}": {who: _points(i, k) for k, who in enumerate([*names, *others])}
        for i in range(outcomes - 1)
    }
    params: dict[str, Any] = {f"{who}.value": [0.5, 1, 2] for who in [*names, *others]}
    for who in names:
        params |= {
            f"{who}.{noun}": value
            for noun, value in {
                "beta": [0.3, 0.6, 1.2],
                "window": [0.7, 0.9, 1],
                "reserve": {"uniform": [0, 2]},
                "walk_rate": 0.1,
            }.items()
        }
    levers: dict[str, Any] = {}
    for k, who in enumerate(others):
        params |= {f"{who}.{noun}": [1, 2, 4] for noun in ("stake", "price", "aid", "cost")}
        params |= {f"{who}.noise": 2, f"{who}.budget": 3}
        marked = {"deal": [f"x{i:03}" for i in range(k, outcomes - 1, 7)]}
        own = {"by": who, "when": marked}
        threat = {"type": "threat", "target": names[k % principals]}
        promise = {"type": "promise", "target": names[:2], "charged": True}
        levers[f"{who}.threat"] = own | threat | {"points": f"{who}.stake", "cost": f"{who}.price"}
        levers[f"{who}.aid"] = own | promise | {"points": f"{who}.aid", "cost": f"{who}.cost"}
        levers[f"{who}.aid"]["budget"] = f"{who}.budget"
        last = {"deal": [f"x{outcomes - 2 - k:03}"]}
        levers[f"{who}.signs"] = {"type": "ratification" if k % 2 else "consent", "by": who}
        levers[f"{who}.signs"]["when"] = last
    events = {
        "turn": {"date": "2001-03", "shift": {f"{names[0]}.value": 0.5}, "source": "invented"},
        "shock": {"date": {"uniform": ["2001-02", "2001-06"]}, "source": "invented"}
        | {"shift": {f"{names[-1]}.value": -0.5}, "probability": 0.5},
    }
    return dispute(
        worth, principals=names, thirds=others, ratifies=names[:2], months=months, params=params,
        levers=levers, events=events,
    )  # fmt: skip


def _points(package: int, who: int) -> float:
    """Points that rise and fall from package to package, otherwise for everybody."""
    return ((package * (2 * who + 3) + 5 * who) % 23) - 7.0
