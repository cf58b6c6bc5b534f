"""What the finder answers: offices in order, each with its letter, its distance and whether it is open."""

import string
from dataclasses import dataclass
from datetime import datetime, time

from locations.hours_words import open_sentence, spans_words
from locations.models import Location
from locations.opening_hours import is_open_after, state_at
from locations.schedules import schedule_of

MOST_SHOWN = 20
MOST_LOOKED_AT = 200  # for filters that only a schedule can answer
FAR_MILES = 60
EVENING = time(17)
SATURDAY = 5


@dataclass(frozen=True)
class Answer:
    """One office in a list."""

    letter: str
    location: Location
    miles: float | None
    is_open: bool
    open_words: str
    today_words: str
    changes_at: datetime | None


def answers(queryset, filters: dict, now: datetime, point: tuple[float, float] | None = None) -> list[Answer]:
    """The offices of the queryset that pass the filters: nearest to the point first, or by name without one."""
    needs_schedule = {"open_now", "saturday", "evening"} & filters.keys()
    most = MOST_LOOKED_AT if needs_schedule else MOST_SHOWN
    queryset = queryset.passing(filters).with_card()
    found = queryset.nearest_to(*point, most) if point else list(queryset.order_by("state", "title")[:most])
    kept = []
    for location in found:
        schedule = schedule_of(location)
        if _passes(schedule, filters, now):
            kept.append((location, schedule))
    return [_answer(place, location, schedule, now) for place, (location, schedule) in enumerate(kept[:MOST_SHOWN])]


def ways_out(queryset, filters: dict, now: datetime, point: tuple[float, float] | None = None) -> dict[str, int]:
    """When no office passes: how many would without one filter, by that filter's name; the most first."""
    counts = {name: len(answers(queryset, _without(filters, name), now, point)) for name in filters}
    return dict(sorted(((name, count) for name, count in counts.items() if count), key=lambda way: -way[1]))


def _without(filters: dict, name: str) -> dict:
    return {other: value for other, value in filters.items() if other != name}


def _passes(schedule, filters: dict, now: datetime) -> bool:
    if "open_now" in filters and not state_at(schedule, now).is_open:
        return False
    if "saturday" in filters and not schedule.weekly.get(SATURDAY):
        return False
    today = now.astimezone(schedule.zone).date()
    return "evening" not in filters or is_open_after(schedule, today, EVENING) or _has_evening(schedule)


def _has_evening(schedule) -> bool:
    return any(span.ends_next_day or span.closes > EVENING for spans in schedule.weekly.values() for span in spans)


def _answer(place: int, location, schedule, now) -> Answer:
    state = state_at(schedule, now)
    return Answer(
        letter=letter(place),
        location=location,
        miles=getattr(location, "miles", None),
        is_open=state.is_open,
        open_words=open_sentence(schedule, now),
        today_words=spans_words(schedule.spans_on(now.astimezone(schedule.zone).date())),
        changes_at=state.changes_at,
    )


def letter(place: int) -> str:
    """A, B, … Z, then AA, AB, …: the pin's letter on map and list."""
    first, last = divmod(place, 26)
    return (string.ascii_uppercase[first - 1] if first else "") + string.ascii_uppercase[last]
