"""Limits count exactly, and keep nobody's address."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection, connections
from django.utils import timezone

from appointments.models import Allowance
from appointments.services.limits import Limit, forget_past_windows, seconds_left, spend

THREE = Limit("test", most=3, per=timedelta(hours=1))

pytestmark = pytest.mark.database


@pytest.mark.django_db
def test_the_fourth_of_three_is_over():
    assert [spend(THREE, "192.0.2.1") for _ in range(5)] == [True, True, True, False, False]


@pytest.mark.django_db
def test_everybody_has_their_own_count():
    for _ in range(3):
        spend(THREE, "192.0.2.1")

    assert spend(THREE, "192.0.2.2")
    assert spend(Limit("other", most=3, per=timedelta(hours=1)), "192.0.2.1")


@pytest.mark.django_db
def test_no_address_is_kept():
    spend(THREE, "192.0.2.1")

    assert "192.0.2.1" not in Allowance.objects.get().bucket


@pytest.mark.django_db
def test_counts_whose_time_is_over_are_deleted():
    spend(THREE, "192.0.2.1")
    Allowance.objects.create(bucket="old", window=1, used=3, ends_at=timezone.now() - timedelta(seconds=1))

    assert forget_past_windows() == 1
    assert Allowance.objects.count() == 1


@pytest.mark.django_db
def test_a_demonstration_may_switch_limits_off(settings):
    settings.RATE_LIMITS_OFF = True

    assert all(spend(THREE, "192.0.2.1") for _ in range(9))


@pytest.mark.django_db(transaction=True)
def test_forty_at_once_are_counted_exactly():
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite database lives in memory, for one connection")
    answers = []

    def ask():
        answers.append(spend(THREE, "192.0.2.1"))
        connections.close_all()

    threads = [Thread(target=ask) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [False] * 37 + [True] * 3


@pytest.mark.django_db
@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1)])
def test_a_limit_reached_before_the_clock_went_back_locks_nobody_out(monkeypatch, back):
    while spend(THREE, "192.0.2.1"):
        pass
    before = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: before - back)

    assert spend(THREE, "192.0.2.1")
    assert 0 < seconds_left(THREE) <= 3600
