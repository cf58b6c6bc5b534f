"""A notice as a document to print or keep: its words, its date, whose it is."""

import json
from datetime import UTC, date, datetime, time
from functools import lru_cache

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pages.guide.blocks import blocks_of
from pages.guide.building import phone_of
from pages.guide.font_coverage import characters_in
from pages.guide.printable import missing_characters
from pages.guide.typesetting import FONTS, pdf_of
from publishing.addresses import absolute

MOST_KEPT = 24


def document_of(practice, reading) -> dict:
    """What to typeset for a reading of one text. Its shape: typesetting.py."""
    version, text = reading.version, reading.shown[0].text
    lines = practice.phone_lines.all() if practice else []
    with translation.override("en"):  # the frame stays in one language, whatever the words are in
        return {
            "title": version.notice.title,
            "practice": practice.name if practice else "",
            "summary": version.notice.summary,
            "edition": date_format(version.in_force_from, "F j, Y"),
            "language": "en-US",
            "phones": [phone_of(line) for line in lines if not reading.state or line.state == reading.state],
            "address": "",
            "words": {
                "contents": _("In this notice"),
                "edition": _("In force since {date}") + " · " + _("Version %(number)s") % {"number": version.number},
                "page": _("Page {page} of {pages}"),
                "online": "",
                "call": _("Call us"),
            },
            "urgent": [],
            "contents": False,
            "sections": [{"heading": _heading(reading), "level": 1, "blocks": _blocks(reading, text)}],
        }


def _heading(reading) -> str:
    text = reading.shown[0].text
    if text.language != "en":
        return text.own_name
    return text.get_state_display() if text.state else _("The notice")


def _blocks(reading, text) -> list[dict]:
    """Links to our own pages are whole addresses on paper."""
    body = reading.shown[0].body.replace('href="/', f'href="{absolute("/")}')
    return [block | {"language": text.language} for block in blocks_of(body)]


def can_be_typeset(document: dict) -> bool:
    """Whether our fonts have every letter of it."""
    return not missing_characters(document, characters_in(FONTS))


def notice_pdf(document: dict, in_force_from: date) -> bytes:
    """The document's bytes, made once for the same words. Its moment is noon of the day it holds from."""
    made_at = datetime.combine(in_force_from, time(12), tzinfo=UTC)  # the typesetter knows no other time zone
    return _typeset(json.dumps(document, sort_keys=True), made_at)


@lru_cache(maxsize=MOST_KEPT)
def _typeset(document: str, made_at: datetime) -> bytes:
    return pdf_of(json.loads(document), made_at=made_at)
