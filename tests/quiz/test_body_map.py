"""Every spot of the body map has one place on the drawing, large enough for a finger and clear of the others."""

import math
import re
from collections import Counter
from itertools import chain, combinations

import pytest
from django.conf import settings

from quiz.regions import FURTHER_SPOTS, BodyRegion

DRAWING_WIDTH, DRAWING_HEIGHT, MIDDLE = 360, 540, 180
SMALLEST_DRAWING, SMALLEST_TARGET = 280, 24
SPOTS = {*BodyRegion.values, *chain.from_iterable(FURTHER_SPOTS.values())}
PLACE = re.compile(
    r'\.body-map \[data-(?:region|spot)="(?P<spot>[a-z-]+)"\] \{ --x: (?P<x>[\d.]+); --y: (?P<y>[\d.]+); '
    r"--w: (?P<w>[\d.]+); --h: (?P<h>[\d.]+);(?: --turn: (?P<turn>-?[\d.]+)deg;)? \}"
)
CHOSEN = re.compile(r'\[data-region="([^"]+)"\] :checked\) \[data-of="([^"]+)"\]')


@pytest.fixture(scope="module")
def stylesheet():
    return (settings.BASE_DIR / "static/css/body_map.css").read_text()


@pytest.fixture(scope="module")
def places(stylesheet):
    """The middle, size and turn of each spot, in units of the drawing."""
    found = PLACE.finditer(stylesheet)
    return {match["spot"]: [float(match[part] or 0) for part in ("x", "y", "w", "h", "turn")] for match in found}


def ends(place):
    """The middles of its two round ends, and how far it reaches around them: a spot is as round as it can be."""
    x, y, w, h, turn = place
    reach, half = min(w, h) / 2, abs(w - h) / 2
    angle = math.radians(turn + (90 if h > w else 0))
    dx, dy = half * math.cos(angle), half * math.sin(angle)
    return (x - dx, y - dy), (x + dx, y + dy), reach


def gap(one, other):
    """The clear strip between two spots, in units of the drawing; negative where they overlap."""
    a, b, reach = ends(one)
    c, d, far = ends(other)
    apart = min(_distance(a, c, d), _distance(b, c, d), _distance(c, a, b), _distance(d, a, b))
    return apart - reach - far


def _distance(point, start, end):
    """From a point to the line between two others."""
    along, across = (end[0] - start[0], end[1] - start[1]), (point[0] - start[0], point[1] - start[1])
    length = along[0] ** 2 + along[1] ** 2
    share = min(1, max(0, (along[0] * across[0] + along[1] * across[1]) / length)) if length else 0
    return math.hypot(across[0] - share * along[0], across[1] - share * along[1])


def test_every_spot_has_exactly_one_place_and_no_other_is_placed(stylesheet):
    placed = Counter(match["spot"] for match in PLACE.finditer(stylesheet))

    assert placed == Counter(SPOTS)


def test_no_two_regions_share_a_further_spot():
    assert Counter(chain.from_iterable(FURTHER_SPOTS.values())).most_common(1)[0][1] == 1
    assert set(BodyRegion.values).isdisjoint(chain.from_iterable(FURTHER_SPOTS.values()))


def test_the_words_of_every_region_appear_with_it_alone(stylesheet):
    assert Counter(CHOSEN.findall(stylesheet)) == Counter((region, region) for region in BodyRegion.values)


@pytest.mark.parametrize("width", [288, 480])
def test_no_two_spots_overlap(places, width):
    unit = width / DRAWING_WIDTH

    overlapping = [(a, b) for a, b in combinations(places, 2) if gap(places[a], places[b]) * unit < 1]
    assert overlapping == []


def test_every_spot_is_large_enough_on_the_smallest_screen(places):
    unit = SMALLEST_DRAWING / DRAWING_WIDTH

    small = {spot: place for spot, place in places.items() if min(place[2:4]) * unit < SMALLEST_TARGET}
    assert small == {}


def test_every_spot_lies_on_one_of_the_two_bodies(places):
    for spot, place in places.items():
        one, other, reach = ends(place)
        left, right = (MIDDLE, DRAWING_WIDTH) if place[0] > MIDDLE else (0, MIDDLE)

        assert left <= min(one[0], other[0]) - reach < max(one[0], other[0]) + reach <= right, spot
        assert min(one[1], other[1]) >= reach, spot
        assert max(one[1], other[1]) <= DRAWING_HEIGHT - reach, spot


def test_every_region_is_on_the_body_of_its_side(places):
    assert [region for region in BodyRegion if (places[region][0] > MIDDLE) != (region.side == "back")] == []


@pytest.mark.parametrize("left", sorted(spot for spot in SPOTS if spot.endswith("-left")))
def test_left_and_right_mirror_each_other_as_seen_by_the_patient(places, left):
    right = left.removesuffix("left") + "right"
    is_back = places[left][0] > MIDDLE
    middle = MIDDLE * 3 / 2 if is_back else MIDDLE / 2

    assert (places[left][0] < middle) == is_back
    assert places[left][0] + places[right][0] == 2 * middle
    assert places[left][1:4] == places[right][1:4]
    assert places[left][4] == -places[right][4]


@pytest.mark.parametrize("region", sorted(region for region in FURTHER_SPOTS if region.endswith("-left")))
def test_further_spots_stay_on_their_side_of_the_patient(region):
    right = BodyRegion(region.removesuffix("left") + "right")

    assert [spot.removesuffix("left") for spot in FURTHER_SPOTS[region]] == [
        spot.removesuffix("right") for spot in FURTHER_SPOTS[right]
    ]
