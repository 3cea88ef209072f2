"""``map``: which regions an outcome hands over, for the figure that draws them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from negotiation_sim.domain.maps import COASTS, Map
from negotiation_sim.scenarios.parts.fields import Spec
from negotiation_sim.scenarios.scope import Scope

__all__ = ["MapSpec"]


class MapSpec(Spec):
    """Which regions an outcome hands over, for the figure that draws them."""

    coast: Literal["northern_territories"] = Field(description="coast that the program can draw")
    issue: str = Field(description="the issue whose level decides")
    regions: dict[str, tuple[str, ...]] = Field(
        description="level -> regions it hands over; none if left out"
    )
    hazard: str = Field("", description="the hazard whose probability is hatched")

    def check(self, scope: Scope) -> None:
        if scope.refers(("map", "issue"), "issue", self.issue, scope.names("issues")):
            levels = scope.names("issues", self.issue, "levels")
            for level in self.regions:
                what = f"level of {self.issue}"
                scope.refers(("map", "regions", level), what, level, levels, at_key=True)
        for level, regions in self.regions.items():
            for index, region in enumerate(regions):
                path = ("map", "regions", level, index)
                scope.refers(path, f"region of {self.coast}", region, COASTS[self.coast])
        if self.hazard:
            scope.refers(("map", "hazard"), "hazard", self.hazard, scope.names("hazards"))

    def build(self) -> Map:
        return Map(self.coast, self.issue, tuple(self.regions.items()), self.hazard)
