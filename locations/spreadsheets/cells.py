"""What stands in one cell: each kind reads a text into a value, or says what to write, and writes a value as text."""

import difflib
import math
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from import_export.widgets import Widget
from phonenumber_field.phonenumber import to_python as to_phone

from locations.hours_text import UnreadableHours, read_clock, read_spans, write_clock, write_spans

DAY_FORMATS = ("%Y-%m-%d", "%m/%d/%Y")  # as we write it, and as Excel turns it
MOMENT_FORMATS = ("%Y-%m-%d %H:%M", "%m/%d/%Y %H:%M")
YEARS = range(1900, 2200)
YES, NO = ("yes", "y", "true", "1", "x"), ("", "no", "n", "false", "0")


def _refuse(sentence: str, text: str, **more):
    raise ValidationError(sentence % {"text": text[:60], **more})


class Line(Widget):
    """Words in one line."""

    def clean(self, value, row=None, **kwargs) -> str:
        return " ".join(value.split("\n"))

    def render(self, value, obj=None, **kwargs) -> str:
        return str(value or "").strip()


class Lines(Line):
    """Words in several lines."""

    def clean(self, value, row=None, **kwargs) -> str:
        return value


class Phone(Line):
    """A telephone number, written as people here say it."""

    def clean(self, value, row=None, **kwargs):
        number = to_phone(value, region="US") if value else ""
        if value and not number.is_valid():
            _refuse(_("“%(text)s” is not a telephone number; write (301) 555-0101."), value)
        return number

    def render(self, value, obj=None, **kwargs) -> str:
        if not value:
            return ""
        return value.as_national if value.country_code == 1 else value.as_international


class YesNo(Line):
    """Yes or no."""

    def clean(self, value, row=None, **kwargs) -> bool:
        if value.lower() not in YES + NO:
            _refuse(_("“%(text)s” is neither yes nor no."), value)
        return value.lower() in YES

    def render(self, value, obj=None, **kwargs) -> str:
        return "yes" if value else "no"


class Number(Line):
    """A number with decimals, or nothing."""

    def clean(self, value, row=None, **kwargs) -> float | None:
        try:
            number = float(value) if value else None
        except ValueError:
            number = math.nan
        if number is not None and not math.isfinite(number):
            _refuse(_("“%(text)s” is not a number; write 39.41427."), value)
        return number

    def render(self, value, obj=None, **kwargs) -> str:
        return "" if value is None else repr(value)


class Day(Line):
    """A date, or nothing."""

    def clean(self, value, row=None, **kwargs) -> date | None:
        found = _first_that_fits(value, DAY_FORMATS)
        if value and (found is None or found.year not in YEARS):
            _refuse(_("“%(text)s” is not a date; write 2027-12-24."), value)
        return found.date() if found else None

    def render(self, value, obj=None, **kwargs) -> str:
        return value.isoformat() if value else ""


class Moment(Line):
    """A date and a time, or nothing; on our clock where the text names no time zone."""

    def clean(self, value, row=None, **kwargs) -> datetime | None:
        try:
            found = datetime.fromisoformat(value) if value else None
        except ValueError:
            found = _first_that_fits(value, MOMENT_FORMATS + DAY_FORMATS)
        if value and (found is None or found.year not in YEARS):
            _refuse(_("“%(text)s” is not a date and a time; write 2027-01-31 08:00."), value)
        return timezone.make_aware(found) if found and timezone.is_naive(found) else found

    def render(self, value, obj=None, **kwargs) -> str:
        return timezone.localtime(value).isoformat() if value else ""


class Clock(Line):
    """A time of day, or nothing."""

    def clean(self, value, row=None, **kwargs) -> time | None:
        found = read_clock(value)
        if value and found is None:
            _refuse(_("“%(text)s” is not a time; write 08:00 or 17:30."), value)
        return found

    def render(self, value, obj=None, **kwargs) -> str:
        return "" if value is None else write_clock(value)


class Spans(Line):
    """The hours of one day of the week."""

    def clean(self, value, row=None, **kwargs) -> list:
        try:
            return read_spans(value)
        except UnreadableHours as reason:
            raise ValidationError(str(reason)) from None

    def render(self, value, obj=None, **kwargs) -> str:
        return write_spans(value)


class Choice(Line):
    """One of a few values; their names are understood too. An empty cell takes the usual one, if there is one."""

    def __init__(self, choices, usual=""):
        super().__init__()
        self.choices, self.usual = choices, usual

    def clean(self, value, row=None, **kwargs) -> str:
        named = {str(label).lower(): one for one, label in self.choices.choices}
        named |= {one.lower(): one for one in self.choices.values}
        if value and value.lower() not in named:
            _refuse(_("“%(text)s” is not one of: %(known)s."), value, known=", ".join(self.choices.values))
        return named.get(value.lower(), self.usual)


class Keys(Line):
    """Several rows of another table, each by the text that people know it by."""

    def __init__(self, model, key):
        super().__init__()
        self.model, self.key = model, key

    def clean(self, value, row=None, **kwargs) -> list:
        known = {getattr(one, self.key).lower(): one for one in self.model.objects.all()}
        wanted = list(dict.fromkeys(part.strip().lower() for part in value.split(";") if part.strip()))
        unknown = [name for name in wanted if name not in known]
        if unknown:
            raise ValidationError([self._unknown(name, list(known)) for name in unknown])
        return [one for name, one in known.items() if name in wanted]

    def render(self, value, obj=None, **kwargs) -> str:
        return "; ".join(getattr(one, self.key) for one in value)

    def _unknown(self, name, known) -> str:
        kind = str(self.model._meta.verbose_name)
        sentence = _("There is no %(kind)s “%(name)s”.") % {"kind": kind, "name": name[:60]}
        close = difflib.get_close_matches(name, known, n=1)
        return f"{sentence} {_('Did you mean “%(name)s”?') % {'name': close[0]}}" if close else sentence


def _first_that_fits(value: str, formats) -> datetime | None:
    for one in formats:
        try:
            return datetime.strptime(value, one)
        except ValueError:
            continue
    return None
