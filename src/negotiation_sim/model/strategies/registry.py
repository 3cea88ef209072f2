"""Which strategies there are, and what a principal with one insists on, puts forward and takes.

A built-in strategy is one file of this package with a `CODE` of its own and up to three functions:

- ``demand(talks, who, steps, heard)``: worth principal `who` insists on after some steps; `steps`
  counts the present one for a proposer and one more for a responder, who compares with its next
  demand; `heard` is the offer to be answered, -1 for a proposer;
- ``puts_forward(talks, who, steps)``: the text it offers; without it, of the texts that reach the
  demand the one the others like best;
- ``takes(talks, who, offer, steps)``: whether it takes an offer; without it, if the offer is no
  worse than its own next demand.

Its name is that of the file, or `NAME`. A file with `PRINCIPALS` is for disputes of so many
principals only, one with `UNANIMOUS` for those in which all of them must agree. Users add strategies with `register_strategy`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from negotiation_sim.errors import UnknownNameError
from negotiation_sim.model.offer import NEVER, best_offer, least_taken
from negotiation_sim.model.records import NOTHING, Brief, Dispute, Standing, State, Talks
from negotiation_sim.model.strategies.tft import hears

__all__ = [
    "DISPATCHED",
    "STRATEGIES",
    "Strategy",
    "chain",
    "demand",
    "fitting",
    "misfit",
    "note_offer",
    "puts_forward",
    "register_strategy",
    "registered",
    "strategies",
    "strategy_code",
    "strategy_names",
    "takes",
]

FIRST_CODE = 100
"""Codes of registered strategies start here, after the package's own."""

Registered = Callable[[Dispute, Brief, State, Standing, int], float]


@dataclass(frozen=True, slots=True)
class Strategy:
    """One strategy.

    Parameters
    ----------
    demand, puts_forward, takes : see the module
    picks_texts : whether it picks the text itself, instead of a worth that texts must reach
    answers_itself : whether it answers itself, instead of by its next demand
    principals : how many principals a dispute must have for it; 0 for any number
    unanimous : whether it reckons with everybody's yes, so that no quorum may be less
    about : its first sentence of documentation
    """

    name: str
    code: int
    demand: Callable[[Talks, int, int, int], float]
    puts_forward: Callable[[Talks, int, int], int]
    takes: Callable[[Talks, int, int, int], bool]
    picks_texts: bool
    answers_itself: bool
    principals: int
    unanimous: bool
    about: str


def offers_by(demand: Any) -> Callable[[Talks, int, int], int]:
    """Put forward, of the texts that reach the demand, the one the others like best."""

    def puts_forward(talks: Talks, who: int, steps: int) -> int:
        return best_offer(talks, who, demand(talks, who, steps, NOTHING))

    return puts_forward


def answers_by(demand: Any) -> Callable[[Talks, int, int, int], bool]:
    """Take an offer that is no worse than the own next demand (AC-next, Baarslag et al. 2013)."""

    def takes(talks: Talks, who: int, offer: int, steps: int) -> bool:
        worth = talks.standings[who].worth[offer]
        if worth < least_taken(talks, who, offer, -NEVER):
            return False  # whatever it insists on: what going on is worth comes first
        return worth >= least_taken(talks, who, offer, demand(talks, who, steps + 1, offer))

    return takes


def first_sentence(documentation: str | None) -> str:
    """The first paragraph of a docstring, on one line."""
    return " ".join((documentation or "").strip().partition("\n\n")[0].split())


def strategy_of(name: str, code: int, given: ModuleType | Any, about: str | None) -> Strategy:
    """A strategy from what a module, or anything alike, offers."""
    return Strategy(
        name,
        code,
        given.demand,
        getattr(given, "puts_forward", None) or offers_by(given.demand),
        getattr(given, "takes", None) or answers_by(given.demand),
        hasattr(given, "puts_forward"),
        hasattr(given, "takes"),
        getattr(given, "PRINCIPALS", 0),
        getattr(given, "UNANIMOUS", False),
        first_sentence(about) or "A strategy added in Python that has no documentation.",
    )


def built_in() -> tuple[Strategy, ...]:
    """The strategies of this package, by code: every file with a `CODE`."""
    package = __name__.rpartition(".")[0]
    found = []
    for info in iter_modules(import_module(package).__path__):
        if info.name != "registry":
            module = import_module(f"{package}.{info.name}")
            name = getattr(module, "NAME", info.name)
            found.append(strategy_of(name, module.CODE, module, module.__doc__))
    return tuple(sorted(found, key=lambda strategy: strategy.code))


BUILT_IN = built_in()
STRATEGIES = tuple(strategy.name for strategy in BUILT_IN)
"""Names of the strategies of this package."""

_registered: dict[str, tuple[Registered, Strategy]] = {}


@dataclass(frozen=True)
class _Alone:
    """A user's rule in the place of a module."""

    demand: Any


def register_strategy(name: str, demand: Registered) -> None:
    """Add a strategy that files, ``--set japan.strategy=NAME`` and Python can name from now on.

    Register it before the first run of the process, in every process that plays.

    Parameters
    ----------
    name : letters, digits and underscores
    demand : ``demand(dispute, brief, state, standing, steps)`` gives the worth the principal
        insists on after `steps` steps, from ``standing.reservation`` to ``standing.ceiling``;
        offers and answers follow from it as for ``time``. For the ensemble engine it must be a
        function numba can compile, registered before the engine's first run.

    Raises
    ------
    ValueError
        If the name is no identifier, or is taken.

    Examples
    --------
    >>> def halfway(dispute, brief, state, standing, steps):
    ...     return (standing.reservation + standing.ceiling) / 2
    >>> register_strategy("halfway", halfway)
    >>> "halfway" in strategy_names()
    True
    >>> forget("halfway")
    """
    if not name.isidentifier():
        raise ValueError(
            f"{name!r} is no name of a strategy, expected letters, digits and underscores"
        )
    if name in (*strategy_names(), "all"):
        raise ValueError(f"{name!r} is the name of a strategy already, expected a new one")
    code = FIRST_CODE + len(_registered)
    given = _Alone(widened(demand))
    _registered[name] = (demand, strategy_of(name, code, given, demand.__doc__))


def widened(demand: Any) -> Callable[[Talks, int, int, int], float]:
    """A user's rule with the signature of the others."""

    def insisted(talks: Talks, who: int, steps: int, heard: int) -> float:  # noqa: ARG001
        return demand(talks.dispute, talks.briefs[who], talks.state, talks.standings[who], steps)  # type: ignore[no-any-return]

    return insisted


def forget(name: str) -> None:
    """Take a registered strategy away."""
    del _registered[name]


def registered() -> dict[str, Registered]:
    """The rules that users registered, by name, in order."""
    return {name: rule for name, (rule, _) in _registered.items()}


def strategies() -> tuple[Strategy, ...]:
    """Every strategy of this process: the package's, then those registered."""
    return BUILT_IN + tuple(strategy for _, strategy in _registered.values())


def strategy_names() -> tuple[str, ...]:
    """Names a principal's `strategy` may have.

    Examples
    --------
    >>> strategy_names()[:3]
    ('time', 'time_exp', 'tft')
    """
    return tuple(strategy.name for strategy in strategies())


def fitting(n_principals: int, quorum: int = 0) -> tuple[str, ...]:
    """Names of the strategies that a dispute of so many principals can be played with.

    Parameters
    ----------
    quorum : principals whose yes is enough; 0 for all of them

    Examples
    --------
    >>> set(strategy_names()) - set(fitting(3))
    {'zeuthen'}
    >>> sorted(set(fitting(3)) - set(fitting(3, quorum=2)))
    ['aqre', 'spe']
    """
    all_needed = quorum in (0, n_principals)
    return tuple(
        s.name
        for s in strategies()
        if s.principals in (0, n_principals) and (all_needed or not s.unanimous)
    )


def misfit(name: str, n_principals: int, quorum: int = 0) -> str:
    """Why a dispute of so many principals cannot be played with a strategy; empty if it can."""
    if name not in strategy_names() or name in fitting(n_principals, quorum):
        return ""
    why = (
        f"compares two offers, one of each principal, but there are {n_principals} principals"
        if name not in fitting(n_principals)
        else f"reckons with everybody's yes, but protocol.quorum is {quorum} of {n_principals}"
    )
    choose = ", ".join(fitting(n_principals, quorum))
    return f"strategy {name} {why}; choose one of {choose}"


def strategy_code(name: str) -> int:
    """Code of a strategy.

    Raises
    ------
    UnknownNameError
        If there is none of that name in this process.

    Examples
    --------
    >>> strategy_code("time"), strategy_code("random")
    (0, 7)
    """
    for strategy in strategies():
        if strategy.name == name:
            return strategy.code
    raise UnknownNameError("strategy", name, strategy_names())


def strategy_at(code: int) -> Strategy:
    """The strategy with a code."""
    return next(strategy for strategy in strategies() if strategy.code == code)


def demand(talks: Talks, who: int, steps: int, heard: int) -> float:
    """Worth a principal insists on after some steps; not a number where that is left to chance."""
    return strategy_at(talks.briefs[who].strategy).demand(talks, who, steps, heard)


def puts_forward(talks: Talks, who: int, steps: int) -> int:
    """The text a principal puts forward in a step, -1 for none."""
    return strategy_at(talks.briefs[who].strategy).puts_forward(talks, who, steps)


def takes(talks: Talks, who: int, offer: int, steps: int) -> bool:
    """Whether a principal takes an offer in a step."""
    return strategy_at(talks.briefs[who].strategy).takes(talks, who, offer, steps)


def note_offer(talks: Talks, proposer: int, offer: int) -> None:
    """Once an offer has been answered, its author remembers what it asked for, and the others what
    they heard.
    """
    for a in range(talks.dispute.n_principals):
        if a == proposer:
            talks.standings[a].demanded = talks.standings[a].worth[offer]
        else:
            hears(talks.standings[a], offer)


def chain(rules: Sequence[tuple[int, Any]], either: Any, made: Callable[[Any], Any]) -> Any:
    """Several rules as one function that picks by the strategy's code; compiled code has it in the
    place of a dispatched function.

    Parameters
    ----------
    rules : (code, rule); the first also serves where no code fits
    either : from `DISPATCHED`
    made : what is done to every function on the way, such as handing it to the compiler
    """
    picked = rules[0][1]
    for code, rule in rules[1:]:
        picked = made(either(code, rule, picked))
    return picked


def either_demand(code: int, rule: Any, other: Any) -> Any:
    """One of two demands, by the strategy's code."""

    def pick(talks: Talks, who: int, steps: int, heard: int) -> float:
        if talks.briefs[who].strategy == code:
            return rule(talks, who, steps, heard)  # type: ignore[no-any-return]
        return other(talks, who, steps, heard)  # type: ignore[no-any-return]

    return pick


def either_offer(code: int, rule: Any, other: Any) -> Any:
    """One of two offers, by the strategy's code."""

    def pick(talks: Talks, who: int, steps: int) -> int:
        if talks.briefs[who].strategy == code:
            return rule(talks, who, steps)  # type: ignore[no-any-return]
        return other(talks, who, steps)  # type: ignore[no-any-return]

    return pick


def either_answer(code: int, rule: Any, other: Any) -> Any:
    """One of two answers, by the strategy's code."""

    def pick(talks: Talks, who: int, offer: int, steps: int) -> bool:
        if talks.briefs[who].strategy == code:
            return rule(talks, who, offer, steps)  # type: ignore[no-any-return]
        return other(talks, who, offer, steps)  # type: ignore[no-any-return]

    return pick


DISPATCHED = {demand: either_demand, puts_forward: either_offer, takes: either_answer}
"""Functions that pick a strategy by its code, each with what `chain` joins its rules by."""
