"""Counts what databases refuse, and writes down slow queries: the SQL without a single value."""

import logging
import re
import time

from django.conf import settings
from django.db import Error as DatabaseError
from django.db.backends.signals import connection_created

from clinic_site.watching.tally import tally

logger = logging.getLogger(__name__)

QUOTED = re.compile(r"'(?:[^']|'')*'")
LONGEST = 2000


def watch(execute, sql, params, many, context):
    """Around every query; costs less than a microsecond."""
    began = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    except DatabaseError as error:
        tally.count("database_errors", type(error).__name__)
        raise
    finally:
        took = time.perf_counter() - began
        if took >= settings.SLOW_QUERY_SECONDS:
            tally.count("slow_queries")
            logger.warning("A query took %d ms: %s", took * 1000, without_values(sql))


def without_values(sql: str) -> str:
    """Values travel apart from the SQL; should one be written into it, it goes, too."""
    return QUOTED.sub("'…'", " ".join(f"{sql}".split()))[:LONGEST]


def watch_connection(connection, **kwargs):
    if watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(watch)


connection_created.connect(watch_connection, dispatch_uid="clinic_site.watching")
