"""What the rows of an office mean: its week, its special days, its closure, its state's holidays."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from locations.models import Location
from locations.opening_hours import Span, state_at
from locations.schedules import holiday_name, schedule_of
from tests.locations.factories import make_location

STATES = ["MD", "PA", "VA"]
EASTERN = ZoneInfo("America/New_York")


def schedule_from(location):
    return schedule_of(Location.objects.with_card().get(pk=location.pk))


def closed_days(state: str, rule: str, year: int) -> dict[str, str]:
    first = date(year, 1, 1).toordinal()
    days = [date.fromordinal(first + number) for number in range(366)]
    names = {f"{day:%m-%d}": holiday_name(state, rule, day) for day in days if day.year == year}
    return {day: name for day, name in names.items() if name}


@pytest.mark.parametrize("state", STATES)
def test_the_six_major_holidays_close_and_no_other_day(state):
    assert closed_days(state, "major", 2025) == {
        "01-01": "New Year's Day",
        "05-26": "Memorial Day",
        "07-04": "Independence Day",
        "09-01": "Labor Day",
        "11-27": "Thanksgiving Day",
        "12-25": "Christmas Day",
    }


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-07-03", "Independence Day (observed)"),
        ("2027-12-24", "Christmas Day (observed)"),
        ("2027-07-05", "Independence Day (observed)"),
        ("2023-01-02", "New Year's Day (observed)"),
        ("2027-12-31", "New Year's Day (observed)"),
    ],
)
def test_a_holiday_on_a_weekend_closes_the_day_on_which_it_is_observed(state, day, name):
    assert holiday_name(state, "major", date.fromisoformat(day)) == name


@pytest.mark.parametrize("state", STATES)
def test_the_day_after_thanksgiving_is_an_ordinary_day_for_offices_that_close_on_major_holidays(state):
    assert holiday_name(state, "major", date(2026, 11, 27)) is None
    assert holiday_name(state, "all", date(2026, 11, 27)) is not None


@pytest.mark.parametrize("state", STATES)
def test_smaller_holidays_close_only_offices_that_close_on_all(state):
    columbus_day, juneteenth = date(2026, 10, 12), date(2026, 6, 19)

    for day in (columbus_day, juneteenth):
        assert holiday_name(state, "major", day) is None
        assert holiday_name(state, "none", day) is None
        assert holiday_name(state, "all", day)


def test_each_state_has_holidays_of_its_own():
    election_day, heritage_day = date(2026, 11, 3), date(2026, 11, 27)

    assert [holiday_name(state, "all", election_day) for state in STATES] == [None, None, "Election Day"]
    assert holiday_name("MD", "all", heritage_day) == "American Indian Heritage Day"
    assert holiday_name("PA", "all", heritage_day) == "Day After Thanksgiving"


@pytest.mark.parametrize("state", STATES)
def test_offices_that_open_on_holidays_have_none(state):
    assert closed_days(state, "none", 2026) == {}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("year", range(2024, 2045))
def test_in_no_year_is_a_major_holiday_missed(state, year):
    names = " ".join(closed_days(state, "major", year).values())

    for name in ("Memorial", "Independence", "Labor", "Thanksgiving", "Christmas", "New Year's"):
        assert name in names
    assert "After" not in names
    assert "Juneteenth" not in names


@pytest.mark.django_db
def test_rows_become_a_week_with_several_spans_a_day():
    location = make_location(week={0: [(time(13), time(17)), (time(8), time(12))], 5: [(time(22), time(2))]})

    schedule = schedule_from(location)

    assert schedule.spans_on(date(2026, 11, 23)) == (Span(time(8), time(12)), Span(time(13), time(17)))
    assert schedule.spans_on(date(2026, 11, 28)) == (Span(time(22), time(2)),)
    assert schedule.spans_on(date(2026, 11, 24)) == ()


@pytest.mark.django_db
def test_an_office_without_rows_has_no_hours():
    schedule = schedule_from(make_location(week={}))

    assert schedule.weekly == {}


@pytest.mark.django_db
def test_special_rows_of_one_date_become_one_day():
    location = make_location()
    location.special_hours.create(date=date(2026, 12, 24), opens=time(8), closes=time(10), note="Christmas Eve")
    location.special_hours.create(date=date(2026, 12, 24), opens=time(11), closes=time(12))
    location.special_hours.create(date=date(2026, 12, 23), note="Staff training")

    schedule = schedule_from(location)

    assert schedule.spans_on(date(2026, 12, 24)) == (Span(time(8), time(10)), Span(time(11), time(12)))
    assert schedule.reason_on(date(2026, 12, 24)) == "Christmas Eve"
    assert schedule.spans_on(date(2026, 12, 23)) == ()
    assert schedule.reason_on(date(2026, 12, 23)) == "Staff training"


@pytest.mark.django_db
def test_special_hours_that_begin_at_midnight_are_hours():
    location = make_location()
    location.special_hours.create(date=date(2026, 12, 24), opens=time(0), closes=time(2))

    assert schedule_from(location).spans_on(date(2026, 12, 24)) == (Span(time(0), time(2)),)


@pytest.mark.django_db
def test_special_hours_open_an_office_on_a_holiday():
    location = make_location()
    location.special_hours.create(date=date(2026, 12, 25), opens=time(9), closes=time(12))

    schedule = schedule_from(location)

    assert state_at(schedule, datetime(2026, 12, 25, 10, tzinfo=EASTERN)).is_open
    assert not state_at(schedule, datetime(2027, 12, 24, 10, tzinfo=EASTERN)).is_open


@pytest.mark.django_db
def test_a_closure_ends_on_the_day_of_reopening():
    location = make_location(closed_from=date(2026, 11, 16), reopens_on=date(2026, 11, 24), closed_because="Moving")

    schedule = schedule_from(location)

    assert schedule.reason_on(date(2026, 11, 23)) == "Moving"
    assert schedule.spans_on(date(2026, 11, 23)) == ()
    assert schedule.spans_on(date(2026, 11, 24)) == (Span(time(8), time(17)),)


@pytest.mark.django_db
def test_the_zone_and_the_holidays_are_those_of_the_office():
    location = make_location(state="VA", time_zone="America/Chicago", holiday_rule="all")

    schedule = schedule_from(location)

    assert schedule.zone == ZoneInfo("America/Chicago")
    assert schedule.reason_on(date(2026, 11, 3)) == "Election Day"


@pytest.mark.django_db
def test_a_schedule_is_read_from_prefetched_rows(django_assert_num_queries):
    make_location()
    location = Location.objects.with_card().get()

    with django_assert_num_queries(0):
        schedule_of(location)
