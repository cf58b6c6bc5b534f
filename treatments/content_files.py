"""Reads the demo content: one TOML file a treatment or condition, in treatments/content/. See docs/editing.md."""

from pathlib import Path

import reversion
from django.db import transaction
from django.utils import timezone
from markdown_it import MarkdownIt

from publishing.content_files import read, save_checked
from treatments.models import (
    BodyArea,
    CandidacyRow,
    Condition,
    RedFlag,
    Risk,
    Treatment,
    TreatmentAdvice,
    TreatmentGroup,
    Urgency,
)
from treatments.models.rows import Advice

FOLDER = Path(__file__).parent / "content"
markdown = MarkdownIt("commonmark", {"html": False})


class IncompleteContentError(Exception):
    """A content file that cannot become a public page; the message names the file and what is missing."""


@transaction.atomic
def load_treatments_and_conditions() -> dict[str, int]:
    """Adds what is not in the database yet and leaves alone what is, so that staff's edits stay.

    Each page is one revision, so that staff's first edit can be undone too. Returns the number of pages added, by kind.
    """
    sorting = read(FOLDER / "classification.toml")
    for kind, rows in ((BodyArea, sorting["body_areas"]), (TreatmentGroup, sorting["treatment_groups"])):
        for position, row in enumerate(rows, start=1):
            kind.objects.get_or_create(slug=row.pop("slug"), defaults={**row, "position": position})
    added = {"conditions": 0, "treatments": 0}
    for path in sorted((FOLDER / "conditions").glob("*.toml")):
        if not Condition.objects.filter(slug=path.stem).exists():
            with reversion.create_revision():
                _add_condition(path.stem, read(path))
            added["conditions"] += 1
    for path in sorted((FOLDER / "treatments").glob("*.toml")):
        if not Treatment.objects.filter(slug=path.stem).exists():
            with reversion.create_revision():
                _add_treatment(path.stem, read(path))
            added["treatments"] += 1
    return added


@transaction.atomic
def load_red_flags() -> int:
    """Fills the list of red flags when it is empty, each as one revision. Returns how many were added."""
    if RedFlag.objects.exists():
        return 0
    rows = read(FOLDER / "red_flags.toml")["red_flags"]
    for position, row in enumerate(rows, start=1):
        with reversion.create_revision():
            save_checked(RedFlag(position=position, **row))
    return len(rows)


def _rich(text: str) -> str:
    return markdown.render(text.strip()).strip()


def _names_and_search(slug: str, data: dict) -> dict:
    """The fields that conditions and treatments share."""
    plain = ("title", "short_title", "summary", "search_title", "search_description")
    return {
        "slug": slug,
        **{name: data[name] for name in plain},
        "other_names": "\n".join(data["other_names"]),
        "drawing": data.get("drawing", ""),
        "publish_from": timezone.now(),
        "what_it_is": _rich(data["what_it_is"]),
    }


def _add_rows(manager, rows):
    """Stores rows in the order given, each checked like a form would check it."""
    for position, row in enumerate(rows, start=1):
        save_checked(manager.model(**{manager.field.name: manager.instance}, position=position, **row))


def _advice(section: dict, **also) -> list[dict]:
    kinds = ((Advice.Kind.DO, section["do"]), (Advice.Kind.DO_NOT, section["do_not"]))
    return [{"kind": kind, "text": text, **also} for kind, texts in kinds for text in texts]


def _shared_rows(page, data: dict):
    cards = [
        {"urgency": urgency, "signs": "\n".join(data["when_to_call"][urgency.value])}
        for urgency in Urgency
        if data["when_to_call"].get(urgency.value)
    ]
    _add_rows(page.urgency_cards, cards)
    _add_rows(page.questions, [{"text": text} for text in data["questions"]])
    _add_rows(page.faqs, [{"question": faq["question"], "answer": _rich(faq["answer"])} for faq in data["faqs"]])
    _add_rows(page.sources, data.get("sources", []))


def _add_condition(slug: str, data: dict):
    condition = save_checked(
        Condition(
            **_names_and_search(slug, data),
            symptoms_text=_rich(data["symptoms"]["text"]),
            causes=_rich(data["causes"]),
            diagnosis=_rich(data["diagnosis"]),
            treatment_approach=_rich(data["treatment_approach"]),
            living_with=_rich(data["living_with"]["text"]),
        )
    )
    condition.areas.set(BodyArea.objects.filter(slug__in=data["areas"]))
    signs = [{"text": text} for text in data["symptoms"]["signs"]]
    red_flags = [{"text": text, "is_red_flag": True} for text in data["symptoms"]["red_flags"]]
    _add_rows(condition.symptoms, signs + red_flags)
    _add_rows(condition.advice, _advice(data["living_with"]))
    _shared_rows(condition, data)


def _add_treatment(slug: str, data: dict):
    treatment = save_checked(
        Treatment(
            **_names_and_search(slug, data),
            group=TreatmentGroup.objects.get(slug=data["group"]),
            candidacy=_rich(data["candidacy"]["text"]),
            preparation=_rich(data["before"]["text"]),
            afterwards=_rich(data["afterwards"]["text"]),
            recovery=_rich(data["afterwards"]["recovery"]),
            benefits=_rich(data["benefits"]["text"]),
            realistic_results=_rich(data["benefits"]["realistic"]),
            risks_text=_rich(data["risks"]["text"]),
            cost=_rich(data["cost"]),
        )
    )
    conditions = Condition.objects.in_bulk(data["conditions"], field_name="slug")
    _add_rows(treatment.condition_links, [{"condition": conditions[slug]} for slug in data["conditions"]])
    _add_rows(treatment.quick_facts, [{"kind": kind, "value": value} for kind, value in data["quick_facts"].items()])
    _add_rows(treatment.candidacy_rows, _candidacy(data["candidacy"]))
    before = _advice(data["before"], when=TreatmentAdvice.When.BEFORE)
    after = _advice(data["afterwards"], when=TreatmentAdvice.When.AFTER)
    _add_rows(treatment.advice, before + after)
    _add_rows(treatment.steps, data["steps"])
    _add_rows(treatment.risks, _risks(data["risks"]))
    _shared_rows(treatment, data)
    missing = treatment.missing_to_publish()
    if missing:
        raise IncompleteContentError(f"{slug}.toml: {' '.join(map(str, missing))}")


def _candidacy(section: dict) -> list[dict]:
    kinds = (
        (CandidacyRow.Kind.COULD_BE_RIGHT_IF, section["could_be_right_if"]),
        (CandidacyRow.Kind.USUALLY_NOT_IF, section["usually_not_if"]),
    )
    return [{"kind": kind, **_reason(reason)} for kind, reasons in kinds for reason in reasons]


def _reason(reason: str | dict) -> dict:
    """A line is a text, or a text and that it rules the treatment out."""
    return reason if isinstance(reason, dict) else {"text": reason}


def _risks(section: dict) -> list[dict]:
    kinds = (
        (Risk.Frequency.COMMON, section["common"]),
        (Risk.Frequency.RARE_BUT_SERIOUS, section["rare_but_serious"]),
    )
    return [{"frequency": frequency, "text": text} for frequency, texts in kinds for text in texts]
