"""`manage.py rebuild_search`: makes the site search's index again from the content."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from pages.searching.indexing import rebuild


class Command(BaseCommand):
    help = "Makes the search index again. The worker keeps it true by itself; this is for a new SEARCH_URL."

    def handle(self, *args, **options):
        if settings.SEARCH_URL:
            call_command("rebuild_modelsearch_index", schema_only=True, verbosity=0)
        self.stdout.write(f"search index: {rebuild()} pages")
