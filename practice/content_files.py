"""Reads the demonstration practice from practice/content/practice.toml."""

from pathlib import Path

import reversion
from django.db import transaction

from practice.models import Practice
from publishing.content_files import read, save_checked

FILE = Path(__file__).parent / "content" / "practice.toml"


@transaction.atomic
def load_practice() -> bool:
    """Adds the practice unless there is one already. Returns whether it was added."""
    if Practice.objects.exists():
        return False
    data = read(FILE)
    rows = {name: data.pop(name, []) for name in ("phone_lines", "social_links", "care_steps")}
    with reversion.create_revision():
        practice = save_checked(Practice(pk=1, **data))
        for name, items in rows.items():
            rows_of = getattr(practice, name).model
            for position, item in enumerate(items, start=1):
                save_checked(rows_of(practice=practice, position=position, **item))
    return True
