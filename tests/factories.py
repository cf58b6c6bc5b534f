"""Makes things for tests that are complete, valid and public; every field can be changed by name."""

from datetime import timedelta
from itertools import count

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group, User
from django.utils import timezone

from clinic_site.roles import CLINICAL_REVIEWER, CONTENT_EDITOR, FRONT_DESK, MANAGER
from practice.models import CompensationRule, PhoneLine, Practice, State
from treatments.models import (
    BodyArea,
    Condition,
    ConditionUrgencyCard,
    RedFlag,
    Risk,
    Symptom,
    Treatment,
    TreatmentGroup,
    TreatmentUrgencyCard,
    Urgency,
)

PASSWORD = "correct horse battery staple"
APP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # what the app on their phones knows
ROLES = {
    "editor": CONTENT_EDITOR,
    "reviewer": CLINICAL_REVIEWER,
    "front desk": FRONT_DESK,
    "manager": MANAGER,
}
numbers = count(1)


def make_group(**changes) -> TreatmentGroup:
    """A kind of treatment."""
    number = next(numbers)
    fields = {"slug": f"group-{number}", "name": f"Group {number}", "description": "One kind.", "position": number}
    return TreatmentGroup.objects.create(**{**fields, **changes})


def make_area(**changes) -> BodyArea:
    """A place where it hurts."""
    number = next(numbers)
    fields = {"slug": f"area-{number}", "name": f"Area {number}", "position": number}
    return BodyArea.objects.create(**{**fields, **changes})


def make_treatment(*, conditions=(), with_required_rows=True, **changes) -> Treatment:
    """A public treatment with one risk and one when-to-call card, offered for the given conditions."""
    number = next(numbers)
    fields = {
        "slug": f"treatment-{number}",
        "title": f"Treatment {number}",
        "short_title": f"Treatment {number}",
        "summary": f"What treatment {number} does, in one sentence.",
        "what_it_is": "<p>A small procedure.</p>",
        "publish_from": timezone.now() - timedelta(days=1),
    }
    if "group" not in changes:
        changes["group"] = make_group()
    treatment = Treatment.objects.create(**{**fields, **changes})
    if with_required_rows:
        Risk.objects.create(
            treatment=treatment, frequency=Risk.Frequency.COMMON, text="Soreness for a day.", position=1
        )
        TreatmentUrgencyCard.objects.create(
            treatment=treatment, urgency=Urgency.TODAY, signs="you have a fever", position=1
        )
    for position, condition in enumerate(conditions, start=1):
        treatment.condition_links.create(condition=condition, position=position)
    return treatment


def make_condition(*, areas=(), **changes) -> Condition:
    """A public condition with one symptom and one when-to-call card, felt in the given places."""
    number = next(numbers)
    fields = {
        "slug": f"condition-{number}",
        "title": f"Condition {number}",
        "short_title": f"Condition {number}",
        "summary": f"What condition {number} is, in one sentence.",
        "what_it_is": "<p>Something hurts.</p>",
        "publish_from": timezone.now() - timedelta(days=1),
    }
    condition = Condition.objects.create(**{**fields, **changes})
    Symptom.objects.create(condition=condition, text="Pain when you walk.", position=1)
    ConditionUrgencyCard.objects.create(
        condition=condition, urgency=Urgency.EMERGENCY, signs="you cannot feel the saddle area", position=1
    )
    condition.areas.set(areas)
    return condition


def make_red_flag(**changes) -> RedFlag:
    """A sign that always means an emergency."""
    number = next(numbers)
    fields = {"text": f"You see red sign {number}", "position": number}
    return RedFlag.objects.create(**{**fields, **changes})


def make_practice(*, with_phone_lines=True, **changes) -> Practice:
    """The practice, with a telephone line for each state."""
    fields = {
        "pk": 1,
        "name": "Pain and Spine Specialists",
        "tagline": "Care for pain.",
        "home_title": "We help people in pain.",
        "home_lead": "Physicians and nurse practitioners in three states.",
        "how_it_works_title": "How it works",
    }
    practice = Practice.objects.create(**{**fields, **changes})
    if with_phone_lines:
        for position, state in enumerate(State, start=1):
            PhoneLine.objects.create(
                practice=practice, state=state, number=f"+1301555010{position}", hours="Mon–Fri 8–5", position=position
            )
    return practice


def make_compensation_rule(**changes) -> CompensationRule:
    """Maryland's rule. The practice is the one there is, or a new one."""
    if "practice" not in changes:
        changes["practice"] = Practice.objects.first() or make_practice()
    fields = {"state": State.MARYLAND, "rule": "In general, you choose.", "explanation": "Ask your employer."}
    return CompensationRule.objects.create(**{**fields, **changes})


def make_staff(*, role: str | None = "editor", has_app: bool = True, **changes) -> User:
    """Somebody who may sign in to the admin; role is a key of ROLES, "superuser" or None for no rights."""
    number = next(numbers)
    fields = {"username": f"staff-{number}", "is_staff": True, "is_superuser": role == "superuser"}
    user = User.objects.create_user(password=PASSWORD, **{**fields, **changes})
    if role in ROLES:
        user.groups.add(Group.objects.get(name=ROLES[role]))
    if has_app:
        TOTP.activate(user, APP_SECRET)
    return user
