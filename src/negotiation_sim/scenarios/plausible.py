"""What an experiment that samples a box calls plausible, read without loading its scenarios."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from negotiation_sim.domain.experiment import split_prefix
from negotiation_sim.scenarios.shelf import find_experiment
from negotiation_sim.scenarios.source.located import plain

__all__ = ["BOX", "plausible_ranges"]

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
    from negotiation_sim.scenarios.source.merging import merged_tree

    data = plain(merged_tree(find_experiment(box)))
    names = data.get("scenarios", [])
    if scenario not in map(str, names if isinstance(names, list) else [names]):
        return {}
    return dict(_ranges(scenario, data.get("vary", {})))


def _ranges(scenario: str, vary: dict[str, Any]) -> Iterator[tuple[str, tuple[float, float]]]:
    for method in ("latin_hypercube", "sobol"):
        for key, draw in vary.get(method, {}).get("parameters", {}).items():
            ends = draw.get("mode", ()) if isinstance(draw, dict) else draw
            if len(ends) != 2 or any(isinstance(end, str) for end in ends):
                continue
            for prefix, address in map(split_prefix, map(str.strip, key.split(","))):
                if not prefix or scenario in prefix:
                    yield address, (float(ends[0]), float(ends[1]))
