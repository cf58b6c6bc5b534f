"""When an office is open: weekly spans, special days, holidays, closures; on wall clocks, across daylight saving.

Pure functions of a Schedule and a moment. Moments are aware datetimes; days and clock times are the office's own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LOOK_AHEAD_DAYS = 35
FARTHEST_DAYS = 800
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, order=True)
class Span:
    """From one clock time to another. When it closes no later than it opens, it closes on the next day."""

    opens: time
    closes: time

    @property
    def ends_next_day(self) -> bool:
        return self.closes <= self.opens


@dataclass(frozen=True)
class SpecialDay:
    """One date with hours of its own; no spans means closed."""

    spans: tuple[Span, ...]
    note: str = ""


@dataclass(frozen=True)
class Closure:
    """Days without any hours, from the first to the day before `reopens`; None: until further notice."""

    starts: date
    reopens: date | None
    reason: str = ""

    def covers(self, day: date) -> bool:
        return self.starts <= day and (self.reopens is None or day < self.reopens)


@dataclass(frozen=True)
class Schedule:
    """All that decides whether an office is open. `weekly` maps weekdays (Monday is 0) to spans."""

    zone: ZoneInfo
    weekly: Mapping[int, tuple[Span, ...]]
    special: Mapping[date, SpecialDay] = field(default_factory=dict)
    closures: tuple[Closure, ...] = ()
    holiday: Callable[[date], str | None] = lambda day: None

    def closure_on(self, day: date) -> Closure | None:
        return next((closure for closure in self.closures if closure.covers(day)), None)

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """The spans that begin on that day. Closures beat special days, these beat holidays, these the week."""
        if self.closure_on(day):
            return ()
        if day in self.special:
            return tuple(sorted(self.special[day].spans))
        if self.holiday(day):
            return ()
        return tuple(sorted(self.weekly.get(day.weekday(), ())))

    def first_open_day(self, day: date) -> date | None:
        """That day, or the first after it with hours; None when none comes soon."""
        days = (day + timedelta(days=offset) for offset in range(LOOK_AHEAD_DAYS))
        return next((one for one in days if self.spans_on(one)), None)

    def reason_on(self, day: date) -> str:
        """Why the day differs from its week: the closure's reason, the special day's note, or the holiday's name."""
        closure = self.closure_on(day)
        if closure:
            return closure.reason
        if day in self.special:
            return self.special[day].note
        return self.holiday(day) or ""


@dataclass(frozen=True)
class OpenState:
    """Open or not at a moment, and the moment at which that ends; None when no end is in sight."""

    is_open: bool
    changes_at: datetime | None


def state_at(schedule: Schedule, moment: datetime) -> OpenState:
    """Whether the office is open at that moment, and until when (or from when on)."""
    horizon = _instant(schedule.zone, _last_day(schedule, moment), time(0))
    for starts, ends in intervals(schedule, moment):
        if ends <= moment:
            continue
        if starts > moment:
            return OpenState(False, starts)
        return OpenState(True, ends if ends < horizon else None)
    return OpenState(False, None)


def is_open_at(schedule: Schedule, moment: datetime) -> bool:
    """What `state_at` says of that moment alone, without looking for its end."""
    today = moment.astimezone(schedule.zone).date()
    spans = ((day, span) for day in (today, today - timedelta(days=1)) for span in schedule.spans_on(day))
    return any(starts <= moment < ends for starts, ends in (_instants(schedule.zone, *one) for one in spans))


def is_open_after(schedule: Schedule, day: date, clock: time) -> bool:
    """Whether that day's hours reach past that clock time."""
    return any(span.ends_next_day or span.closes > clock for span in schedule.spans_on(day))


def intervals(schedule: Schedule, moment: datetime):
    """(opens, closes) in UTC around and after the moment, in order, touching ones made one."""
    today = moment.astimezone(schedule.zone).date()
    last = _last_day(schedule, moment)
    waiting = None
    for offset in range(-1, (last - today).days):
        day = today + timedelta(days=offset)
        for span in schedule.spans_on(day):
            starts, ends = _instants(schedule.zone, day, span)
            if ends <= starts:
                continue  # the clocks went forward over all of it
            if waiting and starts <= waiting[1]:
                waiting = waiting[0], max(waiting[1], ends)
                continue
            if waiting:
                yield waiting
            waiting = starts, ends
    if waiting:
        yield waiting


def _last_day(schedule: Schedule, moment: datetime) -> date:
    """How far to look: beyond every reopening and every special day to come, but not beyond about two years."""
    today = moment.astimezone(schedule.zone).date()
    reopenings = [closure.reopens for closure in schedule.closures if closure.reopens]
    last = max([today, *reopenings, *schedule.special]) + timedelta(days=LOOK_AHEAD_DAYS)
    return min(last, today + timedelta(days=FARTHEST_DAYS))


def _instants(zone: ZoneInfo, day: date, span: Span) -> tuple[datetime, datetime]:
    last_day = day + timedelta(days=1) if span.ends_next_day else day
    return _instant(zone, day, span.opens), _instant(zone, last_day, span.closes)


def _instant(zone: ZoneInfo, day: date, clock: time) -> datetime:
    """When the clock first shows that time, in UTC; for a time that is skipped in spring, the moment of the skip."""
    instant = datetime.combine(day, clock, zone).astimezone(UTC)
    shown = instant.astimezone(zone)
    if (shown.date(), shown.time()) != (day, clock):
        while (instant - MINUTE).astimezone(zone).utcoffset() == shown.utcoffset():
            instant -= MINUTE
    return instant
