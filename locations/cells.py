"""Cells of the earth: squares of latitude and longitude in many sizes, each one range of numbers for an index."""

import itertools
import math
from functools import cached_property
from typing import NamedTuple

from locations.nearest import on_earth

BITS = 15  # the smallest cells are 360 / 2**15 degrees wide, about 0.76 mile from south to north
ROWS = 1 << BITS - 1  # of the smallest cells from pole to pole; the pole itself begins one more
SMALLEST_AROUND = 3  # the level of the cells right around a point, 6 miles wide: smaller ones come from dividing
MOST_DIVIDED = 512
ROUNDER = 1.004  # more than any curve of the earth's surface is rounder than the equator
BEYOND = 0.001  # a straight line through the earth tells what is nearer on its surface but for that part of its square


class Cell(NamedTuple):
    """One square. Level 0 is the smallest; four cells of a level make one of the next."""

    level: int
    row: int
    column: int

    @property
    def range(self) -> tuple[int, int]:
        """The first and the last number of the smallest cells in it, in Z-order."""
        first = (_interleave(self.row) << 1 | _interleave(self.column)) << 2 * self.level
        return first, first + (1 << 2 * self.level) - 1

    def divided(self, times: int) -> list["Cell"]:
        """The cells so many levels below, without those beyond the pole."""
        level, side = self.level - times, 1 << times
        rows = range(self.row * side, min((self.row + 1) * side, (ROWS >> level) + 1))
        columns = range(self.column * side, (self.column + 1) * side)
        return [Cell(level, row, column) for row in rows for column in columns]


EARTH = Cell(BITS, 0, 0)


def number_of(latitude: float, longitude: float) -> int:
    """The number of the smallest cell a point lies in."""
    row, column = (math.floor(value) for value in _row_and_column(latitude, longitude))
    return _interleave(row) << 1 | _interleave(column % (1 << BITS))


class Surroundings:
    """The cells of the earth as one point sees them."""

    def __init__(self, latitude: float, longitude: float):
        self.point = on_earth(latitude, longitude)
        self.row, self.column = _row_and_column(latitude, longitude)

    @cached_property
    def cells(self) -> list[Cell]:
        """Cells that cover the earth once: small around the point, and the larger the farther away."""
        cells, around = [], [EARTH]
        while around:
            parts = [part for cell in around for part in cell.divided(1)]
            around = [part for part in parts if self._is_around(part)]
            cells += [part for part in parts if part not in around]
        return cells

    def _is_around(self, cell: Cell) -> bool:
        """Whether it is one of the four of its level whose common corner is nearest to the point."""
        side = 1 << cell.level
        north = self.row / side - cell.row - 0.5
        east = (self.column / side - cell.column - 0.5) % (1 << BITS - cell.level)
        return cell.level > SMALLEST_AROUND and abs(north) <= 1 and min(east, (1 << BITS - cell.level) - east) <= 1

    def reach(self, cell: Cell) -> tuple[float, float]:
        """How near and how far, in a straight line through the earth, anything in the cell can be."""
        half = math.pi / (1 << BITS - cell.level)
        south = cell.row * 2 * half - math.pi / 2
        middle, east = south + half, (2 * cell.column + 1) * half - math.pi
        widest = math.cos(max(0.0, south, -south - 2 * half))
        radius = ROUNDER * half * math.sqrt(1 + max(0.0, math.cos(middle)) * widest)
        away = math.dist(self.point, on_earth(math.degrees(middle), math.degrees(east)))
        return max(0.0, away - radius), away + radius

    def reached(self, counts: dict[Cell, int], most: int) -> list[Cell]:
        """Those of the cells, with so many rows in each, that may hold one of the nearest `most`."""
        reaches = {cell: self.reach(cell) for cell, count in counts.items() if count}
        found, limit = 0, math.inf
        for cell in sorted(reaches, key=lambda cell: reaches[cell][1]):
            found += counts[cell]
            if found >= most:
                limit = reaches[cell][1]
                limit += BEYOND * limit**3
                break
        return [cell for cell, (nearest, _farthest) in reaches.items() if nearest <= limit]


def divided(cells: list[Cell], counts: dict[Cell, int], most: int) -> list[Cell]:
    """The same cells, those with `most` rows or more divided into smaller ones, as far as not too many come of it."""
    full = [cell for cell in cells if counts[cell] >= most]
    times = max(1, int(math.log2(MOST_DIVIDED / max(1, len(full))) / 2))
    parts = [part for cell in full for part in cell.divided(min(times, cell.level))]
    return [cell for cell in cells if counts[cell] < most] + parts


def joined(cells: list[Cell], most: int) -> list[tuple[int, int]]:
    """At most that many inclusive ranges that hold all the cells: those next to one another are made one."""
    ranges = sorted(cell.range for cell in cells)
    gaps = sorted((after[0] - before[1] for before, after in itertools.pairwise(ranges)), reverse=True)
    widest = max(1, gaps[most - 1] if len(gaps) >= most else 1)
    joined = ranges[:1]
    for first, last in ranges[1:]:
        if first - joined[-1][1] <= widest:
            joined[-1] = joined[-1][0], last
        else:
            joined.append((first, last))
    return joined


def _row_and_column(latitude: float, longitude: float) -> tuple[float, float]:
    scale = (1 << BITS) / 360
    return (latitude + 90) * scale, (longitude + 180) * scale


def _interleave(number: int) -> int:
    """The bits of a 16-bit number with a zero between each two."""
    number = (number | number << 8) & 0x00FF00FF
    number = (number | number << 4) & 0x0F0F0F0F
    number = (number | number << 2) & 0x33333333
    return (number | number << 1) & 0x55555555
