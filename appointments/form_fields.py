"""Fields that Django does not have: a date typed in three parts becomes a date, or a sentence that says what to do."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from appointments.widgets import DatePartsWidget

FIRST_YEAR, LAST_YEAR = 1900, 2100


class DatePartsField(forms.Field):
    """A `date` from month, day and year. Ends at today unless `future`; begins at today unless `past`."""

    widget = DatePartsWidget
    default_error_messages = {
        "required": _("Enter a date such as 3 27 2026."),
        "incomplete": _("Enter the month, the day and the year, such as 3 27 2026."),
        "digits": _("Enter the month, the day and the year in digits, such as 3 27 2026."),
        "year": _("Enter the year with four digits, such as 1962."),
        "years": _("Enter a year from 1900 to 2100."),
        "month": _("Enter a month from 1 to 12."),
        "impossible": _("There is no such day in that month. Check the month, the day and the year."),
        "future": _("Enter a date that is not after today."),
        "past": _("Enter a date that is not before today."),
    }

    def __init__(self, *, past: bool = True, future: bool = False, **kwargs):
        super().__init__(**kwargs)
        self.past, self.future = past, future

    def to_python(self, value) -> date | None:
        if value is None or isinstance(value, date):
            return value
        parts = [(part or "").strip() for part in value]
        if not any(parts):
            return None
        self._check(parts)
        month, day, year = map(int, parts)
        try:
            return date(year, month, day)
        except ValueError:
            raise self._problem("impossible") from None

    def _check(self, parts: list[str]):
        """Raises what keeps the three texts from being a month, a day and a year."""
        if not all(parts):
            raise self._problem("incomplete")
        if not all(re.fullmatch(r"[0-9]{1,4}", part) for part in parts):
            raise self._problem("digits")
        month, _day, year = map(int, parts)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise self._problem("year" if len(parts[2]) < 4 else "years")
        if not 1 <= month <= 12:
            raise self._problem("month")

    def validate(self, value: date | None):
        super().validate(value)
        if value is None:
            return
        if value > timezone.localdate() and not self.future:
            raise self._problem("future")
        if value < timezone.localdate() and not self.past:
            raise self._problem("past")

    def _problem(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code)
