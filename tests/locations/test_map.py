"""Our own map: where a point falls, which offices get a pin, and that every letter can be read."""

import csv
import gzip
import json
import math
from itertools import combinations
from types import SimpleNamespace

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import assume, given
from hypothesis import strategies as st

from locations.finder import letter
from locations.map_drawing import FILE, PIN_SIZE, SMALL_MAP_MILES, map_of, names, shapes, small_map
from locations.projection import HEIGHT, MILES_PER_UNIT, VIEW_BOX, WIDTH, on_map, project, unproject

METRES_A_MILE = 1609.344
FREDERICK = (39.4143, -77.4105)
OCEAN_CITY = (38.3365, -75.0849)
CHICAGO = (41.8781, -87.6298)
ROUNDING = 0.2  # map units
HALF_A_NAME = 38

our_latitudes = st.floats(36.54, 42.27)
our_longitudes = st.floats(-83.68, -74.69)


def our_zips() -> list[tuple[float, float]]:
    """Latitude and longitude of every ZIP code area of Maryland, Pennsylvania and Virginia."""
    with gzip.open(FILE.with_name("places.csv.gz"), "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "zip" and row["state"] in ("MD", "PA", "VA")]
    return [(float(row["latitude"]), float(row["longitude"])) for row in rows]


OUR_ZIPS = our_zips()


def make_answers(*points):
    """One answer of the finder for each (latitude, longitude), lettered in order."""
    return [
        SimpleNamespace(
            letter=letter(place), location=SimpleNamespace(title=f"Office {place}", latitude=lat, longitude=lon)
        )
        for place, (lat, lon) in enumerate(points)
    ]


def assert_apart_and_in_view(pins) -> None:
    """The lettered discs neither touch one another nor the map's edge."""
    for one, other in combinations(pins, 2):
        assert math.dist((one.disc_x, one.disc_y), (other.disc_x, other.disc_y)) >= PIN_SIZE - ROUNDING
    edge = PIN_SIZE / 2 - ROUNDING
    assert all(edge <= pin.disc_x <= WIDTH - edge and edge <= pin.disc_y <= HEIGHT - edge for pin in pins)


def test_the_names_of_the_states_are_whole():
    assert all(HALF_A_NAME <= name.x <= WIDTH - HALF_A_NAME and 0 < name.y < HEIGHT for name in names())


@given(our_longitudes, our_latitudes)
def test_a_point_of_the_map_leads_back_to_its_place(longitude, latitude):
    assert unproject(*project(longitude, latitude)) == pytest.approx((longitude, latitude), abs=1e-9)


def test_every_zip_code_of_our_states_is_on_the_map():
    assert len(OUR_ZIPS) > 3_000
    assert [point for point in OUR_ZIPS if not on_map(point[1], point[0])] == []


@given(st.tuples(our_longitudes, our_latitudes), st.tuples(our_longitudes, our_latitudes))
def test_distances_on_the_map_are_true_within_half_a_percent(one, other):
    metres = Geodesic.WGS84.Inverse(one[1], one[0], other[1], other[0], Geodesic.DISTANCE)["s12"]
    assume(metres > 10_000)

    on_paper = math.dist(project(*one), project(*other)) * MILES_PER_UNIT

    assert on_paper == pytest.approx(metres / METRES_A_MILE, rel=0.005)


def test_north_is_up_and_east_is_right():
    x, y = project(-77.4105, 39.4143)

    assert project(-77.4105, 40)[1] < y
    assert project(-77.0, 39.4143)[0] > x


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_any_point_on_earth_is_either_on_the_map_or_not(longitude, latitude):
    if on_map(longitude, latitude):
        x, y = project(longitude, latitude)

        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT


def test_a_pin_stands_where_its_office_is_and_carries_its_letter():
    (pin,) = map_of(make_answers(FREDERICK))["pins"]

    assert (pin.letter, pin.name) == ("A", "Office 0")
    assert unproject(pin.x, pin.y) == pytest.approx((FREDERICK[1], FREDERICK[0]), abs=0.002)


def test_only_offices_on_the_map_get_a_pin_and_the_others_keep_their_letters():
    pins = map_of(make_answers(CHICAGO, FREDERICK, (None, None), OCEAN_CITY))["pins"]

    assert [pin.letter for pin in pins] == ["B", "D"]


@pytest.mark.parametrize("point", [FREDERICK, OCEAN_CITY, (42.26, -79.9), (36.55, -83.6)])
def test_twenty_offices_at_one_point_have_twenty_pins_side_by_side(point):
    pins = map_of(make_answers(*[point] * 20))["pins"]

    assert [pin.letter for pin in pins] == [letter(place) for place in range(20)]
    assert_apart_and_in_view(pins)
    assert {(pin.x, pin.y) for pin in pins} == {tuple(round(value, 1) for value in project(point[1], point[0]))}


@given(st.lists(st.sampled_from(OUR_ZIPS), max_size=20))
def test_discs_never_cover_one_another(points):
    pins = map_of(make_answers(*points))["pins"]

    assert len(pins) == len(points)
    assert_apart_and_in_view(pins)


def test_discs_of_a_crowded_town_stay_near_it():
    points = [(39.95 + number * 0.004, -75.16 - number * 0.003) for number in range(20)]

    pins = map_of(make_answers(*points))["pins"]

    for pin in pins:
        assert math.dist((pin.disc_x, pin.disc_y), (pin.x, pin.y)) < 6 * PIN_SIZE


def test_the_place_that_was_asked_for_is_marked_when_it_is_on_the_map():
    assert map_of([], FREDERICK)["here"] == pytest.approx(project(FREDERICK[1], FREDERICK[0]), abs=0.06)
    assert map_of([], CHICAGO)["here"] is None
    assert map_of([])["here"] is None


def test_the_small_map_is_a_square_around_its_office():
    location = SimpleNamespace(title="Frederick office", latitude=FREDERICK[0], longitude=FREDERICK[1])

    drawn = small_map(location)

    left, top, width, height = map(float, drawn["view_box"].split())
    (pin,) = drawn["pins"]
    assert width == height == SMALL_MAP_MILES / MILES_PER_UNIT
    assert (left + width / 2, top + height / 2) == pytest.approx((pin.x, pin.y), abs=0.1)


def test_the_map_shows_our_states_inside_its_view():
    drawn = shapes()

    assert map_of([])["view_box"] == VIEW_BOX == f"0 0 {WIDTH} {HEIGHT}"
    assert drawn["states"]
    assert drawn["county_lines"]
    assert json.loads(FILE.read_text(encoding="utf-8"))["arcs"]


def test_letters_go_on_after_z():
    letters = [letter(place) for place in range(60)]

    assert letters[:3] == ["A", "B", "C"]
    assert letters[25:28] == ["Z", "AA", "AB"]
    assert letters[51:53] == ["AZ", "BA"]
    assert len(set(letters)) == 60
