"""Makes forms, questions, links and announcements that are complete, valid and public."""

from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from practice.models import Announcement, Faq, FaqTopic, PatientForm, Practice, Resource
from practice.pdf_uploads import our_own
from publishing.content_files import save_checked
from tests.factories import make_practice
from tests.practice.pdf_files import accessible_pdf

numbers = count(1)


def make_patient_form(*, content: bytes | None = None, **changes) -> PatientForm:
    """A public form of one page in English."""
    number = next(numbers)
    fields = {
        "slug": f"paper-{number}",
        "title": f"Paper {number}",
        "description": f"What paper {number} is for.",
        "version": "1",
        "version_date": date(2026, 11, 22),
        "file": our_own(content or accessible_pdf()),
        "publish_from": timezone.now() - timedelta(days=1),
        "position": number,
    }
    return save_checked(PatientForm(**{**fields, **changes}))


def make_faq(**changes) -> Faq:
    """A question under a topic of its own."""
    number = next(numbers)
    if "topic" not in changes:
        changes["topic"] = FaqTopic.objects.create(slug=f"topic-{number}", title=f"Topic {number}", position=number)
    fields = {"question": f"Question {number}?", "answer": f"<p>Answer {number}.</p>", "position": number}
    return Faq.objects.create(**{**fields, **changes})


def make_resource(**changes) -> Resource:
    """Another site."""
    number = next(numbers)
    fields = {
        "name": f"Site {number}",
        "url": f"https://site-{number}.example/",
        "summary": f"What site {number} offers.",
        "group": "learning",
        "position": number,
    }
    return Resource.objects.create(**{**fields, **changes})


def make_announcement(**changes) -> Announcement:
    """Something that every page says since yesterday and until tomorrow."""
    if not Practice.objects.exists():
        make_practice()
    number, now = next(numbers), timezone.now()
    fields = {
        "text": f"News {number}.",
        "publish_from": now - timedelta(days=1),
        "publish_until": now + timedelta(days=1),
        "position": number,
    }
    return Announcement.objects.create(**{**fields, **changes})
