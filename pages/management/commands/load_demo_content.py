"""`manage.py load_demo_content`: puts the demonstration practice, conditions and treatments into the database."""

from django.core.management.base import BaseCommand

from appointments.content_files import load_desks
from locations.content_files import load_locations
from pages.searching.indexing import rebuild
from practice.claim_files import load_claims
from practice.content_files import load_compensation_rules, load_practice
from practice.insurance_files import load_insurance
from practice.library_files import load_library
from practice.notices.content_files import load_notices
from providers.content_files import load_providers
from publishing.search_word_files import load_search_words
from quiz.content_files import load_quiz
from treatments.content_files import load_red_flags, load_treatments_and_conditions


class Command(BaseCommand):
    help = "Adds the demonstration content that is missing and never changes what is there."

    def handle(self, *args, **options):
        is_new = load_practice()
        self.stdout.write("practice: added" if is_new else "practice: already there")
        self.stdout.write(f"workers' compensation rules: {load_compensation_rules()} added")
        self.stdout.write(f"claims: {load_claims()} added")
        for kind, count in load_insurance().items():
            self.stdout.write(f"{kind}: {count} added")
        self.stdout.write(f"notices: {load_notices()} added")
        for kind, count in load_library().items():
            self.stdout.write(f"{kind}: {count} added")
        for kind, count in load_treatments_and_conditions().items():
            self.stdout.write(f"{kind}: {count} added")
        self.stdout.write(f"red flags: {load_red_flags()} added")
        for kind, count in load_quiz().items():
            self.stdout.write(f"{kind}: {count} added")
        self.stdout.write(f"locations: {load_locations()} added")
        self.stdout.write(f"providers: {load_providers()} added")
        for kind, count in load_desks().items():
            self.stdout.write(f"{kind}: {count} added")
        self.stdout.write(f"search words: {load_search_words()} added")
        self.stdout.write(f"search index: {rebuild()} pages")
