"""One clock for all processes of the site: the database's, whatever the machines of the processes believe."""

from datetime import datetime

from django.db import connection
from django.utils import timezone


def shared_now() -> datetime:
    """The moment by the database server's clock; SQLite has none of its own and lies on the one machine there is."""
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
