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

__all__ = ["Found", "Place", "Ray", "distance", "nearest", "search"]

STEPS = 10
"""Rungs of a ray on which combinations are compared."""

EXACT = 12
"""Halvings of the last rung: a place is exact to 1/(10·2¹²) of a ray."""

LOOKED_INTO = 8
"""Sets of one size that are searched rung by rung, those that look nearest first."""

Place = Mapping[int, float]
"""How far each ray is moved, by number; rays that stay are left out."""

Share = Callable[[Place], float]


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
    best : the place with the largest share of all that were looked at, for a search in vain
    looked_at : places whose share was worked out
    """

    places: tuple[dict[int, float], ...]
    best: dict[int, float]
    looked_at: int


@dataclass
class _Known:
    """Shares worked out so far."""

    share: Share
    shares: dict[tuple[tuple[int, float], ...], float] = field(default_factory=dict)

    def at(self, place: Place) -> float:
        key = tuple(sorted(place.items()))
        if key not in self.shares:
            self.shares[key] = self.share(place)
        return self.shares[key]


def search(
    rays: Sequence[Ray], share: Share, at_least: float, at_most: int, answers: int
) -> Found:
    """The nearest places at which the share is at least a threshold.

    A set of things is looked into only if none of its parts suffices, and if the share passes where
    each is moved as far as it goes or to where it does most alone. Within a set, the share is taken
    to rise along the ray that is halved.

    Parameters
    ----------
    share : of a place; the same place always has the same
    at_most : things in one place
    answers : after as many, larger sets are not looked at

    Examples
    --------
    >>> rays = [Ray("a", 1.0), Ray("b", 2.0), Ray("c", 0.5, switch=True)]
    >>> found = search(rays, lambda at: 0.5 * at.get(0, 0) + 0.4 * at.get(1, 0) + 0.3 * at.get(2, 0), 0.7, 2, 5)
    >>> [sorted(place) for place in found.places]
    [[0, 2], [0, 1], [1, 2]]
    """
    known, enough = _Known(share), list[dict[int, float]]()
    alone = {number: _most(number, ray, known) for number, ray in enumerate(rays)}
    start = known.at({})
    for size in range(1, at_most + 1):
        helpful = [number for number, best in alone.items() if known.at(best) > start]
        wanted = [
            chosen
            for chosen in combinations(helpful if size > 1 else range(len(rays)), size)
            if _apart(chosen, rays) and not _contains(chosen, enough, rays)
        ]
        if size == 1:
            reaching = [chosen for chosen in wanted if known.at(alone[chosen[0]]) >= at_least]
        else:
            reaching = [one for one in wanted if _corner(one, alone, known) >= at_least]
        reaching.sort(key=lambda chosen: _straight(chosen, rays, known, at_least))
        places = [nearest(one, rays, known.at, at_least) for one in reaching[:LOOKED_INTO]]
        enough += _one_a_set(filter(None, places), rays)
        if len(enough) >= answers:
            break
    best = max(known.shares, key=lambda place: known.shares[place])
    return Found(tuple(enough[:answers]), dict(best), len(known.shares))


def _most(number: int, ray: Ray, known: _Known) -> dict[int, float]:
    """Where a ray does most alone."""
    return max(({number: rung} for rung in ray.rungs), key=known.at)


def _apart(chosen: Sequence[int], rays: Sequence[Ray]) -> bool:
    return len({rays[number].of for number in chosen}) == len(chosen)


def _contains(chosen: Sequence[int], enough: Iterable[Place], rays: Sequence[Ray]) -> bool:
    """Whether some of the things alone suffice."""
    things = {rays[number].of for number in chosen}
    return any({rays[number].of for number in place} <= things for place in enough)


def _corner(chosen: Sequence[int], alone: Mapping[int, Place], known: _Known) -> float:
    """The share where everything is moved most, or to where it does most alone."""
    ends = {number: 1.0 for number in chosen}
    tops = {number: alone[number][number] for number in chosen}
    return max(known.at(ends), known.at(tops))


def _straight(
    chosen: Sequence[int], rays: Sequence[Ray], known: _Known, at_least: float
) -> float:
    """Distance at which the share passes where all rays are moved alike: a guess at the nearest."""
    for rung in Ray("", 0.0).rungs:
        place = {number: 1.0 if rays[number].switch else rung for number in chosen}
        if known.at(place) >= at_least:
            return distance(place, rays)
    return sum(rays[number].length for number in chosen)


def nearest(
    chosen: Sequence[int],
    rays: Sequence[Ray],
    share: Share,
    at_least: float,
    halvings: int = EXACT,
) -> dict[int, float] | None:
    """The nearest place of a set of rays at which the share passes; None if it nowhere does.

    Every combination of rungs of all but the longest ray, and on that one the first rung that
    passes; then that rung is halved down.

    Parameters
    ----------
    halvings : of the last rung; 0 for a place on the grid
    """
    *others, last = sorted(chosen, key=lambda number: (not rays[number].switch, rays[number].length))
    best: dict[int, float] | None = None
    least = rays[last].rungs[0] * rays[last].length
    for rungs in product(*(rays[number].rungs for number in others)):
        place = dict(zip(others, rungs, strict=True))
        if best and distance(place, rays) + least >= distance(best, rays):
            continue
        rung = _first(last, rays[last], place, share, at_least)
        if rung is not None:
            candidate = {**place, last: rung}
            if best is None or distance(candidate, rays) < distance(best, rays):
                best = candidate
    if best is None or rays[last].switch or not halvings:
        return best
    return {**best, last: _halved(last, best, share, at_least, halvings)}


def _first(
    last: int, ray: Ray, place: Place, share: Share, at_least: float
) -> float | None:
    """The first rung that passes: alone on its ray every rung is tried, beside others they are
    halved.
    """
    rungs = ray.rungs
    if not place:
        return next((rung for rung in rungs if share({last: rung}) >= at_least), None)
    low, high = -1, len(rungs)
    while high - low > 1:
        middle = (low + high) // 2
        if share({**place, last: rungs[middle]}) >= at_least:
            high = middle
        else:
            low = middle
    return rungs[high] if high < len(rungs) else None


def _halved(
    last: int, place: Place, share: Share, at_least: float, halvings: int
) -> float:
    high = place[last]
    low = high - 1 / STEPS
    for _ in range(halvings):
        middle = 0.5 * (low + high)
        if share({**place, last: middle}) >= at_least:
            high = middle
        else:
            low = middle
    return high


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
