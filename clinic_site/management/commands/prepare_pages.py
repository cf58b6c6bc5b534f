"""`manage.py prepare_pages`: makes all public pages ahead, in one go."""

from django.core.management.base import BaseCommand

from clinic_site.preparing import Preparer


class Command(BaseCommand):
    help = "Makes the public pages that content or a new release left out of date. The worker does it by itself."

    def handle(self, *args, **options):
        self.stdout.write(f"{Preparer().make_missing()} pages made ahead.")
