"""`manage.py backup_keys`: what a restored site needs besides its backup, in a sealed file of its own."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from clinic_site.backups import keys
from clinic_site.backups.console import ended_by_a_sentence
from clinic_site.backups.refusals import full_disk_in_words
from clinic_site.backups.sealing import seal

NAMES = ("SECRET_KEY", "SECRET_KEY_FALLBACKS", "FIELD_KEYS")


class Command(BaseCommand):
    help = "Writes SECRET_KEY and FIELD_KEYS into one new sealed file. Never keep it in the same place as backups."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, **options):
        path = options["file"]
        if path.exists():
            raise CommandError(f"{path} exists already; choose another name.")
        lines = [f"{name}={_listed(getattr(settings, name))}\n" for name in NAMES if getattr(settings, name)]
        with ended_by_a_sentence(), full_disk_in_words(f"{path}"):
            seal([line.encode() for line in lines], path, keys.recipients(settings.BACKUP_RECIPIENTS))
        self.stdout.write(f"{path}: sealed. To read it: age --decrypt --identity <key file> {path.name}")


def _listed(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ",".join(value)
