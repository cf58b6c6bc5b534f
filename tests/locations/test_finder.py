"""What the finder answers: which offices, in which order, with which letters and words."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from locations import finder
from locations.finder import find, ways_out
from locations.models import Location
from tests.factories import make_treatment
from tests.locations.factories import location_fields, make_location

pytestmark = [pytest.mark.django_db, pytest.mark.database]

EASTERN = ZoneInfo("America/New_York")
MONDAY_NOON = datetime(2026, 11, 23, 12, tzinfo=EASTERN)
MONDAY_EVENING = datetime(2026, 11, 23, 18, tzinfo=EASTERN)
FREDERICK = (39.4143, -77.4105)
HAGERSTOWN = {"latitude": 39.6418, "longitude": -77.7200, "city": "Hagerstown"}
BALTIMORE = {"latitude": 39.2904, "longitude": -76.6122, "city": "Baltimore"}
GETTYSBURG = {"latitude": 39.8309, "longitude": -77.2311, "city": "Gettysburg", "state": "PA"}
LATE = [(time(8), time(19))]
SHORT = [(time(8), time(12))]
MILES = 5  # queries of miles_to_nearest


def ask(point=FREDERICK, now=MONDAY_NOON, **filters):
    return find(Location.objects.published(), filters, now, point).answers


def offices(found) -> list[Location]:
    return [answer.location for answer in found]


def test_the_nearest_office_comes_first_with_its_letter_and_distance():
    baltimore, hagerstown, frederick = make_location(**BALTIMORE), make_location(**HAGERSTOWN), make_location()

    found = ask()

    assert offices(found) == [frederick, hagerstown, baltimore]
    assert [answer.letter for answer in found] == ["A", "B", "C"]
    assert [round(answer.miles) for answer in found] == [0, 23, 44]


def test_without_a_point_offices_are_in_order_of_state_and_name_and_have_no_distance():
    gettysburg = make_location(**GETTYSBURG, title="A Gettysburg")
    second, first = make_location(title="Towson"), make_location(title="Frederick")

    found = ask(point=None)

    assert offices(found) == [first, second, gettysburg]
    assert [answer.letter for answer in found] == ["A", "B", "C"]
    assert [answer.miles for answer in found] == [None, None, None]


def test_an_answer_says_whether_the_office_is_open():
    make_location()

    (at_noon,), (in_the_evening,) = ask(), ask(now=MONDAY_EVENING)

    assert at_noon.is_open
    assert at_noon.open_words == "Open now, until 5 pm"
    assert at_noon.today_words == "8 am to 5 pm"
    assert at_noon.changes_at == datetime(2026, 11, 23, 17, tzinfo=EASTERN)
    assert not in_the_evening.is_open
    assert in_the_evening.open_words == "Closed now. Opens tomorrow at 8 am"


def test_a_draft_is_no_answer():
    make_location(publish_from=None)

    assert ask() == []


def test_a_treatment_leaves_only_the_offices_that_offer_it():
    treatment = make_treatment()
    make_location(treatments=[make_treatment()])
    offering = make_location(**BALTIMORE, treatments=[make_treatment(), treatment])

    assert offices(ask(treatment=treatment)) == [offering]


def test_step_free_leaves_only_the_offices_a_wheelchair_can_enter():
    make_location(is_step_free=False)
    step_free = make_location(**BALTIMORE)

    assert offices(ask(step_free=True)) == [step_free]


def test_a_state_leaves_only_its_offices_however_near_the_others_are():
    make_location()
    gettysburg = make_location(**GETTYSBURG)

    assert offices(ask(state="PA")) == [gettysburg]
    assert offices(ask(point=None, state="PA")) == [gettysburg]
    assert ask(state="VA") == []


def test_open_now_leaves_only_the_offices_that_are_open():
    make_location(week={0: SHORT})
    late = make_location(**BALTIMORE, week={0: LATE})

    assert offices(ask(open_now=True)) == [late]
    assert offices(ask(now=MONDAY_EVENING, open_now=True)) == [late]
    assert ask(now=datetime(2026, 11, 23, 20, tzinfo=EASTERN), open_now=True) == []


def test_open_now_leaves_out_an_office_that_is_temporarily_closed():
    make_location(closed_from=date(2026, 11, 16), closed_because="Moving")

    assert ask(open_now=True) == []
    assert [answer.open_words for answer in ask()] == ["Closed: Moving"]


def test_saturday_leaves_only_the_offices_with_saturday_hours():
    make_location()
    on_saturdays = make_location(**BALTIMORE, week={5: SHORT})

    assert offices(ask(saturday=True)) == [on_saturdays]


def test_evening_leaves_only_the_offices_that_are_open_after_five_on_some_day():
    make_location()
    on_thursdays = make_location(**BALTIMORE, week={0: SHORT, 3: LATE})
    at_night = make_location(**HAGERSTOWN, week={6: [(time(22), time(2))]})

    assert offices(ask(evening=True)) == [at_night, on_thursdays]


def test_several_filters_must_all_be_passed():
    treatment = make_treatment()
    make_location(week={5: SHORT})
    make_location(treatments=[treatment])
    both = make_location(**BALTIMORE, treatments=[treatment], week={5: SHORT})

    assert offices(ask(treatment=treatment, saturday=True, step_free=True, state="MD")) == [both]


def test_letters_follow_the_offices_that_are_left():
    make_location(week={})
    make_location(**BALTIMORE)

    (answer,) = ask(open_now=True)

    assert answer.letter == "A"


def test_no_more_than_twenty_offices_are_listed_and_those_are_the_nearest():
    for number in range(25):
        make_location(latitude=39.4143 + number / 100)

    found = ask()

    assert len(found) == finder.MOST_SHOWN
    assert [answer.miles for answer in found] == sorted(answer.miles for answer in found)
    assert found[-1].letter == "T"
    assert len(ask(open_now=True)) == finder.MOST_SHOWN


def test_an_open_office_is_found_behind_many_nearer_ones_that_are_closed():
    Location.objects.bulk_create(Location(**location_fields()) for _ in range(60))
    behind = make_location(**BALTIMORE)

    assert offices(ask(open_now=True)) == [behind]


def test_an_office_without_coordinates_is_listed_only_without_a_point():
    make_location(latitude=None, longitude=None)

    assert ask() == []
    assert len(ask(point=None)) == 1


EVERY_FILTER = {"open_now": True, "saturday": True, "evening": True, "step_free": True, "state": "MD"}


def make_offices(number, **changes):
    for place in range(number):
        make_location(latitude=39 + place / 100, **changes)


@pytest.mark.parametrize("number", [1, 3, 30])
@pytest.mark.parametrize(
    ("names", "more"),
    [
        ([], 0),
        (["step_free", "state", "treatment"], 0),
        (["saturday"], 1),
        (["open_now"], 3),
        (["step_free", "evening"], 3),
        ([*EVERY_FILTER, "treatment"], 3),
    ],
)
def test_a_search_takes_as_many_queries_whatever_the_number_of_offices(number, names, more, django_assert_num_queries):
    filters = {**EVERY_FILTER, "treatment": make_treatment()}
    make_offices(number, week=dict.fromkeys(range(7), LATE), treatments=[filters["treatment"]])
    filters = {name: filters[name] for name in names}

    with django_assert_num_queries(MILES + 5 + more):
        assert ask(**filters)
    with django_assert_num_queries(1 + 5 + more):
        assert ask(point=None, **filters)


@pytest.mark.parametrize("number", [1, 3, 30])
@pytest.mark.parametrize(
    ("names", "more"), [(["step_free", "state"], 1), (["open_now"], 3), ([*EVERY_FILTER, "treatment"], 3)]
)
def test_the_ways_out_take_as_many_queries_whatever_the_number_of_offices(
    number, names, more, django_assert_num_queries
):
    filters = {**EVERY_FILTER, "treatment": make_treatment()}
    make_offices(number, week={}, is_step_free=False, state="PA", treatments=[make_treatment()])
    filters = {name: filters[name] for name in names}

    with django_assert_num_queries(MILES + more):
        ways(**filters)
    with django_assert_num_queries(1 + more):
        ways(point=None, **filters)


def ways(point=FREDERICK, now=MONDAY_NOON, **filters):
    return {name: way.count for name, way in ways_out(Location.objects.published(), filters, now, point).items()}


def test_a_way_out_tells_how_many_offices_pass_without_that_filter():
    treatment = make_treatment()
    make_location(treatments=[treatment], is_step_free=False)
    make_location(treatments=[treatment], is_step_free=False, week={5: SHORT})
    make_location(week={5: SHORT})
    filters = {"treatment": treatment, "saturday": True, "step_free": True, "state": "MD"}

    assert ask(**filters) == []
    assert ways(**filters) == {"treatment": 1, "step_free": 1}
    assert ways(point=None, **filters) == {"treatment": 1, "step_free": 1}
    for name in ways(**filters):
        assert len(ask(**{other: value for other, value in filters.items() if other != name})) == 1


def test_the_way_out_with_the_most_offices_comes_first():
    make_location(week={5: SHORT}, is_step_free=False)
    make_offices(2)

    assert list(ways(saturday=True, step_free=True)) == ["saturday", "step_free"]


def test_no_single_filter_is_to_blame_when_every_office_fails_two():
    make_location(is_step_free=False)

    assert ways(saturday=True, step_free=True) == {}


def found(point=FREDERICK, now=MONDAY_NOON, **filters):
    return find(Location.objects.published(), filters, now, point)


def test_all_offices_are_counted_though_twenty_are_shown():
    make_offices(25)
    make_location(latitude=None, longitude=None)

    assert (found().total, found().is_more, found().is_cut) == (25, False, True)
    assert found(point=None).total == 26


def test_offices_beyond_a_thousand_are_not_counted(monkeypatch):
    monkeypatch.setattr(finder, "MOST_COUNTED", 22)
    make_offices(23)

    assert (found().total, found().is_more) == (22, True)


def test_only_offices_that_pass_are_counted():
    make_offices(3)
    make_offices(2, week={5: SHORT}, is_step_free=False)

    assert found(step_free=True).total == 3
    assert (found(saturday=True).total, found(saturday=True).looked_at) == (2, 0)


def test_a_search_by_hours_says_so_when_it_did_not_look_at_every_office(monkeypatch):
    monkeypatch.setattr(finder, "MOST_LOOKED_AT", 4)
    make_offices(5, week={5: SHORT})

    assert (found(saturday=True).total, found(saturday=True).looked_at) == (4, 4)
    way = ways_out(Location.objects.published(), {"evening": True}, MONDAY_NOON, FREDERICK)["evening"]
    assert (way.count, way.is_least) == (4, True)
