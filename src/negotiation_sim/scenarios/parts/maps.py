"""``map``: which regions an outcome hands over, for the figure that draws them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from negotiation_sim.domain.maps import COASTS, Line, Map, Outlines, Region
from negotiation_sim.scenarios.parts.fields import Spec, Text
from negotiation_sim.scenarios.scope import Scope

__all__ = ["MapSpec", "OutlinesSpec"]

MARGIN = 0.4
"""Room around the regions, as a share of their larger extent, where no window is given."""

RING = "three or more points [degrees east, degrees north], from -360 to 360 and -85 to 85"
PLACE = "degrees east, degrees north, and left or right"
WINDOW = "west, south, east and north in degrees, west < east and south < north"


def _lines(found: Any) -> tuple[Line, ...]:
    if not isinstance(found, Sequence) or isinstance(found, str) or not found:
        raise ValueError(f"found no outline, expected a list of them, each {RING}")
    return tuple(_line(one, number) for number, one in enumerate(found, start=1))


def _line(found: Any, number: int) -> Line:
    if isinstance(found, Sequence) and not isinstance(found, str) and len(found) > 2:
        points = [point for point in map(_point, found) if point]
        if len(points) == len(found):
            return tuple(points)
    raise ValueError(f"outline {number} of the list is something else, expected {RING}")


def _point(found: Any) -> tuple[float, float] | None:
    if not isinstance(found, Sequence) or isinstance(found, str) or len(found) != 2:
        return None
    if any(isinstance(x, bool) or not isinstance(x, (int, float)) for x in found):
        return None
    east, north = map(float, found)
    return (east, north) if abs(east) <= 360 and abs(north) <= 85 else None


def _window(found: Any) -> tuple[float, float, float, float]:
    if isinstance(found, Sequence) and len(found) == 4:
        low, high = _point(found[:2]), _point(found[2:])
        if low and high and low[0] < high[0] and low[1] < high[1]:
            return (*low, *high)
    raise ValueError(f"found something else, expected {WINDOW}")


def _place(found: Any) -> tuple[float, float, str]:
    if isinstance(found, Sequence) and len(found) == 3 and found[2] in ("left", "right"):
        point = _point(found[:2])
        if point:
            return (*point, str(found[2]))
    raise ValueError(f"found something else, expected {PLACE}")


Lines = Annotated[
    tuple[Line, ...], PlainValidator(_lines), WithJsonSchema({"type": "array", "minItems": 1})
]
Window = Annotated[
    tuple[float, float, float, float], PlainValidator(_window), WithJsonSchema({"type": "array"})
]
LabelAt = Annotated[
    tuple[float, float, str], PlainValidator(_place), WithJsonSchema({"type": "array"})
]


class RegionSpec(Spec):
    """What may be handed over."""

    polygons: Lines = Field(description=f"a list of outlines, each {RING}")
    label: Text = Field("", description="name on the map; the id if left out")
    label_at: LabelAt | None = Field(
        None, description=f"where the label stands: {PLACE}; east of it if left out"
    )

    def build(self, name: str) -> Region:
        east = max(x for line in self.polygons for x, _ in line)
        norths = [y for line in self.polygons for _, y in line]
        beside = (east, (min(norths) + max(norths)) / 2, "left")
        return Region(name, self.label or name, self.polygons, self.label_at or beside)


class OutlinesSpec(Spec):
    """Outlines of regions, as a file of their own gives them."""

    regions: dict[str, RegionSpec] = Field(min_length=1, description="region -> its outline")
    context: Lines = Field((), description=f"what is not in dispute, each {RING}")
    window: Window | None = Field(
        None, description=f"what is shown: {WINDOW}; the regions with a margin if left out"
    )
    colour: Text = Field(
        "share of runs that hand it over", description="what the colour of a region says"
    )
    hatch: Text = Field("risk", description="what hatching says")
    ends: Text = Field("Handed over at the end", description="what the figure shows")
    none: Text = Field("no region", description="what is said where nothing is handed over")
    credit: Text = Field("", description="where the outlines come from, for the foot of the figure")
    about: Text = Field("", description="not shown")
    origin: Text = Field("", description="not shown")
    made_by: Text = Field("", description="not shown")
    missing: Text = Field("", description="not shown")

    def build(self) -> Outlines:
        regions = tuple(spec.build(name) for name, spec in self.regions.items())
        return Outlines(
            self.window or _around(regions),
            self.context,
            regions,
            self.colour,
            self.hatch,
            self.ends,
            self.none,
            self.credit,
        )


def _around(regions: Sequence[Region]) -> tuple[float, float, float, float]:
    points = [point for region in regions for line in region.polygons for point in line]
    east, north = ([point[i] for point in points] for i in (0, 1))
    room = MARGIN * max(max(east) - min(east), max(north) - min(north), 0.01)
    return min(east) - room, min(north) - room, max(east) + room, max(north) + room


class MapSpec(Spec):
    """Which regions an outcome hands over, for the figure that draws them."""

    coast: Literal["northern_territories"] | None = Field(
        None, description="coast that the program can draw"
    )
    outlines: OutlinesSpec | None = Field(
        None, description="outlines of one's own: a file, relative to this one, or what it holds"
    )
    issue: str = Field(description="the issue whose level decides")
    regions: dict[str, tuple[str, ...]] = Field(
        description="level -> regions it hands over; none if left out"
    )
    hazard: str = Field("", description="the hazard whose probability is hatched")

    def check(self, scope: Scope) -> None:
        if self.outlines is None and self.coast is None:
            scope.fault(
                ("map", "coast"),
                f"missing, expected {' or '.join(COASTS)}, or map.outlines with a file of outlines",
            )
        if scope.refers(("map", "issue"), "issue", self.issue, scope.names("issues")):
            levels = scope.names("issues", self.issue, "levels")
            for level in self.regions:
                what = f"level of {self.issue}"
                scope.refers(("map", "regions", level), what, level, levels, at_key=True)
        drawn = self.outlines.regions if self.outlines else COASTS.get(self.coast or "")
        what = "region of the outlines" if self.outlines else f"region of {self.coast}"
        for level, regions in self.regions.items():
            for index, region in enumerate(regions):
                scope.refers(("map", "regions", level, index), what, region, drawn)
        if self.hazard:
            scope.refers(("map", "hazard"), "hazard", self.hazard, scope.names("hazards"))

    def build(self) -> Map:
        own = self.outlines.build() if self.outlines else None
        coast = "" if own else self.coast or ""
        return Map(coast, self.issue, tuple(self.regions.items()), self.hazard, own)
