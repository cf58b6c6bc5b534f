"""The nearest offices really are the nearest: against geodesic truth, from everywhere, however many there are."""

import csv
import gzip
import itertools
import math
import random
from pathlib import Path

import pytest
from django.db import connection
from geographiclib.geodesic import Geodesic
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locations import cells, nearest, querysets
from locations.models import Location
from tests.factories import make_treatment
from tests.locations.factories import location_fields, make_location

PLACES = Path(nearest.__file__).parent / "data" / "places.csv.gz"
ASKED_STATES = {"MD", "PA", "VA", "DC", "DE", "WV", "NJ"}
METRES_A_MILE = 1609.344
MARGIN = 0.1  # miles: offices nearer to one another than this are as good as equally far
CELL_DEGREES = 360 / 2**cells.BITS
OFFICES = {
    "Frederick": (39.4143, -77.4105),
    "Baltimore": (39.2904, -76.6122),
    "Towson": (39.4015, -76.6019),
    "Salisbury": (38.3607, -75.5994),
    "Hagerstown": (39.6418, -77.7200),
    "Harrisburg": (40.2732, -76.8867),
    "Philadelphia": (39.9526, -75.1652),
    "Pittsburgh": (40.4406, -79.9959),
    "Erie": (42.1292, -80.0851),
    "Richmond": (37.5407, -77.4360),
    "Roanoke": (37.2710, -79.9414),
    "Virginia Beach": (36.8529, -75.9780),
    "Winchester": (39.1857, -78.1633),
    "Bristol": (36.5951, -82.1887),
}
FAR_AWAY = {
    "Los Angeles": (34.0522, -118.2437),
    "Eureka": (40.8021, -124.1637),
    "Anchorage": (61.2181, -149.9003),
    "Utqiagvik": (71.2906, -156.7886),
    "Attu": (52.9021, 172.9094),
    "Honolulu": (21.3069, -157.8583),
    "Miami": (25.7617, -80.1918),
    "Chicago": (41.8781, -87.6298),
    "Pago Pago": (-14.2756, -170.7020),
    "Hagåtña": (13.4443, 144.7937),
    "North Pole": (90.0, 0.0),
    "South Pole": (-90.0, 0.0),
}

latitudes = st.floats(24, 72)
longitudes = st.floats(-180, 180)
near_latitudes = st.floats(36, 43)
near_longitudes = st.floats(-84, -74)


def truth(point, other) -> float:
    """Statute miles on WGS 84, to the nanometre."""
    return Geodesic.WGS84.Inverse(*point, *other, Geodesic.DISTANCE)["s12"] / METRES_A_MILE


def active_zips() -> dict[str, tuple[float, float]]:
    with gzip.open(PLACES, "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "zip" and row["state"] in ASKED_STATES]
    return {row["code"]: (float(row["latitude"]), float(row["longitude"])) for row in rows}


@pytest.fixture(params=["few are read at once", "cell by cell"])
def both_ways(request, monkeypatch):
    """The search reads a few offices without looking at cells. Here few offices are searched both ways."""
    if request.param == "cell by cell":
        monkeypatch.setattr(querysets, "FEW", 1)
    return request.param


def store(points) -> None:
    Location.objects.bulk_create(
        [Location(**location_fields(latitude=latitude, longitude=longitude)) for latitude, longitude in points],
        batch_size=500,
    )


def scattered(number: int) -> list[tuple[float, float]]:
    """Random points where we have offices, a third of them in a few dense towns."""
    chance = random.Random(number)
    spread = [(chance.uniform(36.6, 42.2), chance.uniform(-83.0, -75.1)) for _ in range(number - number // 3)]
    towns = list(OFFICES.values())
    near = [
        (town[0] + chance.gauss(0, 0.05), town[1] + chance.gauss(0, 0.05))
        for town in chance.choices(towns, k=number // 3)
    ]
    return spread + near


def assert_nearest(point, points, *mosts) -> None:
    """`nearest_to` names the nearest of these points in order, as far as they differ by more than a hair."""
    true = sorted(truth(point, other) for other in points)
    for most in mosts:
        found = Location.objects.published().nearest_to(*point, most)
        assert len(found) == min(most, len(points))
        for location, distance in zip(found, true, strict=False):
            own = truth(point, (location.latitude, location.longitude))
            assert location.miles == pytest.approx(own, rel=1e-4, abs=1e-5)
            assert own == pytest.approx(distance, rel=2e-4, abs=1e-5)


@given(latitudes, longitudes, latitudes, longitudes)
def test_distances_differ_from_geodesic_truth_by_less_than_a_hundredth_of_a_percent(lat, lon, other_lat, other_lon):
    distance = nearest.miles(lat, lon, other_lat, other_lon)

    assert distance == pytest.approx(truth((lat, lon), (other_lat, other_lon)), rel=1e-4, abs=1e-5)


@given(near_latitudes, near_longitudes, st.floats(-0.2, 0.2), st.floats(-0.2, 0.2))
def test_short_distances_are_as_exact(lat, lon, north, east):
    distance = nearest.miles(lat, lon, lat + north, lon + east)

    assert distance == pytest.approx(truth((lat, lon), (lat + north, lon + east)), rel=1e-4, abs=1e-5)


@given(latitudes, longitudes, latitudes, longitudes)
def test_the_way_back_is_as_long(lat, lon, other_lat, other_lon):
    there, back = nearest.miles(lat, lon, other_lat, other_lon), nearest.miles(other_lat, other_lon, lat, lon)

    assert there == pytest.approx(back, rel=1e-9, abs=1e-9)


def test_a_point_is_no_distance_from_itself():
    assert nearest.miles(39.4143, -77.4105, 39.4143, -77.4105) == 0


@given(st.floats(-90, 90), longitudes, st.floats(-90, 90), longitudes)
def test_no_two_points_on_earth_have_a_distance_that_is_no_number(lat, lon, other_lat, other_lon):
    distance = nearest.miles(lat, lon, other_lat, other_lon)

    assert 0 <= distance < 12_500


def test_nearest_office_and_its_distance_agree_with_geodesic_truth_for_every_zip_of_seven_states():
    zips, wrong = active_zips(), []

    for code, point in zips.items():
        ours = sorted((nearest.miles(*point, *office), name) for name, office in OFFICES.items())
        true = sorted((truth(point, office), name) for name, office in OFFICES.items())
        margin = true[1][0] - true[0][0]
        if margin > MARGIN and ours[0][1] != true[0][1]:
            wrong.append((code, ours[0], true[0]))
        if abs(ours[0][0] - true[0][0]) > 0.005 * true[0][0]:
            wrong.append((code, ours[0], true[0]))

    assert len(zips) > 5_900
    assert wrong == []


@pytest.mark.database
@pytest.mark.django_db
def test_a_search_agrees_with_geodesic_truth_for_the_zips_of_seven_states(both_ways):
    store(OFFICES.values())
    names = {office: name for name, office in OFFICES.items()}
    wrong = []

    every = 1 if both_ways != "cell by cell" and connection.vendor == "sqlite" else 20
    for code, point in list(active_zips().items())[::every]:
        first = Location.objects.published().nearest_to(*point, 1)[0]
        true = sorted((truth(point, office), name) for name, office in OFFICES.items())
        is_other = names[first.latitude, first.longitude] != true[0][1]
        if (is_other and true[1][0] - true[0][0] > MARGIN) or abs(first.miles - true[0][0]) > 0.005 * true[0][0]:
            wrong.append((code, first.miles, true[0]))

    assert wrong == []


@pytest.mark.database
@pytest.mark.django_db
def test_among_three_thousand_offices_the_nearest_are_found_from_near_and_far():
    points = scattered(3_000)
    store(points)
    chance = random.Random(1)
    near = [(chance.uniform(36, 43), chance.uniform(-84, -74)) for _ in range(10)]

    for point in [*near, *chance.choices(points, k=4), *FAR_AWAY.values()]:
        assert_nearest(point, points, 1, 20, 200)


@pytest.mark.database
@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(near_latitudes, near_longitudes), min_size=1, max_size=40),
    st.tuples(latitudes, longitudes),
    st.integers(1, 45),
)
def test_any_offices_are_found_nearest_first_from_anywhere(both_ways, points, point, most):
    Location.objects.all().delete()
    store(points)

    assert_nearest(point, points, most)


@pytest.mark.database
@pytest.mark.django_db
def test_offices_on_the_borders_of_cells_are_found(both_ways):
    corner = (-90 + 11_780 * CELL_DEGREES, -180 + 9_340 * CELL_DEGREES)
    points = [
        (corner[0] + row * CELL_DEGREES, corner[1] + column * CELL_DEGREES)
        for row in range(-4, 5)
        for column in range(-4, 5)
    ]
    store(points)

    for point in (corner, (corner[0] - 1e-9, corner[1] - 1e-9), (corner[0] + CELL_DEGREES / 2, corner[1])):
        assert_nearest(point, points, 1, 5, 30)


@pytest.mark.database
@pytest.mark.django_db
def test_offices_beyond_the_date_line_are_near(both_ways):
    points = [(52.0, 179.9), (52.0, -179.0), (52.0, 178.0)]
    store(points)

    assert_nearest((52.0, -179.9), points, 2)


@pytest.mark.database
@pytest.mark.django_db
def test_a_crowd_at_one_point_neither_hides_the_office_next_to_it_nor_changes_its_order(both_ways):
    crowd = [OFFICES["Baltimore"]] * 60
    store([OFFICES["Towson"], *crowd, OFFICES["Frederick"]])

    from_the_crowd = Location.objects.nearest_to(*OFFICES["Baltimore"], 20)
    from_next_to_it = Location.objects.nearest_to(39.38, -76.60, 20)

    assert [location.miles for location in from_the_crowd] == [0] * 20
    assert [location.pk for location in from_the_crowd] == sorted(location.pk for location in from_the_crowd)
    assert (from_next_to_it[0].latitude, from_next_to_it[0].longitude) == OFFICES["Towson"]
    assert len({location.pk for location in from_next_to_it}) == 20


@pytest.mark.database
@pytest.mark.django_db
def test_an_office_without_coordinates_is_never_near_anything(both_ways):
    make_location(latitude=None, longitude=None)
    placed = make_location()

    assert Location.objects.nearest_to(*OFFICES["Frederick"], 20) == [placed]


@pytest.mark.database
@pytest.mark.django_db
def test_fewer_offices_than_asked_for_are_all_listed(both_ways):
    store(OFFICES.values())

    assert_nearest(OFFICES["Erie"], list(OFFICES.values()), 20)


@pytest.mark.database
@pytest.mark.django_db
def test_without_any_office_nothing_is_near(both_ways):
    assert Location.objects.nearest_to(*OFFICES["Erie"], 20) == []
    assert Location.objects.none().nearest_to(*OFFICES["Erie"], 20) == []


@pytest.mark.database
@pytest.mark.django_db
def test_a_search_looks_only_among_the_offices_it_is_asked_about(both_ways):
    treatment = make_treatment()
    near, draft = make_location(), make_location(publish_from=None)
    far = make_location(state="PA", latitude=42.1292, longitude=-80.0851, treatments=[treatment])
    point = OFFICES["Frederick"]

    assert Location.objects.published().nearest_to(*point, 20) == [near, far]
    assert Location.objects.published().offering(treatment).nearest_to(*point, 20) == [far]
    assert Location.objects.in_state("PA").nearest_to(*point, 1) == [far]
    assert draft not in Location.objects.published().step_free().nearest_to(*point, 20)


@pytest.mark.database
@pytest.mark.django_db
def test_an_office_that_moves_is_found_at_its_new_place():
    mover, stayer = make_location(latitude=36.5951, longitude=-82.1887), make_location()
    mover.latitude, mover.longitude = OFFICES["Erie"]
    mover.save()

    assert Location.objects.nearest_to(*OFFICES["Erie"], 1) == [mover]
    assert Location.objects.nearest_to(36.5951, -82.1887, 1) == [stayer]


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 12, 3_000])
@pytest.mark.parametrize("place", [OFFICES["Towson"], FAR_AWAY["Honolulu"]], ids=["near", "far"])
def test_a_search_takes_six_queries_and_one_for_each_thing_on_a_card(number, place, django_assert_num_queries):
    store(scattered(number))

    with django_assert_num_queries(6):
        Location.objects.published().nearest_to(*place, 20)
    with django_assert_num_queries(6 + 3):
        Location.objects.published().with_card().nearest_to(*place, 20)


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.parametrize("rarity", [2, 30, 1_000], ids=["every second", "one in thirty", "three of all"])
def test_what_only_some_offices_offer_is_found_from_near_and_far(rarity):
    points, treatment = scattered(3_000), make_treatment()
    store(points)
    offering = list(Location.objects.order_by("pk")[::rarity])
    treatment.locations.set(offering)

    for point in (OFFICES["Erie"], OFFICES["Bristol"], FAR_AWAY["Anchorage"], FAR_AWAY["Miami"]):
        true = sorted(truth(point, (location.latitude, location.longitude)) for location in offering)[:20]
        found = Location.objects.offering(treatment).nearest_to(*point, 20)
        assert {location.pk for location in found} <= {location.pk for location in offering}
        assert [location.miles for location in found] == pytest.approx(true, rel=2e-4)


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.parametrize("place", ["Los Angeles", "Attu", "Hagåtña"])
def test_from_far_away_few_positions_are_read(place):
    store(scattered(3_000))
    here = cells.Surroundings(*FAR_AWAY[place])

    read = Location.objects.filter(querysets._in_cells(Location.objects.all()._cells_to_read(here, 20))).count()

    assert 20 <= read < 600


# --- Cells ------------------------------------------------------------------------------------------------------------


def holds(cell, latitude, longitude) -> bool:
    first, last = cell.range
    return first <= cells.number_of(latitude, longitude) <= last


def in_ranges(ranges, number) -> bool:
    return any(first <= number <= last for first, last in ranges)


@given(st.floats(-90, 90), longitudes, st.floats(-90, 90), longitudes)
def test_every_point_lies_in_exactly_one_of_the_cells_around_a_point(lat, lon, other_lat, other_lon):
    around = cells.Surroundings(lat, lon).cells

    assert sum(holds(cell, other_lat, other_lon) for cell in around) == 1
    assert len(around) < 200


@given(st.floats(-89, 89), longitudes)
def test_cells_are_small_around_the_point_and_no_wider_than_twice_their_distance_elsewhere(lat, lon):
    surroundings = cells.Surroundings(lat, lon)
    own = next(cell for cell in surroundings.cells if holds(cell, lat, lon))

    assert own.level <= cells.SMALLEST_AROUND
    for cell in surroundings.cells:
        north = abs(cell.row + 0.5 - surroundings.row / 2**cell.level)
        east = abs(cell.column + 0.5 - surroundings.column / 2**cell.level)
        away = max(north, min(east, 2 ** (cells.BITS - cell.level) - east))
        assert cell.level <= cells.SMALLEST_AROUND or away >= 1


@settings(max_examples=400)
@given(st.floats(-90, 90), longitudes, st.floats(-90, 90), longitudes, st.integers(0, cells.BITS))
def test_nothing_in_a_cell_is_nearer_or_farther_than_its_reach(lat, lon, other_lat, other_lon, level):
    row, column = (math.floor(value / 2**level) for value in cells._row_and_column(other_lat, other_lon))
    cell = cells.Cell(level, row, column % 2 ** (cells.BITS - level))

    near, far = cells.Surroundings(lat, lon).reach(cell)

    through_the_earth = math.dist(nearest.on_earth(lat, lon), nearest.on_earth(other_lat, other_lon))
    assert near - 1e-12 <= through_the_earth <= far + 1e-12


@settings(max_examples=400)
@given(latitudes, longitudes, st.floats(0, 360), st.floats(0, 360), st.floats(1, 4_000))
def test_what_is_nearer_on_the_surface_is_nearer_through_the_earth_but_for_a_trifle(lat, lon, one_way, other_way, far):
    ends = [Geodesic.WGS84.Direct(lat, lon, way, far * METRES_A_MILE) for way in (one_way, other_way)]

    one, other = (math.dist(nearest.on_earth(lat, lon), nearest.on_earth(end["lat2"], end["lon2"])) for end in ends)

    assert one <= other * (1 + cells.BEYOND * other**2) + 1e-12


@given(st.floats(-90, 90), st.floats(-180, 179.9), st.integers(1, cells.BITS), st.integers(1, 4))
def test_a_cell_is_divided_into_cells_that_cover_it(lat, lon, level, times):
    cell = cells.Cell(level, *(math.floor(value / 2**level) for value in cells._row_and_column(lat, lon)))

    parts = cell.divided(min(times, level))

    assert sum(holds(part, lat, lon) for part in parts) == 1
    assert all(cell.range[0] <= part.range[0] <= part.range[1] <= cell.range[1] for part in parts)


def test_only_full_cells_are_divided():
    north, south = cells.Cell(6, 180, 140), cells.Cell(6, 179, 140)

    parts = cells.divided([north, south], {north: 20, south: 19}, 20)

    assert south in parts
    assert north not in parts
    assert len(parts) <= cells.MOST_DIVIDED + 1


@given(st.lists(st.tuples(st.floats(-90, 90), longitudes), min_size=1, max_size=60), st.integers(1, 20))
def test_joined_ranges_hold_all_cells_and_are_not_too_many(points, most):
    places = [cells.Cell(0, *(math.floor(value) for value in cells._row_and_column(*point))) for point in points]
    places = [cell._replace(column=cell.column % 2**cells.BITS) for cell in places]

    ranges = cells.joined(places, most)

    assert len(ranges) <= most
    assert all(in_ranges(ranges, cell.range[0]) for cell in places)
    assert all(one[1] + 1 < other[0] for one, other in itertools.pairwise(ranges))


@given(st.floats(-90, 90), longitudes)
def test_cells_are_whole_numbers_that_a_column_can_hold(lat, lon):
    assert 0 <= cells.number_of(lat, lon) < 2**31
