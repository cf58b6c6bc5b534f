"""Read the us-atlas TopoJSON with the standard library alone: arcs, rings, point in polygon, centroid, nearest edge.

Coordinates are (longitude, latitude) in degrees. A shape is a list of polygons; a polygon is a list of rings,
the outer one first and its holes after it; a ring is a closed list of points.
"""

import itertools
import json
import math
import tarfile
from pathlib import Path

MILES_PER_DEGREE = 69.0934  # of latitude, on a sphere of 3958.76 miles


def read_topology(archive: Path, name: str) -> dict:
    """The topology `name` (counties-10m.json) inside the us-atlas npm archive."""
    with tarfile.open(archive) as tar:
        return json.load(tar.extractfile(f"package/{name}"))


def decode_arcs(topology: dict) -> list[list[tuple[float, float]]]:
    """Undo TopoJSON's delta coding: every arc as a list of points."""
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * scale_x + shift_x, y * scale_y + shift_y))
        arcs.append(arc)
    return arcs


def polygons_of(geometry: dict) -> list:
    """A geometry's polygons as lists of rings of arc numbers (~n means arc n backwards)."""
    return {"Polygon": lambda: [geometry["arcs"]], "MultiPolygon": lambda: geometry["arcs"]}[geometry["type"]]()


def join_ring(numbers: list[int], arcs: list) -> list[tuple[float, float]]:
    """One closed ring from its arcs; the point two arcs share is kept once."""
    ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def shapes(topology: dict, object_name: str) -> dict[str, list]:
    """Every shape of one object ("counties", "states") by its FIPS code."""
    arcs = decode_arcs(topology)
    return {
        geometry["id"]: [[join_ring(ring, arcs) for ring in polygon] for polygon in polygons_of(geometry)]
        for geometry in topology["objects"][object_name]["geometries"]
    }


def bounds(shape: list) -> tuple[float, float, float, float]:
    """West, south, east, north of a shape."""
    xs, ys = zip(*(point for polygon in shape for point in polygon[0]), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def in_ring(x: float, y: float, ring: list) -> bool:
    """Ray casting: is the point inside the ring?"""
    inside = False
    previous_x, previous_y = ring[-1]
    for next_x, next_y in ring:
        crosses = (next_y > y) != (previous_y > y)
        if crosses and x < (previous_x - next_x) * (y - next_y) / (previous_y - next_y) + next_x:
            inside = not inside
        previous_x, previous_y = next_x, next_y
    return inside


def in_shape(x: float, y: float, shape: list) -> bool:
    """Is the point inside one of the polygons and in none of that polygon's holes?"""
    return any(in_ring(x, y, polygon[0]) and not any(in_ring(x, y, hole) for hole in polygon[1:]) for polygon in shape)


def miles_to_edge(x: float, y: float, shape: list) -> float:
    """Miles from the point to the nearest edge of the shape (flat approximation, good for short distances)."""
    squeeze = math.cos(math.radians(y))
    best = math.inf
    for polygon in shape:
        for ring in polygon:
            ax, ay = (ring[0][0] - x) * squeeze, ring[0][1] - y
            for point in ring[1:]:
                bx, by = (point[0] - x) * squeeze, point[1] - y
                dx, dy = bx - ax, by - ay
                length = dx * dx + dy * dy
                share = max(0.0, min(1.0, -(ax * dx + ay * dy) / length)) if length else 0.0
                best = min(best, (ax + share * dx) ** 2 + (ay + share * dy) ** 2)
                ax, ay = bx, by
    return math.sqrt(best) * MILES_PER_DEGREE


def ring_area(ring: list) -> float:
    """Signed area of a ring in square degrees."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring)) / 2


def ring_centroid(ring: list) -> tuple[float, float]:
    """Centre of gravity of a ring; of one that simplification has flattened, the middle of its points."""
    if not ring_area(ring):
        return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
    x0, y0 = ring[0]
    x = y = area = 0.0
    for (ax, ay), (bx, by) in itertools.pairwise(ring):
        ax, ay, bx, by = ax - x0, ay - y0, bx - x0, by - y0
        cross = ax * by - bx * ay
        area += cross
        x += (ax + bx) * cross
        y += (ay + by) * cross
    return x0 + x / (3 * area), y0 + y / (3 * area)


def inner_point(shape: list) -> tuple[float, float]:
    """The centroid of the largest polygon; if that falls outside it, the middle of the widest stretch at its height."""
    largest = max(shape, key=lambda polygon: abs(ring_area(polygon[0])))
    x, y = ring_centroid(largest[0])
    if in_shape(x, y, [largest]) or not ring_area(largest[0]):
        return x, y
    crossings = sorted(
        (ax - bx) * (y - by) / (ay - by) + bx
        for ring in largest
        for (ax, ay), (bx, by) in itertools.pairwise(ring)
        if (ay > y) != (by > y)
    )
    west, east = max(zip(crossings[::2], crossings[1::2], strict=True), key=lambda pair: pair[1] - pair[0])
    return (west + east) / 2, y
