"""`manage.py load_demo_content`: puts the demonstration practice, conditions and treatments into the database."""

from django.core.management.base import BaseCommand

from locations.content_files import load_locations
from practice.content_files import load_practice
from treatments.content_files import load_treatments_and_conditions


class Command(BaseCommand):
    help = "Adds the demonstration content that is missing and never changes what is there."

    def handle(self, *args, **options):
        is_new = load_practice()
        self.stdout.write("practice: added" if is_new else "practice: already there")
        for kind, count in load_treatments_and_conditions().items():
            self.stdout.write(f"{kind}: {count} added")
        self.stdout.write(f"locations: {load_locations()} added")
