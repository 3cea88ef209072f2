"""Make src/negotiation_sim/plots/data/northern_territories.json from Natural Earth's coastlines.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/island_outlines.py package/land-10m.json

Natural Earth (https://www.naturalearthdata.com, version 4.1.0, 1:10m land) is in the public domain;
the npm package world-atlas repackages it as TopoJSON.
"""

import json
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src/negotiation_sim/plots/data/northern_territories.json"
WINDOW = (144.0, 42.95, 149.2, 45.7)
"""West, south, east, north of the map, in degrees."""

TOLERANCE = 0.012
"""How far a simplified coast may lie from the original, in degrees of latitude (about 1.3 km)."""

FINE = 0.004
"""The same for islands that are small on the map."""

REGIONS = {
    "etorofu": ("Etorofu", (146.8, 44.3, 148.9, 45.6), (147.05, 45.1, "right")),
    "kunashiri": ("Kunashiri", (145.4, 43.64, 146.6, 44.6), (146.45, 44.62, "right")),
    "shikotan": ("Shikotan", (146.55, 43.68, 147.0, 43.92), (147.0, 43.82, "left")),
    "habomai": ("Habomai", (145.8, 43.3, 146.45, 43.66), (146.4, 43.46, "left")),
}
"""Label, bounding box, and where the label ends (right) or begins (left); everything else in the
window is context."""

ABOUT = {
    "about": "The four islands in dispute beside eastern Hokkaido, for a small map.",
    "origin": "Natural Earth 4.1.0, 1:10m land (public domain, naturalearthdata.com), through the npm package world-atlas 2.0.2.",
    "made_by": "scripts/island_outlines.py: clipped, simplified to about 1 km, coordinates in degrees east and north.",
    "missing": "Of the Habomai, Natural Earth 1:10m has Suisho, Yuri, Shibotsu and Taraku; smaller islets of the group are not drawn.",
    "colour": "share of runs with an island under Japanese administration at the end",
    "hatch": "risk of a US base",
    "ends": "Under Japanese administration at the end",
    "none": "no island",
    "credit": "Coasts: Natural Earth",
}


def rings(topology):
    """Outer ring of every polygon, in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            ring = []
            for i in polygon[0]:
                arc = arcs[i] if i >= 0 else arcs[~i][::-1]
                ring += arc[1:] if ring else arc
            yield ring


def clipped(ring):
    """Sutherland-Hodgman against the window."""
    for axis, bound, keep_above in (
        (0, WINDOW[0], True),
        (1, WINDOW[1], True),
        (0, WINDOW[2], False),
        (1, WINDOW[3], False),
    ):
        found = []
        for before, point in zip([ring[-1], *ring[:-1]], ring, strict=True):
            inside = [(p[axis] >= bound) == keep_above for p in (before, point)]
            if inside[0] != inside[1]:
                share = (bound - before[axis]) / (point[axis] - before[axis])
                found.append(tuple(a + share * (b - a) for a, b in zip(before, point, strict=True)))
            if inside[1]:
                found.append(point)
        ring = found
        if not ring:
            break
    return ring


def simplified(line, tolerance):
    """Douglas & Peucker (1973), https://doi.org/10.3138/FM57-6770-U75U-7727."""
    if len(line) < 3:
        return line
    (x0, y0), (x1, y1) = line[0], line[-1]
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    far, most = 0, -1.0
    for i, (x, y) in enumerate(line[1:-1], start=1):
        off = (
            abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length
            if length
            else ((x - x0) ** 2 + (y - y0) ** 2) ** 0.5
        )
        if off > most:
            far, most = i, off
    if most <= tolerance:
        return [line[0], line[-1]]
    return simplified(line[: far + 1], tolerance)[:-1] + simplified(line[far:], tolerance)


def main(source):
    regions = {
        name: {"label": label, "label_at": at, "polygons": []}
        for name, (label, _, at) in REGIONS.items()
    }
    context = []
    for ring in rings(json.loads(Path(source).read_text("utf-8"))):
        inside = clipped(ring)
        if len(inside) < 3:
            continue
        middle = [sum(p[axis] for p in inside) / len(inside) for axis in (0, 1)]
        name = next(
            (
                n
                for n, (_, (w, s, e, t), _) in REGIONS.items()
                if w <= middle[0] <= e and s <= middle[1] <= t
            ),
            "",
        )
        wide = max(p[0] for p in inside) - min(p[0] for p in inside)
        line = simplified(inside, TOLERANCE if wide > 0.5 else FINE)
        line = [[round(x, 3), round(y, 3)] for x, y in line]
        if len(line) > 3:
            (regions[name]["polygons"] if name else context).append(line)
    data = ABOUT | {"window": WINDOW, "context": context, "regions": regions}
    text = ",\n".join(f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in data.items())
    TARGET.write_text(f"{{\n{text}\n}}\n", "utf-8")
    n = {name: [len(line) for line in one["polygons"]] for name, one in regions.items()}
    print(f"{TARGET.name}: {n}, context {[len(line) for line in context]}")


if __name__ == "__main__":
    main(sys.argv[1])
