"""Which of the finder's filters offices fail, judged from the columns that decide it and no others."""

from datetime import datetime, time

from locations.opening_hours import Schedule, is_open_after, is_open_at
from locations.schedules import schedules_around

EVENING = time(17)
OF_DATES = {"open_now", "evening"}
OF_HOURS = {*OF_DATES, "saturday"}


def failed_filters(offices: list, filters: dict, now: datetime) -> dict[int, list[str]]:
    """By primary key, in the offices' order, the filters that each does not pass. For rows of `decisive_columns`.

    Two queries when hours of a date decide, otherwise none.
    """
    schedules = schedules_around(offices, now) if filters.keys() & OF_DATES else {}
    return {office.pk: _failed(office, schedules.get(office.pk), filters, now) for office in offices}


def _failed(office, schedule: Schedule | None, filters: dict, now: datetime) -> list[str]:
    return [name for name, value in filters.items() if not PASSES[name](office, schedule, now, value)]


def _has_evening(office, schedule, now, wanted) -> bool:
    return office.has_evening or is_open_after(schedule, now.astimezone(schedule.zone).date(), EVENING)


PASSES = {
    "treatment": lambda office, schedule, now, treatment: office.offers,
    "state": lambda office, schedule, now, state: office.state == state,
    "open_now": lambda office, schedule, now, wanted: is_open_at(schedule, now),
    "saturday": lambda office, schedule, now, wanted: office.has_saturday,
    "evening": _has_evening,
    "step_free": lambda office, schedule, now, wanted: office.is_step_free,
}
