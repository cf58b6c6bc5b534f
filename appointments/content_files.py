"""Reads the demonstration's desks and topics from content/desks.toml, and gives each office a reception."""

from pathlib import Path

from django.db import transaction

from appointments.models import Desk, Reception, Topic
from locations.models import Location
from publishing.content_files import read, save_checked

FILE = Path(__file__).parent / "content" / "desks.toml"


@transaction.atomic
def load_desks() -> dict[str, int]:
    """Adds desks and topics where there are none, and a reception to each office without one. Returns how many."""
    data = read(FILE)
    added = {"desks": 0, "topics": 0}
    if not Desk.objects.exists() and not Topic.objects.exists():
        desks = {row["name"]: save_checked(Desk(**row)) for row in data["desks"]}
        for position, row in enumerate(data["topics"], start=1):
            save_checked(Topic(**{**row, "desk": desks[row["desk"]]}, position=position))
        added = {"desks": len(desks), "topics": len(data["topics"])}
    offices = list(Location.objects.filter(reception__isnull=True))
    for office in offices:
        save_checked(Reception(location=office, email=f"{office.slug}@example.org"))
    return {**added, "receptions": len(offices)}
