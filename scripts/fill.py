"""Fills a demonstration site: static files, tables, content, the staff sign-in. Runs inside .venv."""

import django
from django.conf import settings
from django.core.management import call_command

from scripts.console import run_command, say
from scripts.static_files import collect_if_changed


def main():
    django.setup()
    if not settings.DEBUG:
        # Before anything that may show a page: names with a hash are known only after this.
        say("Static files …")
        collect_if_changed()
    say("Database …")
    call_command("migrate", interactive=False, verbosity=0)
    say("Gazetteer …")
    call_command("load_gazetteer")
    say("Demonstration content …")
    call_command("load_demo_content")
    call_command("ensure_demo_staff")
    call_command("make_sample_requests")


if __name__ == "__main__":
    run_command(main)
