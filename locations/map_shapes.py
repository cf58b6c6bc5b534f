"""Read map.json and turn its shapes into SVG paths in the units of projection.py."""

import json
from functools import cached_property
from pathlib import Path

from locations.projection import project

Points = list[tuple[float, float]]


def decode(numbers: list[int]) -> Points:
    """A line of map.json: a first point and then steps, in thousandths of a degree; as projected points."""
    x = y = 0
    points = []
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append(project(x / 1000, y / 1000))
    return points


def path(points: Points, close: bool) -> str:
    """SVG path data of one line or ring, to a tenth of a unit."""
    data = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (points[:-1] if close else points))
    return data + "Z" if close else data


class MapShapes:
    """The shapes of one map.json."""

    def __init__(self, source: Path):
        self.data = json.loads(source.read_text(encoding="utf-8"))

    @cached_property
    def arcs(self) -> list[Points]:
        return [decode(numbers) for numbers in self.data["arcs"]]

    def ring(self, numbers: list[int]) -> Points:
        """A closed ring from its arcs; ~n means arc n backwards."""
        points: Points = []
        for number in numbers:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            points += arc[1:] if points else arc
        return points

    def outline(self, shape: dict) -> str:
        """Path data of a state or county of ours."""
        return "".join(path(self.ring(ring), True) for polygon in shape["polygons"] for ring in polygon)

    def states(self) -> dict[str, str]:
        """Path data of Maryland, Pennsylvania, Virginia and DC by code."""
        return {code: self.outline(shape) for code, shape in self.data["states"].items()}

    def county(self, fips: str) -> str:
        return self.outline(self.data["counties"][fips])

    def county_lines(self) -> str:
        """Path data of the lines between counties, each drawn once."""
        return "".join(path(self.arcs[number], False) for number in self.data["county_lines"])

    def neighbours(self) -> dict[str, str]:
        """Path data of the states around, cut off just outside the map."""
        return {
            code: "".join(path(decode(ring), True) for ring in shape["rings"])
            for code, shape in self.data["neighbours"].items()
        }
