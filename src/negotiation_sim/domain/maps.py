"""Where the regions in dispute lie on a map, and which level of which issue hands them over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["COASTS", "Map"]

COASTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"northern_territories": ("etorofu", "kunashiri", "shikotan", "habomai")}
)
"""Coasts that can be drawn, and the regions whose outline each knows."""


@dataclass(frozen=True, slots=True)
class Map:
    """What the figure ``map`` draws of a scenario.

    Parameters
    ----------
    coast : a key of `COASTS`
    issue : whose level decides
    regions : regions by level of the issue; a level that is left out hands nothing over
    hazard : the unwanted event whose probability is hatched; empty for none
    """

    coast: str
    issue: str
    regions: tuple[tuple[str, tuple[str, ...]], ...]
    hazard: str = ""
