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
MOST_COUNTED = 1000
FAR_MILES = 60
EVENING = time(17)
SATURDAY = 5
OF_THE_SCHEDULE = {"open_now", "saturday", "evening"}


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


@dataclass(frozen=True)
class Finding:
    """What a search came to: the first MOST_SHOWN offices, and how many there are.

    `total` counts the offices that pass; when `is_more`, there are more than that. `looked_at` is not 0 where the
    filters needed schedules and there were more offices than that to look at: then `total` is of those.
    """

    answers: list[Answer]
    total: int = 0
    is_more: bool = False
    looked_at: int = 0

    @property
    def is_cut(self) -> bool:
        """Whether there are more offices than are shown."""
        return self.is_more or self.total > len(self.answers)


@dataclass(frozen=True)
class WayOut:
    """One filter to drop: how many offices pass without it; `is_least` when there may be more."""

    count: int
    is_least: bool


def find(queryset, filters: dict, now: datetime, point: tuple[float, float] | None = None) -> Finding:
    """The offices of the queryset that pass the filters: nearest to the point first, or by name without one.

    Whatever the filters and however many offices, it asks for the offices, for three kinds of rows of theirs, and how
    many there are: five queries without a point, and with one what `nearest_to` takes and four more.
    """
    about_hours = {name: value for name, value in filters.items() if name in OF_THE_SCHEDULE}
    most = MOST_LOOKED_AT if about_hours else MOST_SHOWN
    passing = queryset.passing(filters)
    offices = [(location, schedule_of(location)) for location in _first(passing.with_card(), most, point)]
    kept = [(location, schedule) for location, schedule in offices if not _failed(location, schedule, about_hours, now)]
    count = (passing.on_the_map() if point else passing).count_up_to(MOST_COUNTED + 1)
    answers = [_answer(place, *office, now) for place, office in enumerate(kept[:MOST_SHOWN])]
    if about_hours:
        return Finding(answers, len(kept), looked_at=most if count > most else 0)
    return Finding(answers, min(count, MOST_COUNTED), count > MOST_COUNTED)


def ways_out(queryset, filters: dict, now: datetime, point: tuple[float, float] | None = None) -> dict[str, WayOut]:
    """When no office passes: how many would without one filter, by that filter's name; the most first.

    One look at the first MOST_LOOKED_AT offices answers for every filter: an office counts for the only one it fails.
    Four queries without a point, and with one what `nearest_to` takes and three more, whatever the filters.
    """
    counts = dict.fromkeys(filters, 0)
    offices = _first(queryset.with_what_filters_need(), MOST_LOOKED_AT, point)
    for location in offices:
        failed = _failed(location, schedule_of(location), filters, now)
        if len(failed) == 1:
            counts[failed[0]] += 1
    is_least = len(offices) == MOST_LOOKED_AT
    most_first = sorted(counts.items(), key=lambda way: -way[1])
    return {name: WayOut(count, is_least) for name, count in most_first if count}


def letter(place: int) -> str:
    """A, B, … Z, then AA, AB, …: the pin's letter on map and list."""
    first, last = divmod(place, 26)
    return (string.ascii_uppercase[first - 1] if first else "") + string.ascii_uppercase[last]


def _first(queryset, most: int, point: tuple[float, float] | None) -> list[Location]:
    return queryset.nearest_to(*point, most) if point else list(queryset.by_state()[:most])


def _failed(location, schedule, filters: dict, now: datetime) -> list[str]:
    """The filters that the office does not pass."""
    return [name for name, value in filters.items() if not PASSES[name](location, schedule, now, value)]


def _offers(location, schedule, now, treatment) -> bool:
    return any(offered.pk == treatment.pk for offered in location.treatments.all())


def _has_evening(location, schedule, now, wanted) -> bool:
    today = now.astimezone(schedule.zone).date()
    spans = (span for spans in schedule.weekly.values() for span in spans)
    return is_open_after(schedule, today, EVENING) or any(s.ends_next_day or s.closes > EVENING for s in spans)


PASSES = {
    "treatment": _offers,
    "state": lambda location, schedule, now, state: location.state == state,
    "open_now": lambda location, schedule, now, wanted: state_at(schedule, now).is_open,
    "saturday": lambda location, schedule, now, wanted: bool(schedule.weekly.get(SATURDAY)),
    "evening": _has_evening,
    "step_free": lambda location, schedule, now, wanted: location.is_step_free,
}


def _answer(place: int, location, schedule, now) -> Answer:
    state = state_at(schedule, now)
    return Answer(
        letter=letter(place),
        location=location,
        miles=getattr(location, "miles", None),
        is_open=state.is_open,
        open_words=open_sentence(schedule, state, now),
        today_words=spans_words(schedule.spans_on(now.astimezone(schedule.zone).date())),
        changes_at=state.changes_at,
    )
