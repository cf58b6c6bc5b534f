"""Writes down who read or changed what: a chain to which rows can only be added."""

import hmac
import logging
from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from appointments.encryption import Key, keys
from appointments.models import AccessRecord

logger = logging.getLogger("worker")

CHAIN = "appointments.accessrecord"
SEAL_LENGTH = 48  # hexadecimal digits; with the key's name it fits the column
LOCK = 7_204_115  # any number that no one else locks


def record_access(user, action: str, references: Iterable[str], detail: str = "") -> None:
    """One row for each reference, in the caller's transaction when there is one."""
    with transaction.atomic():
        _one_at_a_time()
        before = AccessRecord.objects.order_by("-pk").values_list("digest", flat=True).first() or ""
        rows = []
        for reference in references:
            row = AccessRecord(by=user, action=action, reference=reference, detail=detail, at=timezone.now())
            row.digest = before = _seal(keys()[0], row, before)
            rows.append(row)
        AccessRecord.objects.bulk_create(rows, batch_size=200)


def say_newest() -> None:
    """Writes the newest seal into the log, which is kept elsewhere: records cut off from the end are missed."""
    seal = AccessRecord.objects.order_by("-pk").values_list("digest", flat=True).first()
    if seal:
        logger.info("The newest access record has the seal %s", seal)


def is_there(seal: str) -> bool:
    """Whether a record with this seal, once seen in the log, is still there. Old ones are deleted after their time."""
    return AccessRecord.objects.filter(digest=seal).exists()


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
    """Whether the seal is that of this row after that one. A row sealed with a key that is gone cannot be checked."""
    key = next((key for key in keys() if key.name == row.digest.partition(".")[0]), None)
    return key is None or hmac.compare_digest(row.digest, _seal(key, row, before))


def uncheckable() -> int:
    """How many rows were sealed with keys that FIELD_KEYS does not have any more."""
    known = Q()
    for key in keys():
        known |= Q(digest__startswith=f"{key.name}.")
    return AccessRecord.objects.exclude(known).count()


def _seal(key: Key, row: AccessRecord, before: str) -> str:
    """The key's name and a keyed hash of the row and the seal before it."""
    return f"{key.name}.{key.digest(CHAIN, _said(row, before))[:SEAL_LENGTH]}"


def _said(row: AccessRecord, before: str) -> str:
    at = row.at.isoformat(timespec="microseconds")
    return "|".join([before, at, str(row.by_id), row.action, row.reference, row.detail])


def _one_at_a_time() -> None:
    """SQLite's transactions are one at a time by themselves; PostgreSQL's have to be asked."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
