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
    data.pop("compensation_rules")
    rows = {name: data.pop(name, []) for name in ("phone_lines", "social_links", "care_steps")}
    with reversion.create_revision():
        practice = save_checked(Practice(pk=1, **data))
        for name, items in rows.items():
            _add_rows(getattr(practice, name), items)
    return True


@transaction.atomic
def load_compensation_rules() -> int:
    """Adds the rules of all states to a practice that has none, as one revision of it. Returns how many were added."""
    practice = Practice.objects.first()
    if practice is None or practice.compensation_rules.exists():
        return 0
    rules = read(FILE)["compensation_rules"]
    with reversion.create_revision():
        reversion.add_to_revision(practice)
        _add_rows(practice.compensation_rules, rules)
    return len(rules)


def _add_rows(manager, rows: list[dict]):
    """Stores rows of the practice in the order given, each checked like a form would check it."""
    for position, row in enumerate(rows, start=1):
        save_checked(manager.model(practice=manager.instance, position=position, **row))
