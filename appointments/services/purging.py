"""Deletes what has been kept long enough, and keeps its number."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from appointments import retention
from appointments.models import (
    AccessRecord,
    AppointmentRequest,
    ContactMessage,
    DailyCount,
    OutgoingMail,
    Status,
)
from appointments.services.access import record_access

BATCH = 200
OPEN = (Status.NEW, Status.CONTACTED, Status.SCHEDULED)


def purge(now: datetime | None = None, *, is_dry_run: bool = False) -> dict[str, int]:
    """Deletes everything whose time is over; returns how many of each kind. A dry run only counts."""
    now = now or timezone.now()
    kinds = {
        "requests": (_ended_requests(now), _delete_requests),
        "messages": (_ended_messages(now), _delete_sendings),
        "mail": (OutgoingMail.objects.done_before(now - retention.MAIL), _delete_rows),
        "access records": (AccessRecord.objects.filter(at__lt=now - retention.ACCESS_RECORDS), _delete_rows),
    }
    if is_dry_run:
        return {kind: rows.count() for kind, (rows, _) in kinds.items()}
    return {kind: sum(delete(batch) for batch in _batches(rows)) for kind, (rows, delete) in kinds.items()}


def _ended_requests(now: datetime) -> models.QuerySet:
    """Requests whose time is over, by status; open ones that nobody has touched for a year too."""
    found = AppointmentRequest.objects.ended_before(now - retention.OPEN_REQUESTS, OPEN)
    for status, kept in retention.REQUESTS.items():
        found |= AppointmentRequest.objects.ended_before(now - kept, (status,))
    return found


def _ended_messages(now: datetime) -> models.QuerySet:
    """Messages that were answered long ago, and those that nobody answered in a year."""
    answered = ContactMessage.objects.ended_before(now - retention.MESSAGES)
    return answered | ContactMessage.objects.open().received_before(now - retention.UNANSWERED_MESSAGES)


def _batches(rows: models.QuerySet) -> Iterator[models.QuerySet]:
    """The rows in portions, so that no transaction is long; each portion is gone before the next is asked for."""
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        yield rows.model.objects.filter(pk__in=keys)


def _delete_requests(rows: models.QuerySet) -> int:
    with transaction.atomic():
        _count(rows)
        return _delete_sendings(rows)


def _delete_sendings(rows: models.QuerySet) -> int:
    with transaction.atomic():
        references = list(rows.values_list("reference", flat=True))
        record_access(None, AccessRecord.Action.PURGED, references)
        rows.delete()
    return len(references)


def _delete_rows(rows: models.QuerySet) -> int:
    return rows.delete()[0]


def _count(rows: models.QuerySet) -> None:
    """Adds the requests to the number of their office, day and end."""
    ends = Counter(
        (location_id, timezone.localdate(created_at), status)
        for location_id, created_at, status in rows.values_list("location_id", "created_at", "status")
    )
    for (location_id, day, status), count in ends.items():
        known, _ = DailyCount.objects.get_or_create(location_id=location_id, day=day, status=status)
        DailyCount.objects.filter(pk=known.pk).update(count=F("count") + count)
