"""Reads the sample offices from locations/content/locations.toml."""

from datetime import time, timedelta
from pathlib import Path

import reversion
from django.db import transaction
from django.utils import timezone

from locations.models import Language, Location, Service
from publishing.content_files import read, save_checked
from treatments.models import Treatment

FILE = Path(__file__).parent / "content" / "locations.toml"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@transaction.atomic
def load_locations() -> int:
    """Adds the sample offices that are not there yet, each as one revision. Returns how many."""
    data = read(FILE)
    for position, row in enumerate(data["languages"], start=1):
        Language.objects.get_or_create(code=row["code"], defaults={"name": row["name"], "position": position})
    for position, name in enumerate(data["services"], start=1):
        Service.objects.get_or_create(name=name, defaults={"position": position})
    added = 0
    for row in data["locations"]:
        if not Location.objects.filter(slug=row["slug"]).exists():
            with reversion.create_revision():
                _add(row)
            added += 1
    return added


def _add(row: dict) -> None:
    hours, treatments, languages, services = (row.pop(key) for key in ("hours", "treatments", "languages", "services"))
    today = timezone.localdate()
    if "closed_from_days" in row:
        row["closed_from"] = today + timedelta(days=row.pop("closed_from_days"))
        row["reopens_on"] = today + timedelta(days=row.pop("reopens_in_days"))
    location = save_checked(Location(**row, publish_from=timezone.now()))
    location.treatments.set(Treatment.objects.filter(slug__in=treatments))
    location.languages.set(Language.objects.filter(code__in=languages))
    location.services.set(Service.objects.filter(name__in=services))
    for line in hours:
        for weekday, opens, closes in read_hours(line):
            location.opening_hours.create(weekday=weekday, opens=opens, closes=closes)


def read_hours(line: str) -> list[tuple[int, time, time]]:
    """(weekday, opens, closes) rows from “Monday-Friday 08:00-17:00” or “Monday, Wednesday 08:00-12:00”.

    Raises ValueError with the line when it cannot be read.
    """
    days, _blank, span = line.rpartition(" ")
    try:
        opens, closes = (time.fromisoformat(text) for text in span.split("-"))
        weekdays = [day for part in days.split(",") for day in _weekdays(part.strip())]
    except ValueError:
        raise ValueError(f"Cannot read these hours: {line!r}. Write them like “Monday-Friday 08:00-17:00”.") from None
    return [(weekday, opens, closes) for weekday in weekdays]


def _weekdays(part: str) -> range:
    first, _dash, last = part.partition("-")
    start = DAYS.index(first)
    return range(start, (DAYS.index(last) if last else start) + 1)
