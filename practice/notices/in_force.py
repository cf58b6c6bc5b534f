"""The notices that every page leads to, read in one query."""

from dataclasses import dataclass

from django.urls import reverse

from practice.models import NoticeText
from practice.notices.required_languages import ENGLISH, LANGUAGE_HELP


@dataclass(frozen=True)
class Language:
    """A language in which help is offered, by its own name."""

    code: str
    direction: str
    own_name: str
    address: str


@dataclass(frozen=True)
class NoticesInForce:
    """(short title, address) of each notice by its slug, and the languages in which help is offered."""

    links: dict[str, tuple[str, str]]
    languages: list[Language]

    def address_of(self, slug: str) -> str:
        """Where that notice is to be read; empty when it is not in force."""
        return self.links[slug][1] if slug in self.links else ""


def notices_in_force() -> NoticesInForce:
    """Raises the database's error rather than be empty: a page must not be kept as if there were none."""
    rows = list(NoticeText.objects.at_the_foot())
    links = {
        row["slug"]: (row["short_title"], reverse("practice:notice_detail", args=[row["slug"]]))
        for row in rows
        if row["language"] == ENGLISH
    }
    spoken = [row for row in rows if row["slug"] == LANGUAGE_HELP]
    return NoticesInForce(links, [_language(row, links[LANGUAGE_HELP][1]) for row in spoken])


def _language(row: dict, page: str) -> Language:
    return Language(row["language"], row["direction"], row["own_name"], f"{page}#{anchor_of(row['language'])}")


def anchor_of(language: str) -> str:
    """The part of a notice's page that is in that language."""
    return f"lang-{language}"
