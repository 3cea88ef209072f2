"""Formulas of a scenario in text: conditions, terms and hazards, as the specification prints them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from negotiation_sim.domain.expressions import Expression

__all__ = ["condition", "infix", "number", "several", "summand"]

Data = Mapping[str, Any]
TERM_KEYS = ("actor", "param", "sign", "score", "when", "channel", "hazard", "by", "label")


def number(value: object) -> str:
    """A number, or a distribution, as short as it is exact."""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return ", ".join(map(number, value))
    if isinstance(value, dict):
        return "; ".join(f"{key} {number(part)}" for key, part in value.items())
    return str(value)


def several(value: Any) -> list[Any]:
    """One or several, as a list."""
    return value if isinstance(value, list) else [value]


def condition(when: Data) -> str:
    """A condition as a bracket, 1 where it holds and 0 elsewhere; empty for one that always holds.

    Examples
    --------
    >>> condition({"status": "treaty", "islands": ["two", "four"]})
    '[status = treaty, islands ∈ {two, four}]'
    """
    parts = [
        f"{issue} = {levels[0]}" if len(levels) == 1 else f"{issue} ∈ {{{', '.join(levels)}}}"
        for issue, levels in ((issue, several(level)) for issue, level in when.items())
    ]
    return f"[{', '.join(parts)}]" if parts else ""


def summand(term: Data, share: str = "") -> str:
    """A term as a summand: sign, share, parameter, hazard or hostility, scores, condition.

    Examples
    --------
    >>> summand({"actor": "japan", "param": "japan.norm", "sign": -1, "score": "renounced"}, "0.5")
    '− 0.5·japan.norm·renounced(o)'
    """
    weight = [term["param"], *([f"{term['actor']}.{term['by']}"] if term.get("by") else [])]
    weight += [f"{score}(o)" for score in several(term.get("score", []))]
    if term.get("hazard"):
        weight = [f"ℓ(b_{term['hazard']}(o), {'·'.join(weight)})"]
    product = "·".join([*([share] if share else []), *weight])
    rest = [f"({key}: {number(term[key])})" for key in term if key not in TERM_KEYS]
    sign = "−" if term.get("sign", 1) < 0 else "+"
    return " ".join(filter(None, [sign, product, condition(term.get("when", {})), *rest]))


def infix(formula: Expression) -> str:
    """A postfix formula with brackets only where they are needed.

    Examples
    --------
    >>> infix(Expression(("a", 1.0, "b", "-", "*")))
    'a·(1 − b)'
    """
    stack: list[tuple[str, bool]] = []  # text, and whether it is a sum
    for token in formula.tokens:
        if isinstance(token, float) or token not in "+-*":
            stack.append((number(token), False))
            continue
        (right, right_sum), (left, left_sum) = stack.pop(), stack.pop()
        if right_sum:
            right = f"({right})"
        if token == "*":
            stack.append((f"({left})·{right}" if left_sum else f"{left}·{right}", False))
        else:
            stack.append((f"{left} {'−' if token == '-' else '+'} {right}", True))
    return stack.pop()[0]
