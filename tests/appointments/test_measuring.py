"""The typical wait is measured, or it is not there."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from appointments.models import MeasuredWait
from appointments.services.measuring import measure_waits
from tests.appointments.factories import make_request
from tests.locations.factories import make_location

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def offered(office, days: float, asked_days_ago: int = 40):
    asked = timezone.now() - timedelta(days=asked_days_ago)
    make_request(location=office, created_at=asked, first_visit_offered=asked + timedelta(days=days))


def test_the_median_of_the_last_ninety_days_counts():
    office = make_location()
    for days in [2, 3, 4, 5, 6, 7, 8, 9, 10, 30]:
        offered(office, days)
    offered(office, 80, asked_days_ago=95)

    assert measure_waits() == 1

    measured = office.measured_wait
    assert (measured.median_days, measured.count) == (Decimal("6.5"), 10)


def test_too_few_are_no_measure_and_take_the_old_one_away():
    office = make_location()
    MeasuredWait.objects.create(location=office, median_days=3, count=10, measured_on=timezone.localdate())
    for days in range(9):
        offered(office, days)

    assert measure_waits() == 0
    assert not MeasuredWait.objects.exists()


def test_measuring_again_on_the_same_day_writes_nothing(django_assert_max_num_queries):
    office = make_location()
    for days in range(10):
        offered(office, days)
    measure_waits()

    with django_assert_max_num_queries(5) as queries:
        measure_waits()

    assert not [query for query in queries.captured_queries if query["sql"].startswith(("UPDATE", "INSERT"))]
