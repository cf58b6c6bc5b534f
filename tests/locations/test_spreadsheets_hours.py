"""Hours of a day as text, there and back; and cells that no spreadsheet program runs."""

from datetime import time

import pytest

from locations.hours_text import UnreadableHours, read_spans, write_spans
from locations.opening_hours import Span
from publishing.formulas import escape, unescape

EIGHT_TO_TWELVE, ONE_TO_FIVE = Span(time(8), time(12)), Span(time(13), time(17))


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", []),
        ("closed", []),
        ("08:00-12:00, 13:00-17:00", [EIGHT_TO_TWELVE, ONE_TO_FIVE]),
        ("13:00-17:00; 8:00 – 12:00", [EIGHT_TO_TWELVE, ONE_TO_FIVE]),
        ("08:00 to 12:00", [EIGHT_TO_TWELVE]),
        ("22:00-02:00", [Span(time(22), time(2))]),
        ("08:00:30-12:00", [Span(time(8, 0, 30), time(12))]),
    ],
)
def test_hours_are_read(text, spans):
    assert read_spans(text) == spans


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("9am-5pm", "09:00-17:00"),
        ("9 a.m. - 5:30 p.m.", "09:00-17:30"),
        ("12am-12pm", "00:00-12:00"),
        ("08:00-12:00, 1pm-5pm", "13:00-17:00"),
        ("8-5", "09:00-17:00"),
        ("08:00", "09:00-17:00"),
        ("25:00-26:00", "09:00-17:00"),
        ("08:00-12:00-13:00", "09:00-17:00"),
        ("08:00-12:00,", "09:00-17:00"),
        ("by appointment", "09:00-17:00"),
        ("99pm-1am", "09:00-17:00"),
    ],
)
def test_what_is_not_hours_is_answered_with_what_to_write(text, meant):
    with pytest.raises(UnreadableHours, match=f"is not a span of hours; write {meant}"):
        read_spans(text)


@pytest.mark.parametrize(
    "spans", [[], [EIGHT_TO_TWELVE], [EIGHT_TO_TWELVE, ONE_TO_FIVE], [Span(time(1, 2, 3), time(0))]]
)
def test_written_hours_are_read_back(spans):
    assert read_spans(write_spans(spans)) == spans


@pytest.mark.parametrize("text", ["=1+1", "+1 301", "-cmd", "@SUM(A1)", "\t=1", "'=1", "''=1", "-1+1", "\uff1d1"])
def test_a_formula_is_made_harmless_and_comes_back(text):
    cell = escape(text)

    assert cell.startswith("'")
    assert unescape(cell) == text


@pytest.mark.parametrize("text", ["", "-77.41054", "’Tis", "'Tis", "8-5", "a=b"])
def test_what_is_no_formula_stays(text):
    assert escape(text) == text
    assert unescape(text) == text
