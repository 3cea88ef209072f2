"""A scenario whose texts try to become markup."""

from __future__ import annotations

from negotiation_sim.experiments import NamedScenario
from negotiation_sim.scenarios import build_scenario, resolve_scenario

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&"
TEXTS = (
    "title",
    "question",
    "description",
    "label",
    "source",
    "note",
    "settlement_label",
    "phrase",
)


def hostile_scenario():
    """The episode of 1956 with every text a reader sees replaced or begun by markup."""
    data = _poisoned(resolve_scenario("1956"))
    return NamedScenario("<b>1956</b>", data, build_scenario(data, "hostile"))


def _poisoned(value, key=""):
    if isinstance(value, dict):
        return {name: _poisoned(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_poisoned(one) for one in value]
    return f"{HOSTILE}{value}" if key in TEXTS and isinstance(value, str) else value
