"""Composes a guide from the database: which chapters, in which order, for which state or treatment."""

from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from pages.guide.building import phone_of
from pages.guide.chapters.conditions import conditions
from pages.guide.chapters.figures import shown_once
from pages.guide.chapters.handout import treatment_in_full, urgent_for
from pages.guide.chapters.offices import offering, offices
from pages.guide.chapters.paying import injuries, insurance
from pages.guide.chapters.people import doing_it, people
from pages.guide.chapters.rights import language_help, notices
from pages.guide.chapters.treatments import treatments
from pages.guide.chapters.visit import faqs, quiz, what_to_bring
from pages.guide.chapters.welcome import calling, how_we_work, urgent, welcome
from pages.guide.material import Material
from pages.guide.scope import Scope
from practice.models import State
from publishing.addresses import absolute

GUIDE = (
    welcome,
    how_we_work,
    calling,
    language_help,
    people,
    offices,
    conditions,
    treatments,
    quiz,
    what_to_bring,
    faqs,
    insurance,
    injuries,
    notices,
)
HANDOUT = (treatment_in_full, doing_it, offering, calling)


def document_of(material: Material, scope: Scope) -> dict:
    """The guide as a document (typesetting.py), but for the date of its edition. The same material, the same document.

    Links within the site are paths, so that pages can use them; `printed` makes them whole addresses.
    """
    is_handout = bool(scope.treatment)
    chapters = HANDOUT if is_handout else GUIDE
    sections = [section for chapter in chapters for section in chapter(material, scope)]
    return {
        "title": title_of(material, scope),
        "practice": material.practice.name if material.practice else "",
        "summary": summary_of(material, scope),
        "language": language_tag(),
        "phones": [phone_of(line) for line in material.phone_lines(scope)],
        "address": absolute(scope.page_path),
        "words": words(),
        "urgent": (urgent_for if is_handout else urgent)(material, scope),
        "contents": not is_handout,
        "sections": shown_once(sections),
    }


def language_tag() -> str:
    """The language of this guide as files and headers name it, such as en-US."""
    return to_locale(get_language()).replace("_", "-")


def title_of(material: Material, scope: Scope) -> str:
    if scope.treatment:
        return material.treatment(scope).title
    if scope.state:
        return _("Your guide for %(state)s") % {"state": State(scope.state).label}
    return _("Your guide to our care")


def summary_of(material: Material, scope: Scope) -> str:
    if scope.treatment:
        return material.treatment(scope).summary
    if scope.state:
        words = _("Our offices in %(state)s, what may cause your pain, and what can be done about it.")
        return words % {"state": State(scope.state).label}
    return _("Who we are, what may cause your pain, and what can be done about it.")


def words() -> dict:
    """The template's own words."""
    return {
        "contents": _("In this guide"),
        "edition": _("Edition of {date}"),
        "page": _("Page {page} of {pages}"),
        "online": _("You can also read this guide at {address}."),
        "call": _("Call us"),
    }


def printed(value):
    """A document for paper: without what only a screen shows, with whole addresses."""
    if isinstance(value, list):
        return [printed(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {name: printed(item) for name, item in value.items() if name != "on_screen"}
    return kept | ({"href": absolute(kept["href"])} if kept.get("href", "").startswith("/") else {})
