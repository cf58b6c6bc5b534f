"""`manage.py make_backup_key`: the private key that opens backups, and the public key that seals them."""

from pathlib import Path

from django.core.management.base import BaseCommand

from clinic_site.backups import keys
from clinic_site.backups.console import ended_by_a_sentence


class Command(BaseCommand):
    help = "Writes a new private key into that file and prints its public key. Run it away from the site's machine."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, **options):
        with ended_by_a_sentence():
            public = keys.make(options["file"])
        self.stdout.write(
            f"The private key is in {options['file']}. Without it no backup can be opened: keep two copies."
        )
        self.stdout.write("On the site's machine, set:")
        self.stdout.write(f"BACKUP_RECIPIENTS={public}")
