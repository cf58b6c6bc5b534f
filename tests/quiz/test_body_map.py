"""Every region of the body map has one place on the drawing, large enough for a finger and clear of the others."""

import math
import re
from collections import Counter
from itertools import combinations

import pytest
from django.conf import settings

from quiz.regions import BodyRegion

DRAWING_WIDTH, DRAWING_HEIGHT, MIDDLE = 360, 540, 180
SMALLEST_DRAWING, SMALLEST_TARGET = 280, 24
PLACE = re.compile(
    r'\.body-map \[data-region="(?P<region>[a-z-]+)"\] \{ --x: (?P<x>[\d.]+); --y: (?P<y>[\d.]+); '
    r"--w: (?P<w>[\d.]+); --h: (?P<h>[\d.]+);(?: --turn: (?P<turn>-?[\d.]+)deg;)? \}"
)


@pytest.fixture(scope="module")
def stylesheet():
    return (settings.BASE_DIR / "static/css/body_map.css").read_text()


@pytest.fixture(scope="module")
def places(stylesheet):
    """The middle, size and turn of each spot, in units of the drawing."""
    found = PLACE.finditer(stylesheet)
    return {match["region"]: [float(match[part] or 0) for part in ("x", "y", "w", "h", "turn")] for match in found}


def corners(place, unit=1.0):
    """The four corners in order around the spot, turned as the stylesheet turns it."""
    x, y, w, h = (unit * number for number in place[:4])
    cos, sin = math.cos(math.radians(place[4])), math.sin(math.radians(place[4]))
    around = [(-w / 2, -h / 2), (w / 2, -h / 2), (w / 2, h / 2), (-w / 2, h / 2)]
    return [(x + dx * cos - dy * sin, y + dx * sin + dy * cos) for dx, dy in around]


def gap(one, other):
    """The widest clear strip between two turned rectangles along any of their edges; negative where they overlap."""
    return max(max(_gap_along(axis, one, other), _gap_along(axis, other, one)) for axis in _axes(one) + _axes(other))


def _axes(shape):
    edges = [
        (shape[1][0] - shape[0][0], shape[1][1] - shape[0][1]),
        (shape[2][0] - shape[1][0], shape[2][1] - shape[1][1]),
    ]
    return [(dx / math.hypot(dx, dy), dy / math.hypot(dx, dy)) for dx, dy in edges]


def _gap_along(axis, before, after):
    reach = max(x * axis[0] + y * axis[1] for x, y in before)
    return min(x * axis[0] + y * axis[1] for x, y in after) - reach


def test_every_region_has_exactly_one_place_and_no_other_is_placed(stylesheet):
    placed = Counter(re.findall(r'\[data-region="([^"]+)"\]', stylesheet))

    assert placed == Counter(BodyRegion.values)


def test_every_place_can_be_read(places):
    assert set(places) == set(BodyRegion.values)


@pytest.mark.parametrize("width", [288, 480])
def test_no_two_spots_overlap(places, width):
    shapes = {region: corners(place, width / DRAWING_WIDTH) for region, place in places.items()}

    overlapping = [(a, b) for a, b in combinations(shapes, 2) if gap(shapes[a], shapes[b]) < 1]
    assert overlapping == []


def test_every_spot_is_large_enough_on_the_smallest_screen(places):
    unit = SMALLEST_DRAWING / DRAWING_WIDTH

    small = {region: place for region, place in places.items() if min(place[2:4]) * unit < SMALLEST_TARGET}
    assert small == {}


def test_every_spot_lies_on_the_body_of_its_side(places):
    for region, place in places.items():
        xs, ys = zip(*corners(place), strict=True)
        left, right = (MIDDLE, DRAWING_WIDTH) if BodyRegion(region).side == "back" else (0, MIDDLE)

        assert left <= min(xs) <= max(xs) <= right, region
        assert min(ys) >= 0, region
        assert max(ys) <= DRAWING_HEIGHT, region


@pytest.mark.parametrize("left", [region for region in BodyRegion.values if region.endswith("-left")])
def test_left_and_right_mirror_each_other_as_seen_by_the_patient(places, left):
    right = left.removesuffix("left") + "right"
    is_back = BodyRegion(left).side == "back"
    middle = MIDDLE * 3 / 2 if is_back else MIDDLE / 2

    assert (places[left][0] < middle) == is_back
    assert places[left][0] + places[right][0] == 2 * middle
    assert places[left][1:4] == places[right][1:4]
    assert places[left][4] == -places[right][4]
