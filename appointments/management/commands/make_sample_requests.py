"""`manage.py make_sample_requests`: requests and messages of patients who do not exist, to see the inbox at work."""

from datetime import datetime, time, timedelta
from itertools import cycle

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from appointments.form_tokens import new_token
from appointments.models import (
    AppointmentRequest,
    Call,
    ConsentWording,
    ContactMessage,
    Payer,
    Status,
    Topic,
)
from appointments.services import handling
from appointments.services.submissions import submit_message, submit_request
from locations.models import Location

HOURS_AGO = (
    1,
    3,
    5,
    20,
    26,
    30,
    49,
    50,
    75,
    98,
    99,
    120,
    122,
    146,
    170,
    193,
    218,
    241,
    265,
    290,
    311,
    314,
    337,
    338,
    340,
    361,
    363,
    386,
    410,
    434,
)
REASONS = (
    "Sample: my lower back hurts when I stand for more than ten minutes.",
    "Sample: pain from the neck into the left arm for six weeks.",
    "Sample: I was told to ask about an injection for my knee.",
    "",
)
PAYERS = (
    (Payer.INSURANCE, {"plan": "Sample Health Plan"}),
    (Payer.WORKERS_COMPENSATION, {"job_state": "MD", "employer": "Sample Employer", "injured_on": "2026-01-05"}),
    (Payer.SELF_PAY, {"wants_estimate": True}),
    (Payer.PERSONAL_INJURY, {"accident_state": "PA", "attorney": "Sample Lawyer", "attorney_phone": "+13015550190"}),
    (Payer.UNSURE, {}),
)
STEPS = (
    (),
    (),
    (),
    (Status.CONTACTED,),
    (Status.CONTACTED,),
    (Status.SCHEDULED,),
    (Status.SCHEDULED, Status.SEEN),
    (Status.CLOSED,),
)


class Command(BaseCommand):
    help = "Makes 30 sample requests, once, while there is none. Only where DEMO=1."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("This is not a demonstration (DEMO=1); samples have no place among real requests.")
        offices, staff = list(Location.objects.published()), get_user_model().objects.filter(is_staff=True).first()
        if AppointmentRequest.objects.exists() or not offices or staff is None:
            return
        with transaction.atomic():
            rows = zip(HOURS_AGO, cycle(offices[:5]), cycle(REASONS), cycle(PAYERS), cycle(STEPS), strict=False)
            for number, row in enumerate(rows, start=1):
                make_request(number, staff, *row)
            for number, topic in enumerate(Topic.objects.all(), start=1):
                make_message(number, topic)


def make_request(number: int, staff, hours_ago: int, office, reason: str, payer: tuple, steps: tuple):
    """One request, received that long ago, and the steps taken since."""
    received = timezone.now() - timedelta(hours=hours_ago)
    request = AppointmentRequest(
        **sample(number, received),
        location=office,
        is_urgent=number % 11 == 0,
        red_flags=["Sudden weakness in a leg (sample)"] if number % 11 == 0 else [],
        wants_earlier_visit=number % 4 == 0,
        patient_type="returning" if number % 3 == 0 else "new",
        contact_by="phone",
        may_leave_message=number % 2 == 0,
        best_times=["morning"] if number % 2 else ["midday", "afternoon"],
        needs_interpreter=number % 9 == 0,
        language="Spanish" if number % 9 == 0 else "",
        reason=reason,
        payer=payer[0],
        payer_details=payer[1],
        status_changed_at=received,
    )
    wordings = list(ConsentWording.objects.filter(purpose=ConsentWording.Purpose.REQUEST)[:1])
    request = submit_request(request, wordings).sending
    if steps:
        handling.log_call(request, Call.Outcome.NO_ANSWER, staff)
        handling.assign(request, staff, staff)
    for step in steps:
        handling.change_status(request, step, staff, visit_in(number % 9 + 1) if step == Status.SCHEDULED else None)


def make_message(number: int, topic: Topic):
    """One message about that topic."""
    received = timezone.now() - timedelta(hours=7 * number)
    submit_message(
        ContactMessage(
            **sample(100 + number, received),
            topic=topic,
            answer_by="phone",
            text="Sample: what should I bring to my first visit?",
            status_changed_at=received,
        )
    )


def sample(number: int, received: datetime) -> dict:
    """A patient who says so. Numbers with 555-01 belong to nobody."""
    return {
        "key": new_token(received).key,
        "created_at": received,
        "name": f"Sample Patient {number}",
        "phone": f"+1301555{100 + number % 28:04d}",
        "email": f"sample-{number}@example.org" if number % 2 else "",
        "suspicions": ["no_work"] if number % 7 == 0 else [],
    }


def visit_in(days: int) -> datetime:
    """Ten in the morning, so many days from now; on Monday when that is a weekend."""
    day = timezone.localdate() + timedelta(days=days)
    day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    return timezone.make_aware(datetime.combine(day, time(10)))
