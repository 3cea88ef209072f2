"""The nearest combinations of moves at which a share passes a threshold; knows nothing of what is
moved.

A *ray* is one thing moved one way, from 0 (where it is) to 1 (as far as is plausible). Few rays come
before many, and among as many the nearest. This is the search for counterfactual explanations [1]_,
with sparsity first, over a function that is computed on common luck and so has no noise to average.

References
----------
.. [1] S. Wachter, B. Mittelstadt and C. Russell, "Counterfactual explanations without opening the
   black box", Harvard Journal of Law & Technology 31, 2018. https://arxiv.org/abs/1711.00399
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

__all__ = ["Found", "Place", "Ray", "Score", "distance", "nearest", "search", "sharpened"]

STEPS = 10
"""Rungs of a ray on which combinations are compared."""

EXACT = 14
"""Halvings of a ray: a place is exact to 1/2¹⁴ of it."""

LOOKED_INTO = 10
"""Sets of one size that are searched rung by rung, those that look nearest first."""

OFTEN = 2
"""Sets of one size that may hold the same thing: answers are to differ from each other."""

HELPFUL = 14
"""Rays that are combined with others, those that do most alone first."""

Place = Mapping[int, float]
"""How far each ray is moved, by number; rays that stay are left out."""

Score = tuple[float, float]
"""The share at a place, and a guide for where shares are equal, such as all nil."""

Scored = Callable[[Place], Score]


@dataclass(frozen=True, slots=True)
class Ray:
    """One thing moved one way.

    Parameters
    ----------
    of : what is moved; of two rays of one thing only one can be used
    length : distance of its end, in widths of plausible ranges
    switch : whether it is only there or not there
    """

    of: str
    length: float
    switch: bool = False

    @property
    def rungs(self) -> tuple[float, ...]:
        """Places on it that are compared, nearest first."""
        return (1.0,) if self.switch else tuple((i + 1) / STEPS for i in range(STEPS))


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to.

    Parameters
    ----------
    places : the nearest place of each set of things, few before many
    best : the place with the largest score of all that were looked at, for a search in vain
    looked_at : places whose share was worked out
    """

    places: tuple[dict[int, float], ...]
    best: dict[int, float]
    looked_at: int


@dataclass
class _Known:
    """Scores worked out so far."""

    score: Scored
    scores: dict[tuple[tuple[int, float], ...], Score] = field(default_factory=dict)

    def at(self, place: Place) -> Score:
        key = tuple(sorted(place.items()))
        if key not in self.scores:
            self.scores[key] = self.score(place)
        return self.scores[key]

    def passes(self, place: Place, at_least: float) -> bool:
        return self.at(place)[0] >= at_least


def search(
    rays: Sequence[Ray], score: Scored, at_least: float, at_most: int, answers: int
) -> Found:
    """The nearest places on a grid at which the share is at least a threshold.

    A set of things is looked into only if none of its parts suffices, and if the share passes where
    each is moved as far as it goes or to where it does most alone. Within a set, the share is taken
    to rise along the longest ray.

    Parameters
    ----------
    score : of a place; the same place always has the same
    at_most : things in one place
    answers : after as many, larger sets are not looked at

    Examples
    --------
    >>> rays = [Ray("a", 1.0), Ray("b", 2.0), Ray("c", 0.5, switch=True)]
    >>> def score(at):
    ...     return 0.5 * at.get(0, 0) + 0.4 * at.get(1, 0) + 0.3 * at.get(2, 0), 0.0
    >>> [sorted(place) for place in search(rays, score, at_least=0.7, at_most=2, answers=5).places]
    [[0, 2], [0, 1], [1, 2]]
    """
    known, enough = _Known(score), list[dict[int, float]]()
    alone = {number: _most(number, ray, known) for number, ray in enumerate(rays)}
    start = known.at({})
    helpful = sorted(
        (number for number, best in alone.items() if known.at(best) > start),
        key=lambda number: known.at(alone[number]),
        reverse=True,
    )
    for size in range(1, at_most + 1):
        reaching = [
            chosen
            for chosen in combinations(sorted(helpful if size == 1 else helpful[:HELPFUL]), size)
            if _apart(chosen, rays)
            and not _contains(chosen, enough, rays)
            and _corner_passes(chosen, alone, known, at_least)
        ]
        reaching.sort(key=lambda chosen: _straight(chosen, rays, known, at_least))
        places = [nearest(one, rays, known.at, at_least) for one in _varied(reaching, rays, size)]
        enough += _one_a_set(filter(None, places), rays)
        if len(enough) >= answers:
            break
    best = max(known.scores, key=lambda place: known.scores[place])
    return Found(tuple(enough[:answers]), dict(best), len(known.scores))


def _most(number: int, ray: Ray, known: _Known) -> dict[int, float]:
    """Where a ray does most alone."""
    return max(({number: rung} for rung in ray.rungs), key=known.at)


def _varied(
    reaching: Sequence[tuple[int, ...]], rays: Sequence[Ray], size: int
) -> list[tuple[int, ...]]:
    """Some sets, nearest first, in which no thing occurs too often."""
    counts: dict[str, int] = {}
    kept = []
    for chosen in reaching:
        things = [rays[number].of for number in chosen]
        if size == 1 or all(counts.get(thing, 0) < OFTEN for thing in things):
            counts.update({thing: counts.get(thing, 0) + 1 for thing in things})
            kept.append(chosen)
    return kept[:LOOKED_INTO]


def _apart(chosen: Sequence[int], rays: Sequence[Ray]) -> bool:
    return len({rays[number].of for number in chosen}) == len(chosen)


def _contains(chosen: Sequence[int], enough: Iterable[Place], rays: Sequence[Ray]) -> bool:
    """Whether some of the things alone suffice."""
    things = {rays[number].of for number in chosen}
    return any({rays[number].of for number in place} <= things for place in enough)


def _corner_passes(
    chosen: Sequence[int], alone: Mapping[int, Place], known: _Known, at_least: float
) -> bool:
    """Whether the share passes where everything is moved most, or to where it does most alone."""
    ends = dict.fromkeys(chosen, 1.0)
    tops = {number: alone[number][number] for number in chosen}
    return known.passes(ends, at_least) or known.passes(tops, at_least)


def _straight(chosen: Sequence[int], rays: Sequence[Ray], known: _Known, at_least: float) -> float:
    """Distance at which the share passes where all rays are moved alike: a guess at the nearest."""
    for step in range(1, STEPS + 1):
        place = {number: 1.0 if rays[number].switch else step / STEPS for number in chosen}
        if known.passes(place, at_least):
            return distance(place, rays)
    return sum(rays[number].length for number in chosen)


def nearest(
    chosen: Sequence[int], rays: Sequence[Ray], score: Scored, at_least: float
) -> dict[int, float] | None:
    """The nearest place of a set of rays, on the grid, at which the share passes; None if it nowhere
    does.

    Every combination of rungs of all but the longest ray, and on that one the first rung that
    passes.
    """
    *others, last = sorted(chosen, key=lambda one: (not rays[one].switch, rays[one].length))
    best: dict[int, float] | None = None
    least = rays[last].rungs[0] * rays[last].length
    for rungs in product(*(rays[number].rungs for number in others)):
        place = dict(zip(others, rungs, strict=True))
        if best and distance(place, rays) + least >= distance(best, rays):
            continue
        rung = _first(last, rays[last], place, score, at_least)
        if rung is not None:
            candidate = {**place, last: rung}
            if best is None or distance(candidate, rays) < distance(best, rays):
                best = candidate
    return best


def _first(last: int, ray: Ray, place: Place, score: Scored, at_least: float) -> float | None:
    """The first rung that passes: alone on its ray every rung is tried, beside others they are
    halved.
    """
    rungs = ray.rungs
    if not place:
        return next((rung for rung in rungs if score({last: rung})[0] >= at_least), None)
    low, high = -1, len(rungs)
    while high - low > 1:
        middle = (low + high) // 2
        if score({**place, last: rungs[middle]})[0] >= at_least:
            high = middle
        else:
            low = middle
    return rungs[high] if high < len(rungs) else None


def sharpened(
    place: Place, rays: Sequence[Ray], score: Scored, at_least: float
) -> dict[int, float] | None:
    """A place of the grid with its longest ray halved down to where the share just passes, by a
    finer share than the search had; None if by that one it does not pass at all.

    The halving begins at the place itself, or where the finer share is not enough there, at the end
    of the ray.
    """
    longest = max(place, key=lambda number: (not rays[number].switch, rays[number].length))
    if rays[longest].switch:
        return dict(place) if score(place)[0] >= at_least else None
    high = next(
        (x for x in (place[longest], 1.0) if score({**place, longest: x})[0] >= at_least), None
    )
    if high is None:
        return None
    low = 0.0 if high == place[longest] else place[longest]
    for _ in range(EXACT):
        middle = 0.5 * (low + high)
        if score({**place, longest: middle})[0] >= at_least:
            high = middle
        else:
            low = middle
    return {**place, longest: high}


def distance(place: Place, rays: Sequence[Ray]) -> float:
    """Sum of what is moved, in widths."""
    return sum(
        rays[number].length * (1.0 if rays[number].switch else x) for number, x in place.items()
    )


def _one_a_set(places: Iterable[dict[int, float]], rays: Sequence[Ray]) -> list[dict[int, float]]:
    """The nearest place of each set of things, nearest first."""
    best: dict[frozenset[str], dict[int, float]] = {}
    for place in sorted(places, key=lambda one: distance(one, rays)):
        best.setdefault(frozenset(rays[number].of for number in place), place)
    return list(best.values())
