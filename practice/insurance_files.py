"""Reads the demonstration's insurance plans and the words around them from practice/content/insurance.toml."""

from pathlib import Path

import reversion
from django.db import transaction

from practice.models import InsuranceGuide, InsurancePlan
from publishing.content_files import read, save_checked

FILE = Path(__file__).parent / "content" / "insurance.toml"


@transaction.atomic
def load_insurance() -> dict[str, int]:
    """Adds the plans where there are none, and the words around them where there are none. Returns how many of each."""
    data = read(FILE)
    return {"insurance plans": _load_plans(data["plans"]), "insurance pages": _load_guide(data)}


def _load_plans(plans: list[dict]) -> int:
    if InsurancePlan.objects.exists():
        return 0
    for position, data in enumerate(plans, start=1):
        with reversion.create_revision():
            plan = save_checked(InsurancePlan(name=data["name"], kind=data["kind"], position=position))
            _add_rows(plan.coverage, "plan", data["states"])
            _add_rows(plan.things_to_bring, "plan", [{"text": text} for text in data["bring"]])
    return len(plans)


def _load_guide(data: dict) -> int:
    if InsuranceGuide.objects.exists():
        return 0
    words = {
        "lead": data["lead"],
        "work_injury": data["workers_compensation"]["lead"].strip(),
        "accident": data["personal_injury"]["lead"].strip(),
    }
    with reversion.create_revision():
        guide = save_checked(InsuranceGuide(pk=1, **words))
        _add_rows(guide.things_to_bring, "guide", [{"text": text} for text in data["bring"]])
        _add_rows(guide.accident_rules, "guide", data["personal_injury"]["states"])
    return 1


def _add_rows(manager, owner: str, rows: list[dict]):
    """Stores rows of a plan or page in the order given, each checked like a form would check it."""
    for position, row in enumerate(rows, start=1):
        save_checked(manager.model(**{owner: manager.instance}, position=position, **row))
