"""`manage.py load_gazetteer`: puts the places of the United States into the database, so that the finder knows them."""

from django.core.management.base import BaseCommand

from locations import gazetteer


class Command(BaseCommand):
    help = "Loads ZIP codes, towns, counties and states from our data file, unless this very file is loaded already."

    def handle(self, *args, **options):
        is_new = gazetteer.load(self.stdout.write)
        self.stdout.write("The gazetteer is loaded." if is_new else "The gazetteer was loaded already.")
