"""Reads the demonstration practice from practice/content/practice.toml."""

import tomllib
from pathlib import Path

import reversion
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
    with reversion.create_revision():
        practice = _save(Practice(pk=1, **data))
        for name, items in rows.items():
            rows_of = getattr(practice, name).model
            for position, item in enumerate(items, start=1):
                _save(rows_of(practice=practice, position=position, **item))
    return True


def _save(item):
    item.full_clean()
    item.save()
    return item
