"""Longitude and latitude to map units and back: Albers' equal-area conic for Maryland, Pennsylvania and Virginia.

Map units are those of the SVG's viewBox (VIEW_BOX); y grows downwards. A sphere is enough: the largest error against
the ellipsoid is a fraction of a unit. Equal area on standard parallels 37.5 and 41.3 keeps every distance on the map
true within 0.2 %, so MILES_PER_UNIT serves for a scale bar.
"""

from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt

EARTH_MILES = 3958.76
PARALLELS = 37.5, 41.3
MERIDIAN, LATITUDE = -79.2, 39.4  # the middle of the map
WIDTH, HEIGHT = 1000, 824
MILES_PER_UNIT = 0.5
CENTRE_X, CENTRE_Y = 512.0, 413.0  # where MERIDIAN, LATITUDE falls
VIEW_BOX = f"0 0 {WIDTH} {HEIGHT}"

_N = (sin(radians(PARALLELS[0])) + sin(radians(PARALLELS[1]))) / 2
_C = cos(radians(PARALLELS[0])) ** 2 + 2 * _N * sin(radians(PARALLELS[0]))
_SCALE = EARTH_MILES / MILES_PER_UNIT / _N
_RHO = _SCALE * sqrt(_C - 2 * _N * sin(radians(LATITUDE)))


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Map units of a point."""
    rho = _SCALE * sqrt(_C - 2 * _N * sin(radians(latitude)))
    theta = _N * radians(longitude - MERIDIAN)
    return CENTRE_X + rho * sin(theta), CENTRE_Y - _RHO + rho * cos(theta)


def unproject(x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude of a point in map units."""
    dx, dy = x - CENTRE_X, _RHO + y - CENTRE_Y
    theta = atan2(dx, dy)
    sine = (_C - (hypot(dx, dy) / _SCALE) ** 2) / (2 * _N)
    return MERIDIAN + degrees(theta / _N), degrees(asin(sine))


def on_map(longitude: float, latitude: float) -> bool:
    """Does the point fall on the map?"""
    if not (-100 < longitude < -60 and 25 < latitude < 55):
        return False
    x, y = project(longitude, latitude)
    return 0 <= x <= WIDTH and 0 <= y <= HEIGHT


def window(longitude: float, latitude: float, miles: float) -> str:
    """The viewBox of a square of the given width around a point, for a small map."""
    x, y = project(longitude, latitude)
    side = miles / MILES_PER_UNIT
    return f"{x - side / 2:.1f} {y - side / 2:.1f} {side:.1f} {side:.1f}"
