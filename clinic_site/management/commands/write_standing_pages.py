"""`manage.py write_standing_pages <folder>`: the pages nginx shows when it cannot, or must not, ask the application."""

import os
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseUnavailable
from django.template.loader import render_to_string

from clinic_site.replacing import appearing
from practice.context_processors import current_practice

PAGES = {
    "away.html": "standing_in/away.html",
    "too-many.html": "standing_in/too_many.html",
    "refused.html": "standing_in/refused.html",
}
READABLE_BY_ALL = 0o644


class Command(BaseCommand):
    help = (
        "Writes the pages that stand in for the site, with the telephone lines as they are now. Run it with each "
        "release and every hour. What is there stays when the database does not answer."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, *args, folder: Path, **options):
        try:
            practice = current_practice()
            pages = {name: render_to_string(template, {"practice": practice}) for name, template in PAGES.items()}
        except DatabaseUnavailable as error:
            raise CommandError("The database does not answer; the pages stay as they are.") from error
        folder.mkdir(parents=True, exist_ok=True)
        for name, page in pages.items():
            put_in_place(folder / name, page)
        self.stdout.write(f"{len(pages)} pages written to {folder}.")


def put_in_place(path: Path, text: str):
    """Two runs at once do not disturb each other: each writes to a part of its own."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with appearing(path, Path(name)), os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        os.chmod(name, READABLE_BY_ALL)
