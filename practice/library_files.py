"""Reads the demonstration's patient forms, common questions and helpful resources from practice/content/."""

from pathlib import Path

import reversion
from django.db import transaction
from django.utils import timezone
from markdown_it import MarkdownIt

from practice.models import Faq, FaqTopic, PatientForm, Resource
from practice.pdf_uploads import our_own
from publishing.content_files import read, save_checked

CONTENT = Path(__file__).parent / "content"
markdown = MarkdownIt("commonmark", {"html": False})


@transaction.atomic
def load_library() -> dict[str, int]:
    """Adds what is missing and leaves alone what is there. Returns the number of rows added, by kind."""
    return {
        "patient forms": _load_patient_forms(),
        "topics of questions": _load_faqs(),
        "helpful resources": _load_resources(),
    }


def _load_patient_forms() -> int:
    stored = set(PatientForm.objects.values_list("slug", flat=True))
    rows = list(enumerate(read(CONTENT / "patient_forms.toml")["forms"], start=1))
    missing = [(position, row) for position, row in rows if row["slug"] not in stored]
    for position, row in missing:
        with reversion.create_revision():
            save_checked(_patient_form(row, position))
    return len(missing)


def _patient_form(row: dict, position: int) -> PatientForm:
    plain = ("slug", "title", "description", "language", "version")
    return PatientForm(
        **{name: row[name] for name in plain},
        version_date=row["made_on"],
        file=our_own((CONTENT / "patient_forms" / f"{row['slug']}.pdf").read_bytes()),
        publish_from=timezone.now(),
        position=position,
    )


def _load_faqs() -> int:
    """Only into an empty list: a topic that staff deleted stays deleted."""
    if FaqTopic.objects.exists():
        return 0
    topics = read(CONTENT / "faqs.toml")["topics"]
    for place, data in enumerate(topics, start=1):
        with reversion.create_revision():
            topic = save_checked(FaqTopic(slug=data["slug"], title=data["title"], position=place))
            for position, faq in enumerate(data["faqs"], start=1):
                answer = markdown.render(faq["answer"].strip()).strip()
                save_checked(Faq(topic=topic, question=faq["question"], answer=answer, position=position))
    return len(topics)


def _load_resources() -> int:
    if Resource.objects.exists():
        return 0
    rows = read(CONTENT / "resources.toml")["resources"]
    for position, row in enumerate(rows, start=1):
        with reversion.create_revision():
            save_checked(Resource(**row, position=position))
    return len(rows)
