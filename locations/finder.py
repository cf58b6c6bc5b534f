"""What the finder answers: offices in order, each with its letter, its distance and whether it is open."""

import string
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from locations.filters import EVENING, OF_HOURS, failed_filters
from locations.hours_words import open_sentence, spans_words
from locations.models import Location
from locations.opening_hours import state_at
from locations.schedules import schedule_of

MOST_SHOWN = 20
MOST_LOOKED_AT = 200  # for filters that only a schedule can answer
MOST_COUNTED = 1000
FAR_MILES = 60


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

    However many offices, six queries: how many there are, which come first, what their cards show (four). A point
    takes four more, those of `miles_to_nearest`; filters about hours take three more, those of `failed_filters`.
    """
    about_hours = {name: value for name, value in filters.items() if name in OF_HOURS}
    most = MOST_LOOKED_AT if about_hours else MOST_SHOWN
    passing = queryset.passing(filters)
    first = _first(passing, most, point)
    failed = _failed(passing, first, about_hours, now) if about_hours else dict.fromkeys(first)
    kept = [key for key in first if key in failed and not failed[key]]
    count = (passing.on_the_map() if point else passing).count_up_to(MOST_COUNTED + 1)
    shown = passing.with_card().in_order_of(kept[:MOST_SHOWN])
    answers = [_answer(place, location, first[location.pk], now) for place, location in enumerate(shown)]
    if about_hours:
        return Finding(answers, len(kept), looked_at=most if count > most else 0)
    return Finding(answers, min(count, MOST_COUNTED), count > MOST_COUNTED)


def ways_out(queryset, filters: dict, now: datetime, point: tuple[float, float] | None = None) -> dict[str, WayOut]:
    """When no office passes: how many would without one filter, by that filter's name; the most first.

    One look at the first MOST_LOOKED_AT offices answers for every filter: an office counts for the only one it fails.
    As many queries as `find` takes to look at them.
    """
    first = _first(queryset, MOST_LOOKED_AT, point)
    failed = _failed(queryset, first, filters, now)
    counts = Counter(names[0] for names in failed.values() if len(names) == 1)
    is_least = len(first) == MOST_LOOKED_AT
    most_first = sorted(filters, key=lambda name: -counts[name])
    return {name: WayOut(counts[name], is_least) for name in most_first if counts[name]}


def letter(place: int) -> str:
    """A, B, … Z, then AA, AB, …: the pin's letter on map and list."""
    first, last = divmod(place, 26)
    return (string.ascii_uppercase[first - 1] if first else "") + string.ascii_uppercase[last]


def _first(queryset, most: int, point: tuple[float, float] | None) -> dict[int, float | None]:
    """The primary keys of that many offices, in order, each with its miles from the point."""
    if point:
        return queryset.miles_to_nearest(*point, most)
    return dict.fromkeys(queryset.by_state().values_list("pk", flat=True)[:most])


def _failed(queryset, keys, filters: dict, now: datetime) -> dict[int, list[str]]:
    rows = queryset.decisive_columns(EVENING, filters.get("treatment")).in_order_of(keys)
    return failed_filters(rows, filters, now)


def _answer(place: int, location: Location, miles: float | None, now: datetime) -> Answer:
    schedule = schedule_of(location)
    state = state_at(schedule, now)
    return Answer(
        letter=letter(place),
        location=location,
        miles=miles,
        is_open=state.is_open,
        open_words=open_sentence(schedule, state, now),
        today_words=spans_words(schedule.spans_on(now.astimezone(schedule.zone).date())),
        changes_at=state.changes_at,
    )
