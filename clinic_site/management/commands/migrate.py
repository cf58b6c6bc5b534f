"""`manage.py migrate`: Django's, with as long for a statement as it takes. Waiting for a lock stays short."""

from contextlib import contextmanager

from django.core.management.commands import migrate
from django.db import connections


class Command(migrate.Command):
    def handle(self, *args, **options):
        with unhurried(connections[options["database"]]):
            return super().handle(*args, **options)


@contextmanager
def unhurried(connection):
    """On PostgreSQL, without the time limit that is meant for visitors' requests; with it again afterwards."""
    if connection.vendor != "postgresql":
        yield
        return
    _say(connection, "SET statement_timeout = 0")
    yield
    _say(connection, "RESET statement_timeout")  # not after a failure: the command ends, and its connection with it


def _say(connection, sql: str):
    with connection.cursor() as cursor:
        cursor.execute(sql)
