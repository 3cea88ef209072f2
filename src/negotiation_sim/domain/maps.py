"""Where the regions in dispute lie on a map, and which level of which issue hands them over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["COASTS", "Line", "Map", "Outlines", "Region"]

COASTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"northern_territories": ("etorofu", "kunashiri", "shikotan", "habomai")}
)
"""Coasts that can be drawn, and the regions whose outline each knows."""

Line = tuple[tuple[float, float], ...]
"""Points of a closed line, degrees east and north."""


@dataclass(frozen=True, slots=True)
class Region:
    """What may be handed over.

    Parameters
    ----------
    label_at : a point, and whether the label begins (``left``) or ends (``right``) there
    """

    name: str
    label: str
    polygons: tuple[Line, ...]
    label_at: tuple[float, float, str]


@dataclass(frozen=True, slots=True)
class Outlines:
    """Outlines of some regions.

    Parameters
    ----------
    window : west, south, east, north, in degrees
    context : outlines of what is not in dispute
    colour, hatch, ends : what colour, hatching and the figure as a whole say
    none : what is said where nothing is handed over
    credit : where the outlines come from
    """

    window: tuple[float, float, float, float]
    context: tuple[Line, ...]
    regions: tuple[Region, ...]
    colour: str
    hatch: str
    ends: str
    none: str
    credit: str

    def region(self, name: str) -> Region:
        """A region by name."""
        return next(region for region in self.regions if region.name == name)


@dataclass(frozen=True, slots=True)
class Map:
    """What the figure ``map`` draws of a scenario.

    Parameters
    ----------
    coast : a key of `COASTS`; empty where the scenario brings outlines of its own
    issue : whose level decides
    regions : regions by level of the issue; a level that is left out hands nothing over
    hazard : the unwanted event whose probability is hatched; empty for none
    outlines : the scenario's own
    """

    coast: str
    issue: str
    regions: tuple[tuple[str, tuple[str, ...]], ...]
    hazard: str = ""
    outlines: Outlines | None = None
