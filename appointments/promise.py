"""The promise clock: by which day a patient is to be seen, as the office's calendar allows."""

from collections.abc import Callable
from datetime import date, timedelta


def promised_by(received_on: date, days: int, is_open_on: Callable[[date], bool]) -> date:
    """The last day within so many days on which the office is open: a promise never moves to a later day.

    When the office has no open day in that time, the last day itself.
    """
    last = received_on + timedelta(days=days)
    open_days = (last - timedelta(days=back) for back in range(days))
    return next((day for day in open_days if is_open_on(day)), last)


def days_left(promised: date, today: date) -> int:
    """0 on the day itself, negative when the promise was broken."""
    return (promised - today).days
