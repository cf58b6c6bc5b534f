"""Makes notices for tests: complete and in force since yesterday; every field can be changed by name."""

from datetime import timedelta
from itertools import count

from django.utils import timezone

from practice.models import Notice, NoticeText, NoticeVersion
from practice.notices.required_languages import ENGLISH, REQUIRED, required_for

RIGHT_TO_LEFT = {"ar": "العربية", "ur": "اردو", "fa": "فارسی"}
numbers = count(1)


def day(offset: int):
    """That many days from today."""
    return timezone.localdate() + timedelta(days=offset)


def make_notice(*, begins: int | None = -1, body="<p>Our words.</p>", **changes) -> Notice:
    """A notice whose first version begins that many days from today; None makes it a draft."""
    number = next(numbers)
    fields = {
        "slug": f"notice-{number}",
        "title": f"Notice {number}",
        "short_title": f"Notice {number}",
        "summary": f"What notice {number} says.",
        "kind": Notice.Kind.RIGHTS,
        "position": number,
    }
    notice = Notice.objects.create(**{**fields, **changes})
    make_version(notice, begins=begins, body=body)
    return notice


def make_version(notice, *, begins: int | None, languages=None, body="<p>Our words.</p>", **changes) -> NoticeVersion:
    """The next version of that notice, with all the languages it needs unless others are given."""
    number = notice.versions.count() + 1
    begins_on = None if begins is None else day(begins)
    version = NoticeVersion.objects.create(
        **{"notice": notice, "number": number, "in_force_from": begins_on, **changes}
    )
    for language in required_for(notice.slug) if languages is None else languages:
        make_text(version, language=language, body=body)
    return version


def make_text(version, *, language=ENGLISH, **changes) -> NoticeText:
    """The words in that language for all states."""
    english_name = str(REQUIRED.get(language, language))
    fields = {
        "english_name": english_name,
        "own_name": RIGHT_TO_LEFT.get(language, english_name),
        "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "needs_certified_review": language != ENGLISH,
        "body": "<p>Our words.</p>",
    }
    return NoticeText.objects.create(version=version, language=language, **{**fields, **changes})
