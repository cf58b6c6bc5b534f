"""The promise clock never promises more than was published."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appointments.promise import days_left, promised_by

MONDAY = date(2026, 11, 2)


def on_workdays(day: date) -> bool:
    return day.weekday() < 5


def test_two_weeks_from_a_monday_end_on_a_monday():
    assert promised_by(MONDAY, 14, on_workdays) == date(2026, 11, 16)


def test_a_promise_that_would_end_on_a_weekend_ends_on_the_friday_before():
    assert promised_by(date(2026, 11, 7), 14, on_workdays) == date(2026, 11, 20)


def test_a_holiday_at_the_end_moves_it_to_the_day_before():
    thanksgiving = date(2026, 11, 26)

    assert promised_by(date(2026, 11, 12), 14, lambda day: on_workdays(day) and day != thanksgiving) == date(
        2026, 11, 25
    )


def test_an_office_that_is_closed_all_the_time_has_the_last_day():
    assert promised_by(MONDAY, 14, lambda day: False) == MONDAY + timedelta(days=14)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 90), st.sets(st.integers(0, 6)))
def test_it_is_always_within_the_time_and_after_the_request(received, days, weekdays):
    promised = promised_by(received, days, lambda day: day.weekday() in weekdays)

    assert received < promised <= received + timedelta(days=days)


def test_days_left_count_down_and_below_zero():
    assert [days_left(MONDAY, MONDAY + timedelta(days=back)) for back in (-3, 0, 2)] == [3, 0, -2]


@pytest.mark.parametrize(
    ("received", "promised"),
    [
        (datetime(2026, 3, 8, 4, 59, tzinfo=UTC), date(2026, 3, 20)),  # a minute before midnight on March 7: Saturday
        (datetime(2026, 3, 8, 5, 1, tzinfo=UTC), date(2026, 3, 20)),  # Sunday, the day with 23 hours
        (datetime(2026, 3, 9, 3, 59, tzinfo=UTC), date(2026, 3, 20)),  # its last minute, an hour sooner by UTC
        (datetime(2026, 3, 9, 4, 1, tzinfo=UTC), date(2026, 3, 23)),  # Monday
        (datetime(2026, 11, 1, 5, 59, tzinfo=UTC), date(2026, 11, 13)),  # Sunday, the first 1:59 am
        (datetime(2026, 11, 1, 6, 59, tzinfo=UTC), date(2026, 11, 13)),  # the second 1:59 am
        (datetime(2026, 11, 2, 4, 59, tzinfo=UTC), date(2026, 11, 13)),  # its last minute, the 25th hour
        (datetime(2026, 11, 2, 5, 1, tzinfo=UTC), date(2026, 11, 16)),  # Monday
    ],
)
def test_on_days_when_clocks_change_a_promise_counts_whole_days_of_the_office(received, promised):
    day = received.astimezone(ZoneInfo("America/New_York")).date()

    assert promised_by(day, 14, on_workdays) == promised
