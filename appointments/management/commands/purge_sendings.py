"""`manage.py purge_sendings`: deletes what patients sent when its time is over. The worker does it every day."""

from django.core.management.base import BaseCommand

from appointments.services.purging import purge


class Command(BaseCommand):
    help = "Deletes requests, messages, sent mail and access records that have been kept long enough (retention.py)."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Only say how many would be deleted.")

    def handle(self, *args, **options):
        is_dry_run = options["dry_run"]
        for kind, count in purge(is_dry_run=is_dry_run).items():
            self.stdout.write(f"{kind}: {count} {'would be deleted' if is_dry_run else 'deleted'}")
