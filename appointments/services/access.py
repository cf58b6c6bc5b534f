"""Writes down who read or changed what: a chain to which rows can only be added."""

import hmac
from collections.abc import Iterable

from django.db import connection, transaction
from django.utils import timezone

from appointments.encryption import digest, digests
from appointments.models import AccessRecord

CHAIN = "appointments.accessrecord"
LOCK = 7_204_115  # any number that no one else locks


def record_access(user, action: str, references: Iterable[str], detail: str = "") -> None:
    """One row for each reference, in the caller's transaction when there is one."""
    with transaction.atomic():
        _one_at_a_time()
        before = AccessRecord.objects.order_by("-pk").values_list("digest", flat=True).first() or ""
        rows = []
        for reference in references:
            row = AccessRecord(by=user, action=action, reference=reference, detail=detail, at=timezone.now())
            row.digest = before = digest(CHAIN, _said(row, before))
            rows.append(row)
        AccessRecord.objects.bulk_create(rows, batch_size=200)


def first_broken() -> AccessRecord | None:
    """The first row that does not follow from the one before, because one was changed or taken away; None if all do.

    The oldest row is taken as it is: those before it were deleted after their time.
    """
    before = None
    for row in AccessRecord.objects.order_by("pk").iterator():
        if before is not None and not _follows(row, before):
            return row
        before = row.digest
    return None


def _follows(row: AccessRecord, before: str) -> bool:
    return any(hmac.compare_digest(row.digest, expected) for expected in digests(CHAIN, _said(row, before)))


def _said(row: AccessRecord, before: str) -> str:
    at = row.at.isoformat(timespec="microseconds")
    return "|".join([before, at, str(row.by_id), row.action, row.reference, row.detail])


def _one_at_a_time() -> None:
    """SQLite's transactions are one at a time by themselves; PostgreSQL's have to be asked."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
