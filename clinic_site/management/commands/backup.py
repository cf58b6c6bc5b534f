"""`manage.py backup`: the whole site in one sealed file, while it runs."""

import argparse
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from clinic_site.backups import making
from clinic_site.backups.console import ended_by_a_sentence


def at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("how many backups stay, 1 or more")
    return int(text)


class Command(BaseCommand):
    help = "Writes database and uploads into one new file, sealed for BACKUP_RECIPIENTS. The site goes on meanwhile."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", default=settings.BACKUP_FOLDER, help="Without it: BACKUP_FOLDER.")
        parser.add_argument("--keep", type=at_least_one, help="Then delete all backups there but the newest so many.")

    def handle(self, *args, **options):
        if not options["folder"]:
            raise CommandError("Say where: manage.py backup <folder>, or set BACKUP_FOLDER.")
        with ended_by_a_sentence():
            made = making.make(Path(options["folder"]), options["keep"])
        size = made.path.stat().st_size
        self.stdout.write(f"{made.path}: {len(made.uploads)} uploads, {size / 1_000_000:.1f} MB, sealed.")
        if not made.has_media:
            self.stdout.write("Uploads are kept by a service and are not in it; see docs/backup.md.")
        for path in made.deleted:
            self.stdout.write(f"Deleted: {path.name}")
