"""Figures of the practice's work, asked of the database when somebody looks."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import Error as DatabaseUnavailable
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily, Metric

from appointments.models import AppointmentRequest, OutgoingMail
from clinic_site.backups import rotation


def of_the_database() -> Iterator[Metric]:
    """Whether it answers; if so, the mail that waits and the promises that were broken."""
    try:
        found = list(_asked())
    except DatabaseUnavailable:
        found = []
    yield GaugeMetricFamily("clinic_database_up", "1 when the database answers.", 1 if found else 0)
    yield from found


def _asked() -> Iterator[Metric]:
    now = timezone.now()
    mail = OutgoingMail.objects.counted(now)
    states = GaugeMetricFamily("clinic_outbox_mails", "Mails in the outbox that are not sent.", labels=["state"])
    for state in ("waiting", "failed"):
        states.add_metric([state], mail[state])
    yield states
    yield GaugeMetricFamily("clinic_outbox_oldest_seconds", "Age of the oldest mail that waits.", mail["oldest"])
    requests = AppointmentRequest.objects.counted(now, timezone.localdate(), now)
    yield GaugeMetricFamily("clinic_requests_overdue", "Requests whose promise was broken.", requests["overdue"])
    yield GaugeMetricFamily("clinic_requests_urgent", "Urgent requests nobody has taken up.", requests["urgent"])


def of_the_backups() -> Iterator[Metric]:
    """When the newest was begun, 0 without one; nothing where no folder is set."""
    if not settings.BACKUP_FOLDER:
        return
    try:
        newest = rotation.newest(Path(settings.BACKUP_FOLDER))
    except OSError:
        newest = None
    moment = newest.timestamp() if newest else 0
    yield GaugeMetricFamily("clinic_backup_newest_timestamp_seconds", "When the newest backup was begun.", moment)
