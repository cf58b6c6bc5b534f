"""Reads the demonstration practice from practice/content/practice.toml."""

import tomllib
from pathlib import Path

from django.db import transaction

from practice.models import Practice

FILE = Path(__file__).parent / "content" / "practice.toml"


@transaction.atomic
def load_practice() -> bool:
    """Adds the practice unless there is one already. Returns whether it was added."""
    if Practice.objects.exists():
        return False
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    rows = {name: data.pop(name, []) for name in ("phone_lines", "social_links", "care_steps")}
    practice = Practice(pk=1, **data)
    practice.full_clean()
    practice.save()
    for name, items in rows.items():
        manager = getattr(practice, name)
        for position, item in enumerate(items, start=1):
            row = manager.model(practice=practice, position=position, **item)
            row.full_clean()
            row.save()
    return True
