"""Counts how often something is done, exactly, on whatever database, without keeping who did it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from appointments.encryption import digest
from appointments.models import Allowance

SPEND = """
    INSERT INTO appointments_allowance AS allowance (bucket, "window", used, ends_at) VALUES (%s, %s, 1, %s)
    ON CONFLICT (bucket, "window") DO UPDATE SET used = allowance.used + 1 RETURNING used
"""


@dataclass(frozen=True)
class Limit:
    """At most so many in each span of time."""

    name: str
    most: int
    per: timedelta


def spend(limit: Limit, who: str = "") -> bool:
    """Counts one use by `who` (nobody in particular: everybody together). Returns whether it is within the limit."""
    if settings.RATE_LIMITS_OFF:
        return True
    seconds = int(limit.per.total_seconds())
    window = int(timezone.now().timestamp()) // seconds
    ends_at = datetime.fromtimestamp((window + 1) * seconds, UTC)
    with connection.cursor() as cursor:
        field = Allowance._meta.get_field("ends_at")
        cursor.execute(SPEND, [digest(limit.name, who), window, field.get_db_prep_value(ends_at, connection)])
        return cursor.fetchone()[0] <= limit.most


def seconds_left(limit: Limit) -> int:
    """Until the limit counts from nothing again."""
    seconds = int(limit.per.total_seconds())
    return seconds - int(timezone.now().timestamp()) % seconds


def forget_past_windows() -> int:
    """Deletes counts whose time is over. Returns how many."""
    return Allowance.objects.filter(ends_at__lt=timezone.now()).delete()[0]
