"""Reads the demonstration notices from practice/content/notices/: TOML with the words in Markdown."""

from pathlib import Path

import reversion
from django.db import transaction
from markdown_it import MarkdownIt

from practice.models import Notice, NoticeText, NoticeVersion
from publishing.content_files import read, save_checked

FOLDER = Path(__file__).parents[1] / "content" / "notices"
# The order at the foot of each page: what the law wants seen first comes first.
ORDER = (
    "privacy-practices",
    "nondiscrimination",
    "language-assistance",
    "good-faith-estimate",
    "balance-billing",
    "accessibility",
    "what-this-site-records",
)
markdown = MarkdownIt("commonmark", {"html": False})


class IncompleteNoticeError(Exception):
    """A notice that may not be in force; the message names the file and what is missing."""


@transaction.atomic
def load_notices() -> int:
    """Adds the notices whose address is not taken yet, each as one revision. Returns how many were added."""
    there = set(Notice.objects.values_list("slug", flat=True))
    missing = [(position, slug) for position, slug in enumerate(ORDER, start=1) if slug not in there]
    for position, slug in missing:
        with reversion.create_revision():
            _add(position, read(FOLDER / f"{slug}.toml"))
    return len(missing)


def _add(position: int, data: dict):
    effective_on, texts = data.pop("effective_on"), data.pop("variants")
    review_by = data.pop("review_by")
    notice = save_checked(Notice(position=position, **data))
    version = save_checked(NoticeVersion(notice=notice, number=1, in_force_from=effective_on, review_by=review_by))
    for text in texts:
        body = markdown.render(text.pop("body").strip()).strip()
        save_checked(NoticeText(version=version, body=body, **text))
    missing = version.missing_to_publish()
    if missing:
        raise IncompleteNoticeError(f"{notice.slug}.toml: {' '.join(map(str, missing))}")
