"""Makes insurance plans and the words around them for tests; every field can be changed by name."""

from django.utils import timezone

from practice.models import InsuranceGuide, InsurancePlan
from tests.factories import numbers


def make_plan(*, things_to_bring=(), standings=None, **changes) -> InsurancePlan:
    """A private plan, checked today. `standings` maps states to how it stands there (accepted in all, where none)."""
    number = next(numbers)
    fields = {"name": f"Plan {number}", "kind": "private", "position": number}
    plan = InsurancePlan.objects.create(**{**fields, **changes})
    standings = dict.fromkeys(("MD", "PA", "VA"), "accepted") if standings is None else standings
    for position, (state, standing) in enumerate(standings.items()):
        plan.coverage.create(state=state, standing=standing, verified_on=timezone.localdate(), position=position)
    for position, text in enumerate(things_to_bring):
        plan.things_to_bring.create(text=text, position=position)
    return plan


def make_guide(**changes) -> InsuranceGuide:
    """The words of the insurance pages, with one thing to bring."""
    fields = {"pk": 1, "lead": "Plans change.", "work_injury": "Tell your boss.", "accident": "Tell your insurer."}
    guide = InsuranceGuide.objects.create(**{**fields, **changes})
    guide.things_to_bring.create(text="Your card", position=1)
    return guide


def make_accident_rule(guide: InsuranceGuide, **changes):
    """Maryland's rule after a crash."""
    fields = {"state": "MD", "rule": "In general, it pays.", "explanation": "Ask your insurer."}
    return guide.accident_rules.create(**{**fields, **changes})
