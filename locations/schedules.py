"""From an office's rows to its Schedule: weekly spans, special days, closures, and its state's holidays."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

import holidays

from locations.models import OpeningHours, SpecialHours
from locations.opening_hours import Closure, Schedule, Span, SpecialDay

MAJOR_HOLIDAYS = (
    "New Year's Day",
    "Memorial Day",
    "Independence Day",
    "Labor Day",
    "Thanksgiving",
    "Christmas Day",
)


def schedule_of(location) -> Schedule:
    """The schedule of one office, from rows that were prefetched with it."""
    return schedule_from(location, location.opening_hours.all(), location.special_hours.all())


def schedules_around(offices: list, now: datetime) -> dict[int, Schedule]:
    """By primary key, schedules that know the hours of yesterday and today only: enough to tell what is open now.

    For rows of `decisive_columns`. Two queries.
    """
    keys = [office.pk for office in offices]
    todays = {now.astimezone(ZoneInfo(name)).date() for name in {office.time_zone for office in offices}}
    days = todays | {day - timedelta(days=1) for day in todays}
    weekly = OpeningHours.objects.on_weekdays(days).by_office(keys)
    special = SpecialHours.objects.on_dates(days).by_office(keys)
    return {office.pk: schedule_from(office, weekly[office.pk], special[office.pk]) for office in offices}


def schedule_from(office, hours: Iterable, special_hours: Iterable) -> Schedule:
    """What the rows of one office mean together: its own, its week's and those of single days."""
    weekly: dict[int, tuple[Span, ...]] = {}
    for row in hours:
        weekly[row.weekday] = (*weekly.get(row.weekday, ()), Span(row.opens, row.closes))
    special: dict[date, SpecialDay] = {}
    for row in special_hours:
        day = special.get(row.date, SpecialDay(()))
        spans = (*day.spans, Span(row.opens, row.closes)) if row.opens is not None else day.spans
        special[row.date] = SpecialDay(spans, day.note or row.note)
    closures = (Closure(office.closed_from, office.reopens_on, office.closed_because),) if office.closed_from else ()
    return Schedule(ZoneInfo(office.time_zone), weekly, special, closures, holiday_of(office))


def holiday_of(location) -> Callable[[date], str | None]:
    """Which holiday closes that office on a day, by its rule; None on all other days."""
    return partial(holiday_name, location.state, location.holiday_rule)


def holiday_name(state: str, rule: str, day: date) -> str | None:
    """The holiday on that day in that state, as the `holidays` package knows it, if the rule closes for it."""
    if rule == "none":
        return None
    name = _holidays(state, day.year).get(day)
    if name is None or rule == "all":
        return name
    return name if name.startswith(MAJOR_HOLIDAYS) else None


@lru_cache(maxsize=64)
def _holidays(state: str, year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("US", subdiv=state, years=year))
