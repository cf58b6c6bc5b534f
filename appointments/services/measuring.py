"""Measures how long patients wait for the first visit they are offered, office by office."""

from collections import defaultdict
from datetime import timedelta
from statistics import median

from django.db import transaction
from django.utils import timezone

from appointments.models import AppointmentRequest, MeasuredWait

SPAN = timedelta(days=90)
FEWEST = 10  # fewer say nothing, and could tell of somebody
SECONDS_A_DAY = 24 * 60 * 60


def measure_waits() -> int:
    """Writes for each office the median number of days from request to the first visit offered, over 90 days.

    An office with fewer than ten offers has no measure. Returns how many offices have one.
    """
    since = timezone.now() - SPAN
    waits: dict[int, list[float]] = defaultdict(list)
    for office, asked, offered in AppointmentRequest.objects.offered_since(since).values_list(
        "location_id", "created_at", "first_visit_offered"
    ):
        waits[office].append((offered - asked).total_seconds() / SECONDS_A_DAY)
    measured = {office: days for office, days in waits.items() if len(days) >= FEWEST}
    with transaction.atomic():
        MeasuredWait.objects.exclude(location_id__in=measured).delete()
        for office, days in measured.items():
            _write(office, round(median(days), 1), len(days))
    return len(measured)


def _write(office: int, median_days: float, count: int) -> None:
    """Only what differs is written, because each change makes every kept page new."""
    known = MeasuredWait.objects.filter(location_id=office).first()
    today = timezone.localdate()
    if known and (float(known.median_days), known.count, known.measured_on) == (median_days, count, today):
        return
    MeasuredWait.objects.update_or_create(
        location_id=office, defaults={"median_days": median_days, "count": count, "measured_on": today}
    )
