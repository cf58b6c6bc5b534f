"""`manage.py restore`: puts a backup in the place of the site, or checks that this could be done."""

from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from clinic_site.backups import restoring
from clinic_site.backups.console import ended_by_a_sentence
from clinic_site.backups.manifest import Manifest


class Command(BaseCommand):
    help = "Unpacks a backup, checks every byte of it, then puts it where DATABASE_URL and MEDIA_ROOT say."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--key", type=Path, required=True, help="The file of make_backup_key.")
        parser.add_argument("--check", action="store_true", help="Change nothing; say whether it could be restored.")
        parser.add_argument("--replace", action="store_true", help="Put it in the place of the site that is here.")
        parser.add_argument(
            "--without-field-keys", action="store_true", help="Even if what patients sent cannot be read any more."
        )

    def handle(self, *args, **options):
        path, key, whatever_site = options["file"], options["key"], options["without_field_keys"]
        with ended_by_a_sentence():
            if options["check"]:
                said = restoring.check(path, key, whatever_site)
                self.stdout.write(f"Nothing is wrong with it. {described(said)}")
                return
            done = restoring.restore(path, key, options["replace"], whatever_site)
        self.stdout.write(f"Restored. {described(done.manifest)}")
        if done.uploads_deleted:
            self.stdout.write(f"{done.uploads_deleted} uploads that came later were deleted.")
        if done.extensions_left_out:
            names = ", ".join(done.extensions_left_out)
            self.stdout.write(f"Left out, because only a superuser of PostgreSQL may make them: {names}.")
        self.say_what_waits()

    def say_what_waits(self):
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if waiting:
            self.stdout.write(f"It is of an earlier version: {len(waiting)} migrations wait. Run: manage.py migrate")


def described(said: Manifest) -> str:
    return f"{said.site} as it was on {said.moment:%Y-%m-%d at %H:%M:%S} UTC: {len(said.uploads)} uploads."
