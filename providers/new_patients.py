"""How long an answer to “are you taking new patients?” may be shown."""

from datetime import date, timedelta

DAYS_AN_ANSWER_COUNTS = 60


def oldest_that_counts(today: date) -> date:
    """The day of the oldest check whose answer may still be shown."""
    return today - timedelta(days=DAYS_AN_ANSWER_COUNTS)


def first_day_too_old(checked_on: date) -> date:
    """The day from which the answer of that check is not shown any more."""
    return checked_on + timedelta(days=DAYS_AN_ANSWER_COUNTS + 1)
