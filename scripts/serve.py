"""`make serve`: production. Refuses to start until everything is right, and says what to do. Runs inside .venv."""

import os
import sys

import django
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from scripts.console import Stop, run_command, say
from scripts.packages import ROOT
from scripts.static_files import collect_if_changed

GUNICORN = [sys.executable, "-m", "gunicorn"]  # it reads gunicorn.conf.py


def main():
    read_settings()
    refuse_demonstration()
    refuse_waiting_migrations()
    if collect_if_changed():
        say("Static files collected.")
    refuse_what_django_finds_wrong()
    say(f"Serving {settings.SITE_URL} with gunicorn … Mail and the daily work need `make worker` beside it.")
    os.chdir(ROOT)
    os.execv(sys.executable, GUNICORN)  # signals reach gunicorn itself, nothing stands in between


def read_settings():
    """Reads the environment and .env; what is missing or cannot be understood becomes a sentence."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "clinic_site.settings"
    try:
        django.setup()
    except (ImproperlyConfigured, ValueError) as error:
        raise Stop(f"{error}") from error


def refuse_demonstration():
    """What weakens the site has no place in production."""
    if settings.DEMO:
        raise Stop("DEMO=1 belongs to `make run` only, it weakens the staff's sign-in. Remove it from .env.")
    if settings.DEBUG:
        raise Stop("DEBUG=1 shows code and settings to every visitor. Remove it from .env; `make dev` is for that.")


def refuse_what_django_finds_wrong():
    """Django's own checks for a deployment: errors end it, warnings are shown."""
    found = [message for message in checks.run_checks(include_deployment_checks=True) if not message.is_silenced()]
    for message in found:
        say(f"{message}")
    if any(message.is_serious() for message in found):
        raise Stop("Django's checks found errors; they stand above.")


def refuse_waiting_migrations():
    """The tables are as this version of the site needs them."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise Stop(f"The database of DATABASE_URL does not answer: {error}".strip()) from error
    finally:
        connection.close()
    if waiting:
        raise Stop(
            f"The database lacks {len(waiting)} migrations. Make a backup, then run: .venv/bin/python manage.py migrate"
        )


if __name__ == "__main__":
    run_command(main)
