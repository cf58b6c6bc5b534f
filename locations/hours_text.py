"""Hours of one day as a line of text: “08:00-12:00, 13:00-17:00” is read and written here. Nothing else is known."""

import re
from collections.abc import Iterable
from datetime import time

from django.utils.translation import gettext as _

from locations.opening_hours import Span

CLOSED_WORDS = frozenset({"", "closed"})
DASH = re.compile(r"\s*(?:[-\u2010-\u2015\u2212]|\bto\b)\s*")
CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
LOOSE_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*([ap])?\.?(?:m\.?)?")


class UnreadableHours(ValueError):
    """The text is not hours. Its words say which part is not, and what to write in its place."""


def read_spans(text: str) -> list[Span]:
    """The spans in a text, earliest first; none for an empty text or “closed”. Raises UnreadableHours."""
    if text.strip().lower() in CLOSED_WORDS:
        return []
    return sorted(_read_span(part.strip()) for part in re.split("[,;]", text))


def write_spans(spans: Iterable[Span]) -> str:
    """The text that `read_spans` reads; empty for a day without spans."""
    return ", ".join(f"{write_clock(span.opens)}-{write_clock(span.closes)}" for span in sorted(spans))


def read_clock(text: str) -> time | None:
    """A time on the 24-hour clock, such as 08:00, 8:00 or 17:30; None when the text is something else."""
    match = CLOCK.fullmatch(text.strip())
    try:
        return time(*(int(number or 0) for number in match.groups())) if match else None
    except ValueError:
        return None


def write_clock(clock: time) -> str:
    """Hours and minutes; seconds only where there are some."""
    return clock.isoformat() if clock.second or clock.microsecond else clock.isoformat("minutes")


def _read_span(text: str) -> Span:
    parts = DASH.split(text)
    clocks = [read_clock(part) for part in parts]
    if len(clocks) != 2 or None in clocks:
        meant = _meant(parts) or "09:00-17:00"
        raise UnreadableHours(
            _("“%(text)s” is not a span of hours; write %(meant)s.") % {"text": text[:60], "meant": meant}
        )
    return Span(*clocks)


def _meant(parts: list[str]) -> str | None:
    """“9am-5pm” as it should be written; None when it cannot be guessed."""
    clocks = [_guessed_clock(part) for part in parts]
    return write_spans([Span(*clocks)]) if len(clocks) == 2 and None not in clocks else None


def _guessed_clock(text: str) -> time | None:
    match = LOOSE_CLOCK.fullmatch(text.strip().lower())
    if not match or not match[3]:
        return read_clock(text)
    hour = int(match[1]) % 12 + (12 if match[3] == "p" else 0)
    return read_clock(f"{hour:02}:{match[2] or '00'}") if int(match[1]) <= 12 else None
