"""Opening hours in words: “Open now, until 5 pm”, “Closed. Opens Monday at 8 am”."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import formats
from django.utils.translation import gettext as _

from locations.opening_hours import OpenState, Schedule, Span

DAYS_SHOWN = 7
FAR_DAYS = 330
DAYS_ANNOUNCED = 60


def clock_time(moment: time) -> str:
    """8 am, 12:30 pm, noon, midnight."""
    if (moment.hour, moment.minute) == (12, 0):
        return _("noon")
    if (moment.hour, moment.minute) == (0, 0):
        return _("midnight")
    hour = moment.hour % 12 or 12
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    half = _("am") if moment.hour < 12 else _("pm")
    return f"{hour}{minutes} {half}"


def span_words(span: Span) -> str:
    """8 am to 5 pm; a whole day is “all day”."""
    if span.opens == span.closes:
        return _("open 24 hours")
    return _("%(opens)s to %(closes)s") % {"opens": clock_time(span.opens), "closes": clock_time(span.closes)}


def spans_words(spans) -> str:
    """A day's spans, or “closed”."""
    return _(" and ").join(span_words(span) for span in spans) if spans else _("closed")


def open_sentence(schedule: Schedule, state: OpenState, now: datetime) -> str:
    """What a patient wants to know first: open or not, and until or from when. `state` is the schedule's at `now`."""
    today = now.astimezone(schedule.zone).date()
    if state.changes_at is None:
        return _("Open 24 hours") if state.is_open else _without_end(schedule, today)
    moment = state.changes_at.astimezone(schedule.zone)
    if state.is_open:
        return _("Open now, until %(when)s") % {"when": _closing(moment, today)}
    words = {"when": _opening(moment, today), "why": schedule.reason_on(today)}
    if not words["why"] or schedule.spans_on(today):
        return _("Closed now. Opens %(when)s") % words
    if schedule.closure_on(today):
        return _("Closed: %(why)s. Opens %(when)s") % words
    return _("Closed today: %(why)s. Opens %(when)s") % words


def _without_end(schedule: Schedule, today: date) -> str:
    reason = schedule.reason_on(today)
    return _("Closed: %(why)s") % {"why": reason} if reason else _("Closed")


def _closing(moment: datetime, today: date) -> str:
    """Midnight is said of the day that it ends."""
    clock = clock_time(moment.time())
    day = moment.date() if moment.time() > time(0) else moment.date() - timedelta(days=1)
    return clock if day == today else _("%(day)s at %(time)s") % {"day": _day(day, today), "time": clock}


def _opening(moment: datetime, today: date) -> str:
    if moment.date() == today:
        return _("at %(time)s") % {"time": clock_time(moment.time())}
    return _("%(day)s at %(time)s") % {"day": _day(moment.date(), today), "time": clock_time(moment.time())}


def _day(day: date, today: date) -> str:
    """tomorrow, Monday, Monday, January 4 when it is a week or more away, with the year when nearly a year."""
    if day == today + timedelta(days=1):
        return _("tomorrow")
    weekday = formats.date_format(day, "l")
    if day < today + timedelta(days=DAYS_SHOWN):
        return weekday
    far = day >= today + timedelta(days=FAR_DAYS)
    return f"{weekday}, {formats.date_format(day, 'F j, Y' if far else 'F j')}"


@dataclass(frozen=True)
class DayRow:
    """One line of the hours table."""

    day: date
    hours: str
    why: str
    is_today: bool


def week_rows(schedule: Schedule, now: datetime) -> list[DayRow]:
    """The next seven days from today, with special days and holidays as they fall."""
    today = now.astimezone(schedule.zone).date()
    days = [today + timedelta(days=offset) for offset in range(DAYS_SHOWN)]
    return [DayRow(day, spans_words(schedule.spans_on(day)), schedule.reason_on(day), day == today) for day in days]


def days_that_differ(schedule: Schedule, now: datetime) -> list[DayRow]:
    """Days after those of week_rows, for two months, whose hours are not those of their weekday; none while closed."""
    today = now.astimezone(schedule.zone).date()
    days = [today + timedelta(days=offset) for offset in range(DAYS_SHOWN, DAYS_ANNOUNCED)]
    differ = [day for day in days if not schedule.closure_on(day) and schedule.spans_on(day) != _usual(schedule, day)]
    return [DayRow(day, spans_words(schedule.spans_on(day)), schedule.reason_on(day), False) for day in differ]


def _usual(schedule: Schedule, day: date) -> tuple[Span, ...]:
    return tuple(sorted(schedule.weekly.get(day.weekday(), ())))
