"""Distances on the earth."""

import math

EARTH_EQUATOR_MILES = 3963.190592
FLATTENING = 1 / 298.257223563


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


def on_earth(latitude: float, longitude: float) -> tuple[float, float, float]:
    """The point on WGS 84 in space, in radii of the equator from the earth's middle."""
    squared = FLATTENING * (2 - FLATTENING)
    north, east = math.radians(latitude), math.radians(longitude)
    radius = 1 / math.sqrt(1 - squared * math.sin(north) ** 2)
    outwards = radius * math.cos(north)
    return outwards * math.cos(east), outwards * math.sin(east), radius * (1 - squared) * math.sin(north)


def _central_angle(latitude, other_latitude, longitude_difference) -> float:
    """Haversine, in radians."""
    a = (
        math.sin((other_latitude - latitude) / 2) ** 2
        + math.cos(latitude) * math.cos(other_latitude) * math.sin(longitude_difference / 2) ** 2
    )
    return 2 * math.asin(min(1.0, math.sqrt(a)))
