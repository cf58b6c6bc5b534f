"""Controls that Django does not have: digits to type, and a date in three parts."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _


class DigitsInput(forms.TextInput):
    """A text field that brings up the digits on a phone. A type="number" drops zeros and turns with a wheel."""

    def __init__(self, *, length: int, autocomplete: str = "off"):
        super().__init__({"inputmode": "numeric", "maxlength": length, "autocomplete": autocomplete})


class DatePartsWidget(forms.MultiWidget):
    """Month, day and year, each with its own label. Their names end in _month, _day, _year; their ids in _0, _1, _2."""

    LABELS = {"month": _("Month"), "day": _("Day"), "year": _("Year")}
    LENGTHS = {"month": 2, "day": 2, "year": 4}

    def __init__(self, *, autocomplete: str = ""):
        """`autocomplete="bday"` lets browsers fill in bday-month, bday-day and bday-year."""
        super().__init__(
            {
                part: DigitsInput(length=length, autocomplete=f"{autocomplete}-{part}" if autocomplete else "off")
                for part, length in self.LENGTHS.items()
            }
        )

    def decompress(self, value: date | None) -> list:
        return [value.month, value.day, value.year] if value else [None, None, None]

    def subwidgets(self, name, value, attrs=None):
        """The three controls one by one, so that a template can put a label to each."""
        parts = self.get_context(name, value, attrs)["widget"]["subwidgets"]
        for part, label in zip(parts, self.LABELS.values(), strict=True):
            yield {**part, "label": label}
