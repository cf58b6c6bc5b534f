"""A date typed in three parts becomes a date, or a sentence that says what to do."""

from datetime import date, timedelta

import pytest
from django import forms
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from appointments.form_fields import DatePartsField
from appointments.widgets import DatePartsWidget


def form_of(field, *parts, **extra):
    """A form with this field, to which month, day and year were sent."""
    sent = dict(zip(("when_month", "when_day", "when_year"), parts, strict=False))
    return type("DateForm", (forms.Form,), {"when": field})(sent, **extra)


def sentence_for(field, *parts) -> str:
    return form_of(field, *parts).errors["when"][0]


@pytest.mark.parametrize(
    "parts", [("3", "27", "2026"), ("03", "27", "2026"), (" 3", "27 ", "2026\t")], ids=["plain", "zero", "spaces"]
)
def test_three_parts_become_a_date(parts):
    form = form_of(DatePartsField(future=True), *parts)

    assert form.is_valid()
    assert form.cleaned_data["when"] == date(2026, 3, 27)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ((), "Enter a date such as 3 27 2026."),
        (("", " ", ""), "Enter a date such as 3 27 2026."),
        (("3", "", "2026"), "Enter the month, the day and the year, such as 3 27 2026."),
        (("March", "27", "2026"), "Enter the month, the day and the year in digits, such as 3 27 2026."),
        (("3", "-7", "2026"), "Enter the month, the day and the year in digits, such as 3 27 2026."),
        (("3", "٢٧", "2026"), "Enter the month, the day and the year in digits, such as 3 27 2026."),
        (("3", "27", "9" * 5000), "Enter the month, the day and the year in digits, such as 3 27 2026."),
        (("3", "27", "62"), "Enter the year with four digits, such as 1962."),
        (("3", "27", "1066"), "Enter a year from 1900 to 2100."),
        (("13", "27", "1962"), "Enter a month from 1 to 12."),
        (("2", "30", "1962"), "There is no such day in that month. Check the month, the day and the year."),
        (("2", "29", "1900"), "There is no such day in that month. Check the month, the day and the year."),
        (("4", "0", "1962"), "There is no such day in that month. Check the month, the day and the year."),
    ],
)
def test_what_is_no_date_gets_a_sentence_that_says_what_to_do(parts, sentence):
    assert sentence_for(DatePartsField(), *parts) == sentence


def parts_of(day: date):
    return str(day.month), str(day.day), str(day.year)


def test_a_past_date_ends_at_today():
    today = timezone.localdate()

    assert form_of(DatePartsField(), *parts_of(today)).is_valid()
    assert sentence_for(DatePartsField(), *parts_of(today + timedelta(1))) == "Enter a date that is not after today."


def test_a_future_date_begins_at_today():
    today, field = timezone.localdate(), DatePartsField(past=False, future=True)

    assert form_of(field, *parts_of(today)).is_valid()
    assert sentence_for(field, *parts_of(today - timedelta(1))) == "Enter a date that is not before today."


def test_a_date_that_may_stay_empty_becomes_none():
    form = form_of(DatePartsField(required=False))

    assert form.is_valid()
    assert form.cleaned_data["when"] is None


def test_an_optional_date_that_was_begun_has_to_be_finished():
    assert sentence_for(DatePartsField(required=False), "3").startswith("Enter the month, the day and the year")


def test_a_date_that_is_known_fills_the_three_parts():
    form = type("DateForm", (forms.Form,), {"when": DatePartsField()})(initial={"when": date(1954, 3, 27)})

    assert [part.data["value"] for part in form["when"].subwidgets] == ["3", "27", "1954"]


def test_only_a_changed_date_counts_as_changed():
    same = form_of(DatePartsField(), "3", "27", "1954", initial={"when": date(1954, 3, 27)})
    other = form_of(DatePartsField(), "3", "28", "1954", initial={"when": date(1954, 3, 27)})

    assert same.changed_data == []
    assert other.changed_data == ["when"]


def test_browsers_are_told_what_each_part_is():
    field = DatePartsField(widget=DatePartsWidget(autocomplete="bday"))

    parts = form_of(field)["when"].subwidgets
    assert [part.data["attrs"]["autocomplete"] for part in parts] == ["bday-month", "bday-day", "bday-year"]
    assert {part.data["attrs"]["inputmode"] for part in parts} == {"numeric"}


@given(st.tuples(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8)))
def test_nothing_that_can_be_typed_breaks_it(parts):
    form = form_of(DatePartsField(), *parts)

    assert form.is_valid() or len(form.errors["when"]) == 1
