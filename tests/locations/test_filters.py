"""The finder's filters by columns and rows say what whole schedules say, office by office."""

import random
from datetime import UTC, date, datetime, time, timedelta

import pytest

from locations.finder import find, ways_out
from locations.models import Location, OpeningHours, SpecialHours
from locations.opening_hours import is_open_after, state_at
from locations.schedules import schedule_of
from tests.factories import make_treatment
from tests.locations.factories import location_fields

pytestmark = [pytest.mark.django_db, pytest.mark.database]

FREDERICK = (39.4143, -77.4105)
OFFICES = 60
CLOCKS = [time(0), time(1, 30), time(2, 30), time(8), time(12), time(16, 59), time(17), time(17, 1), time(22)]
DAYS = {
    "an ordinary Monday": date(2026, 11, 23),
    "a Saturday": date(2026, 11, 28),
    "Christmas": date(2026, 12, 25),
    "the clocks go forward": date(2026, 3, 8),
    "the clocks go back": date(2026, 11, 1),
}


def store_random_offices(chance: random.Random, around: date, treatment) -> None:
    """Offices with any hours, special days around that day, closures, zones and holidays."""
    offices = Location.objects.bulk_create(random_office(chance, around) for _ in range(OFFICES))
    for office in offices:
        weekly, special = random_week(chance, office), random_days(chance, office, around)
        OpeningHours.objects.bulk_create(weekly)
        SpecialHours.objects.bulk_create(special)
    treatment.locations.set(chance.sample(offices, OFFICES // 2))


def random_office(chance, around) -> Location:
    closed_from = chance.choice([None, None, around - timedelta(days=chance.randrange(3))])
    reopens_on = closed_from and chance.choice([None, closed_from + timedelta(days=chance.randrange(1, 4))])
    return Location(
        **location_fields(
            latitude=39 + chance.random(),
            state=chance.choice(["MD", "PA", "VA"]),
            is_step_free=chance.random() < 0.5,
            time_zone=chance.choice(["America/New_York", "America/Chicago"]),
            holiday_rule=chance.choice(["major", "all", "none"]),
            closed_from=closed_from,
            reopens_on=reopens_on,
        )
    )


def random_week(chance, office) -> list[OpeningHours]:
    spans = {(chance.randrange(7), chance.choice(CLOCKS)): chance.choice(CLOCKS) for _ in range(chance.randrange(8))}
    return [OpeningHours(location=office, weekday=day, opens=opens, closes=end) for (day, opens), end in spans.items()]


def random_days(chance, office, around) -> list[SpecialHours]:
    days = [around + timedelta(days=offset) for offset in range(-2, 3) if chance.random() < 0.3]
    clocks = [None, *CLOCKS]
    opens = {day: chance.choice(clocks) for day in days}
    return [
        SpecialHours(location=office, date=day, opens=opens[day], closes=opens[day] and chance.choice(CLOCKS))
        for day in days
    ]


def plainly_failed(location, filters: dict, now: datetime) -> list[str]:
    """What whole models and the whole schedule say."""
    schedule = schedule_of(location)
    today = now.astimezone(schedule.zone).date()
    spans = [span for spans in schedule.weekly.values() for span in spans]
    is_late = any(span.ends_next_day or span.closes > time(17) for span in spans)
    passed = {
        "treatment": filters.get("treatment") in location.treatments.all(),
        "state": location.state == filters.get("state"),
        "step_free": location.is_step_free,
        "open_now": state_at(schedule, now).is_open,
        "saturday": 5 in schedule.weekly,
        "evening": is_late or is_open_after(schedule, today, time(17)),
    }
    return [name for name in filters if not passed[name]]


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("point", [None, FREDERICK], ids=["by name", "nearest"])
def test_any_filters_at_any_moment_leave_the_offices_that_whole_schedules_leave(day, point):
    chance, treatment = random.Random(day), make_treatment()
    store_random_offices(chance, DAYS[day], treatment)
    every = {"open_now": True, "saturday": True, "evening": True, "state": "MD", "treatment": treatment}
    every["step_free"] = True
    locations = Location.objects.with_sections()
    inorder = list(locations.nearest_to(*point, OFFICES) if point else locations.by_state())

    for _ in range(20):
        filters = {name: every[name] for name in chance.sample(list(every), chance.randrange(1, 4))}
        now = datetime.combine(DAYS[day], time(), UTC) + timedelta(minutes=chance.randrange(36 * 60))
        failed = {location: plainly_failed(location, filters, now) for location in inorder}

        found = find(Location.objects.published(), filters, now, point)

        left = [location for location in inorder if not failed[location]]
        assert [answer.location for answer in found.answers] == left[:20], (filters, now)
        assert found.total == len(left)
        ways = ways_out(Location.objects.published(), filters, now, point)
        alone = [names[0] for names in failed.values() if len(names) == 1]
        assert {name: way.count for name, way in ways.items()} == {name: alone.count(name) for name in set(alone)}


@pytest.mark.parametrize("name", ["open_now", "saturday", "evening"])
def test_random_offices_are_not_all_alike(name):
    store_random_offices(random.Random(1), DAYS["an ordinary Monday"], make_treatment())
    now = datetime(2026, 11, 23, 18, tzinfo=UTC)

    found = find(Location.objects.published(), {name: True}, now)

    assert 3 < found.total < OFFICES - 3
