"""What an experiment that samples a box calls plausible, read without loading its scenarios; and
numbers that are outside of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from negotiation_sim.domain.changes import Change, Scaling
from negotiation_sim.domain.experiment import split_prefix
from negotiation_sim.errors import Fault, InputError
from negotiation_sim.scenarios.shelf import find_experiment, shipped_folder
from negotiation_sim.scenarios.source.located import Path, Table, node_at, place_of, plain

if TYPE_CHECKING:
    from negotiation_sim.domain.scenario import Scenario

__all__ = ["BOX", "Stray", "kin_of", "plausible_ranges", "strays", "strays_in"]

BOX = "plausible_box"
"""The box of the shipped episodes."""


def plausible_ranges(scenario: str, box: str = BOX) -> dict[str, tuple[float, float]]:
    """Least and most plausible value of every number that a box varies in a scenario.

    Of a number that is drawn anew in every run it is the range of its most likely value.

    Parameters
    ----------
    scenario : as the box calls it; for one it does not play there are none
    box : an experiment with `vary.latin_hypercube` or `vary.sobol`

    Examples
    --------
    >>> ranges = plausible_ranges("1956")
    >>> ranges["japan.norm"], ranges["us.stake"], plausible_ranges("elsewhere")
    ((20.0, 85.0), (30.0, 90.0), {})
    """
    if not scenario:
        return {}
    data = _box(find_experiment(box))
    names = data.get("scenarios", [])
    if scenario not in map(str, names if isinstance(names, list) else [names]):
        return {}
    return dict(_ranges(scenario, data.get("vary", {})))


def _box(path: FilePath) -> dict[str, Any]:
    return _box_at(path, path.stat().st_mtime_ns)


@cache
def _box_at(path: FilePath, _changed: int) -> dict[str, Any]:
    """What a box says, read once as long as its file does not change."""
    from negotiation_sim.scenarios.source.merging import merged_tree

    data: dict[str, Any] = plain(merged_tree(path))
    return data


def _ranges(scenario: str, vary: dict[str, Any]) -> Iterator[tuple[str, tuple[float, float]]]:
    for method in ("latin_hypercube", "sobol"):
        for key, draw in vary.get(method, {}).get("parameters", {}).items():
            ends = draw.get("mode", ()) if isinstance(draw, dict) else draw
            if len(ends) != 2 or any(isinstance(end, str) for end in ends):
                continue
            for prefix, address in map(split_prefix, map(str.strip, key.split(","))):
                if not prefix or scenario in prefix:
                    yield address, (float(ends[0]), float(ends[1]))


def kin_of(names: Iterable[str], box: str = BOX) -> str:
    """The first of some scenarios that a box varies; empty where it varies none of them, or is not
    installed.
    """
    try:
        return next((name for name in names if plausible_ranges(name, box)), "")
    except InputError:
        return ""


@dataclass(frozen=True, slots=True)
class Stray:
    """A number that is where nobody declared that it may be.

    Parameters
    ----------
    low, high : where it may be
    said : who says so

    Examples
    --------
    >>> print(Stray("japan.norm", -5.0, 20.0, 85.0, "the plausible box"))
    is -5, outside the plausible box (20 to 85)
    """

    address: str
    value: float
    low: float
    high: float
    said: str

    def __str__(self) -> str:
        return self.among([self.value])

    def among(self, values: Sequence[float], scenario: str = "") -> str:
        """The same of all values that it is given, by the least and the most of them."""
        ends = " to ".join(f"{end:g}" for end in sorted({min(values), max(values)}))
        where = f" in {scenario}" if scenario else ""
        return f"is {ends}{where}, outside {self.said} ({self.low:g} to {self.high:g})"


def strays(scenario: Scenario, change: Change, kin: str) -> Iterator[Stray]:
    """Numbers that a change puts where nobody declared that they may be.

    A number may be where the plausible box has it, or else where the scenario draws it from; one
    that is neither in a box nor drawn may be anything.

    Parameters
    ----------
    kin : the scenario as the box calls it

    Examples
    --------
    >>> from negotiation_sim.domain.distributions import Fixed
    >>> from negotiation_sim.scenarios.loading import load_scenario
    >>> change = Change(values=(("japan.norm", Fixed(-5.0)), ("us.stake", Fixed(50.0))))
    >>> [one.address for one in strays(load_scenario("1956"), change, "1956")]
    ['japan.norm']
    """
    from negotiation_sim.scenarios.overrides import Overrides

    asked: dict[str, Any] = {**dict(change.values), **dict(change.edits)}
    asked |= {f"events.{event}.{address}": amount for event, address, amount in change.shifts}
    if not asked:
        return
    ranges, before = plausible_ranges(kin), Overrides(scenario).numbers
    for address, new in asked.items():
        old = before.get(address)
        if old is None or isinstance(new, (str, tuple)):
            continue
        value = old * new.factor if isinstance(new, Scaling) else getattr(new, "mode", new)
        if value != old and (found := stray(scenario, address, float(value), ranges)):
            yield found


def stray(
    scenario: Scenario, address: str, value: float, ranges: Mapping[str, tuple[float, float]]
) -> Stray | None:
    """A number, if it is where nobody declared that it may be."""
    if address in ranges:
        (low, high), said = ranges[address], "the plausible box"
    else:
        drawn = {one.address: one.value.support for one in scenario.parameters}
        (low, high), said = drawn.get(address, (0.0, 0.0)), "what the scenario draws it from"
    may_be = low <= value <= high or (address not in ranges and low == high)
    return None if may_be else Stray(address, value, low, high, said)


def strays_in(scenario: Scenario, tree: Table, kin: str) -> Iterator[Fault]:
    """The same of the numbers that a user's file gives, and of those that its interventions set,
    where they are written.
    """
    from negotiation_sim.scenarios.overrides import Overrides

    ranges = plausible_ranges(kin)
    for address, value in Overrides(scenario).numbers.items():
        if address in ranges and (found := stray(scenario, address, value, ranges)):
            yield from _told(tree, _path_of(address), str(found))
    for change in scenario.interventions if ranges else ():
        for found in strays(scenario, change, kin):
            if found.address not in ranges:  # an intervention is meant to leave what is drawn
                continue
            for key in ("set", "scale"):
                path = ("interventions", change.name, key, found.address)
                yield from _told(tree, path, str(found))


def _path_of(address: str) -> Path:
    """Where a file writes what has an address."""
    if not address.startswith("events."):
        return ("params", address, "value")
    _, event, rest = address.split(".", 2)
    return ("events", event, *(("shift", rest) if "." in rest else (rest,)))


def _told(tree: Table, path: Path, said: str) -> Iterator[Fault]:
    """The fault at its place, unless that is in a file that is shipped."""
    if node_at(tree, path) is None:
        return
    place = place_of(tree, path)
    if not FilePath(place.file).resolve().is_relative_to(shipped_folder("scenarios").resolve()):
        yield place.fault(path, said)
