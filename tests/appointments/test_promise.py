"""The promise clock never promises more than was published."""

from datetime import date, timedelta

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
