"""What changes offices."""

from datetime import date, time

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from reversion.revisions import add_to_revision, create_revision, set_comment, set_user

from locations.models import Location, OpeningHours, Place, SpecialHours
from locations.opening_hours import Span

NOT_WORDS = frozenset({"publish_from", "publish_until"})


def fill_coordinates(location: Location) -> bool:
    """Gives an office without coordinates the middle of its ZIP code. Returns whether it has coordinates now."""
    if location.latitude is None or location.longitude is None:
        place = Place.objects.zip(location.zip_code[:5])
        if place is None:
            return False
        location.latitude, location.longitude = place.latitude, place.longitude
    return True


def save_office(location: Location, changed: set[str]) -> None:
    """Stores an office. When only its publish window changed, no word has, and “updated” stays as it was."""
    if location.pk and not changed - NOT_WORDS:
        location.save(update_fields=[*changed])
    else:
        location.save()


@transaction.atomic
def replace_day(location: Location, weekday: int, spans: list[Span]) -> None:
    """Gives one day of the week exactly these spans. Raises ValidationError when they cannot stand together."""
    stored = {Span(row.opens, row.closes): row for row in location.opening_hours.filter(weekday=weekday)}
    for gone in stored.keys() - set(spans):
        stored[gone].delete()
    known = set(stored)
    for span in spans:
        if span in known:
            continue
        row = OpeningHours(location=location, weekday=weekday, opens=span.opens, closes=span.closes)
        row.full_clean()
        row.save()


@transaction.atomic
def keep_special_hours(location: Location, day: date, opens: set[time | None]) -> list[SpecialHours]:
    """Removes the special hours of a date except those that begin at these times. Returns what is gone."""
    gone = [row for row in location.special_hours.filter(date=day) if row.opens not in opens]
    for row in gone:
        row.delete()
    return gone


def record_import(location: Location, user, comment: str) -> None:
    """Keeps the office as it is now in its history, as one revision of its own."""
    with create_revision():
        set_user(user)
        set_comment(comment)
        add_to_revision(location)
    LogEntry.objects.log_actions(user.pk, [location], CHANGE, comment, single_object=True)
