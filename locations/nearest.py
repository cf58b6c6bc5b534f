"""Distances on the earth, and cells that let a database index find what is near."""

import math

EARTH_EQUATOR_MILES = 3963.190592
FLATTENING = 1 / 298.257223563

CELL_BITS = 15  # cells of 360 / 2**15 degrees, about 0.76 mile from south to north
LEVELS = range(0, 12)  # a cell of level n is 2**n such cells wide


def miles(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Statute miles in a straight line over the earth's surface (Lambert's formula on WGS 84; within 0.01 % here)."""
    if (latitude, longitude) == (other_latitude, other_longitude):
        return 0.0
    reduced = [math.atan((1 - FLATTENING) * math.tan(math.radians(lat))) for lat in (latitude, other_latitude)]
    angle = _central_angle(*reduced, math.radians(other_longitude - longitude))
    if angle == 0:
        return 0.0
    middle, half = sum(reduced) / 2, (reduced[1] - reduced[0]) / 2
    x = (angle - math.sin(angle)) * (math.sin(middle) * math.cos(half) / math.cos(angle / 2)) ** 2
    y = (angle + math.sin(angle)) * (math.cos(middle) * math.sin(half) / math.sin(angle / 2)) ** 2
    return EARTH_EQUATOR_MILES * (angle - FLATTENING / 2 * (x + y))


def _central_angle(latitude, other_latitude, longitude_difference) -> float:
    """Haversine, in radians."""
    a = (
        math.sin((other_latitude - latitude) / 2) ** 2
        + math.cos(latitude) * math.cos(other_latitude) * math.sin(longitude_difference / 2) ** 2
    )
    return 2 * math.asin(min(1.0, math.sqrt(a)))


def curvatures(latitude: float) -> tuple[float, float]:
    """How long a radian is there from south to north and from west to east, in radii of the equator."""
    squared = FLATTENING * (2 - FLATTENING)
    east = 1 / math.sqrt(1 - squared * math.sin(math.radians(latitude)) ** 2)
    return (1 - squared) * east**3, east


def cell(latitude: float, longitude: float) -> int:
    """The smallest cell a point lies in, as one whole number; near points mostly have near numbers (Z-order)."""
    row, column = _row_and_column(latitude, longitude)
    return _interleave(row) << 1 | _interleave(column)


def ranges_around(latitude: float, longitude: float, level: int) -> list[tuple[int, int]]:
    """Inclusive ranges of cell numbers: the cell of that level around the point, and its eight neighbours."""
    row, column = (value >> level for value in _row_and_column(latitude, longitude))
    blocks = []
    for r in (row - 1, row, row + 1):
        for c in (column - 1, column, column + 1):
            if r >= 0:
                first = (_interleave(r) << 1 | _interleave(c % (1 << CELL_BITS - level))) << 2 * level
                blocks.append((first, first + (1 << 2 * level) - 1))
    return _joined(sorted(blocks))


def level_that_holds(latitude: float, level: int) -> int | None:
    """The lowest level around a point whose cells hold everything as near as the farthest corner of that level's cells.

    None when no level does; then what is near may lie anywhere.
    """
    farthest = _farthest_corner(latitude, level)
    return next((wider for wider in LEVELS if wider > level and _nearest_edge(latitude, wider) > farthest), None)


def _farthest_corner(latitude: float, level: int) -> float:
    """How far away, in radians, a point in the cells of `ranges_around` can be."""
    across = math.radians(2 * _width(level))
    north = math.radians(abs(latitude))
    return _central_angle(north, max(0.0, north - across), across) + across / 500  # more than the earth is flattened


def _nearest_edge(latitude: float, level: int) -> float:
    """How near, in radians, a point outside the cells of `ranges_around` can be."""
    width, north = math.radians(_width(level)), math.radians(abs(latitude))
    if north + width >= math.pi / 2:
        return 0.0  # at a pole the cells of all longitudes meet
    return min(width, math.asin(math.cos(north) * math.sin(width)))


def _width(level: int) -> float:
    """Of a cell, in degrees."""
    return 360 / (1 << CELL_BITS) * (1 << level)


def _row_and_column(latitude, longitude) -> tuple[int, int]:
    scale = (1 << CELL_BITS) / 360
    return int((latitude + 90) * scale), int((longitude + 180) * scale) % (1 << CELL_BITS)


def _interleave(number: int) -> int:
    """The bits of a 16-bit number with a zero between each two."""
    number = (number | number << 8) & 0x00FF00FF
    number = (number | number << 4) & 0x0F0F0F0F
    number = (number | number << 2) & 0x33333333
    return (number | number << 1) & 0x55555555


def _joined(blocks: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges that touch made one."""
    joined = [blocks[0]]
    for first, last in blocks[1:]:
        if first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined
