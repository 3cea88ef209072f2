"""Strategies that users add in Python: a name, and a rule for what a principal insists on.

A rule is a plain function of numbers and rows, so the Mesa engine calls it as it stands and the
ensemble engine compiles it where numba can. Register it before the first run of the process, in
every process that plays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from negotiation_sim.model.records import Brief, Desk, Dispute, Standing

__all__ = ["FIRST_CODE", "Rule", "chain", "names", "register_strategy", "rules", "unknown"]

Rule = Callable[[Dispute, Brief, Desk, Standing, int], float]

FIRST_CODE = 100
"""Codes of registered strategies start here, after the package's own."""

_rules: dict[str, Rule] = {}


def register_strategy(name: str, demand: Rule) -> None:
    """Add a strategy that files, ``--set japan.strategy=NAME`` and Python can name from now on.

    Parameters
    ----------
    name : letters, digits and underscores
    demand : ``demand(dispute, brief, desk, standing, steps)`` gives the worth the principal insists
        on after `steps`
        steps, from ``standing.reservation`` to ``standing.ceiling``; offers and answers follow from
        it as for ``time``. For the ensemble engine it must be a function numba can compile,
        registered before the engine's first run.

    Raises
    ------
    ValueError
        If the name is no identifier, or is taken.

    Examples
    --------
    >>> def halfway(dispute, brief, desk, standing, steps):
    ...     return (standing.reservation + standing.ceiling) / 2
    >>> register_strategy("halfway", halfway)
    >>> "halfway" in names()
    True
    >>> forget("halfway")
    """
    from negotiation_sim.model.strategies.registry import STRATEGIES

    if not name.isidentifier():
        raise ValueError(
            f"{name!r} is no name of a strategy, expected letters, digits and underscores"
        )
    if name in (*STRATEGIES, "all") or name in _rules:
        raise ValueError(f"{name!r} is the name of a strategy already, expected a new one")
    _rules[name] = demand


def forget(name: str) -> None:
    """Take a registered strategy away."""
    del _rules[name]


def names() -> tuple[str, ...]:
    """Registered strategies, in order; place plus `FIRST_CODE` is the code of each."""
    return tuple(_rules)


def rules() -> tuple[Rule, ...]:
    """Their rules."""
    return tuple(_rules.values())


def unknown(dispute: Dispute, brief: Brief, desk: Desk, standing: Standing, steps: int) -> float:  # noqa: ARG001 - the signature of a rule
    """What a strategy with no code of its own insists on: its ceiling, for ever."""
    return standing.ceiling


def chain(
    given: Sequence[Any],
    otherwise: Any = unknown,
    made: Callable[[Any], Any] = lambda function: function,
) -> Any:
    """Several rules as one function that picks by the code in a brief; each is called only for its
    own.

    Parameters
    ----------
    made : what is done to every function on the way, such as handing it to the compiler
    """
    picked = otherwise
    for number, rule in enumerate(given):
        picked = made(_either(FIRST_CODE + number, rule, picked))
    return picked


def _either(code: int, rule: Any, other: Any) -> Any:
    def pick(dispute: Dispute, brief: Brief, desk: Desk, standing: Standing, steps: int) -> float:
        if brief.strategy == code:
            return rule(dispute, brief, desk, standing, steps)  # type: ignore[no-any-return]
        return other(dispute, brief, desk, standing, steps)  # type: ignore[no-any-return]

    return pick
