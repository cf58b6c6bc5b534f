"""From an office's rows to its Schedule: weekly spans, special days, closures, and its state's holidays."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

import holidays

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
    weekly: dict[int, tuple[Span, ...]] = {}
    for row in location.opening_hours.all():
        weekly[row.weekday] = (*weekly.get(row.weekday, ()), Span(row.opens, row.closes))
    special: dict[date, SpecialDay] = {}
    for row in location.special_hours.all():
        day = special.get(row.date, SpecialDay(()))
        spans = (*day.spans, Span(row.opens, row.closes)) if row.opens is not None else day.spans
        special[row.date] = SpecialDay(spans, day.note or row.note)
    closures = ()
    if location.closed_from:
        closures = (Closure(location.closed_from, location.reopens_on, location.closed_because),)
    return Schedule(ZoneInfo(location.time_zone), weekly, special, closures, holiday_of(location))


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
