"""Makes requests, messages and the people who answer them; every field can be changed by name."""

from datetime import timedelta

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Permission, User
from django.utils import timezone

from appointments.models import (
    AppointmentRequest,
    ConsentWording,
    ContactMessage,
    Desk,
    ManageLink,
    OutgoingMail,
    StatusChange,
    Topic,
)
from appointments.promise import promised_by
from tests.factories import APP_SECRET, numbers
from tests.locations.factories import make_location

PATIENT = {"name": "Xanthippe Quill", "phone": "+13015550147", "email": "quill@example.org"}


def request_fields(**changes) -> dict:
    """The fields of a new request, as the form gives them to `submit_request`."""
    if "location" not in changes:
        changes["location"] = make_location()
    fields = {
        "key": f"key-{next(numbers)}",
        **PATIENT,
        "patient_type": "new",
        "contact_by": "phone",
        "best_times": ["morning"],
        "reason": "It hurts when I stand for long.",
        "payer": "insurance",
        "payer_details": {"plan": "Sample Health Plan"},
    }
    return {**fields, **changes}


def make_request(**changes) -> AppointmentRequest:
    """A stored request with its first status and a private link."""
    fields = request_fields(**changes)
    created_at = fields.setdefault("created_at", timezone.now())
    fields.setdefault("promised_by", promised_by(created_at.date(), 14, lambda day: day.weekday() < 5))
    fields.setdefault("status_changed_at", created_at)
    if fields.get("status") == "scheduled":
        fields.setdefault("visit_at", timezone.now() + timedelta(days=3))
    request = AppointmentRequest.objects.create(**fields)
    StatusChange.objects.create(request=request, status=request.status, at=created_at)
    ManageLink.objects.create(request=request, expires_at=created_at + timedelta(days=60))
    return request


def make_topic(**changes) -> Topic:
    """A topic of the contact form with a desk of its own."""
    number = next(numbers)
    if "desk" not in changes:
        changes["desk"] = Desk.objects.create(name=f"Desk {number}", email=f"desk-{number}@example.org")
    return Topic.objects.create(**{"name": f"Topic {number}", "position": number, **changes})


def message_fields(**changes) -> dict:
    """The fields of a new message, as the form gives them to `submit_message`."""
    if "topic" not in changes:
        changes["topic"] = make_topic()
    fields = {"key": f"key-{next(numbers)}", **PATIENT, "answer_by": "phone", "text": "When are you open?"}
    return {**fields, **changes}


def make_message(**changes) -> ContactMessage:
    """A stored message."""
    return ContactMessage.objects.create(**message_fields(**changes))


def make_wording(purpose: str = "request", **changes) -> ConsentWording:
    """The newest version of that consent's words."""
    fields = {"purpose": purpose, "version": next(numbers) + 100, "text": f"I agree ({purpose})."}
    return ConsentWording.objects.create(**{**fields, **changes})


def make_mail(**changes) -> OutgoingMail:
    """A mail that waits in the outbox."""
    fields = {
        "about": "A7K2P-9M4TX",
        "recipient": "desk@example.org",
        "subject": "New request A7K2P-9M4TX",
        "body": "Sign in to read it.",
        "message_id": f"<{next(numbers)}@testserver>",
    }
    return OutgoingMail.objects.create(**{**fields, **changes})


def make_person(*permissions: str, **changes) -> User:
    """Somebody of the staff with these permissions of this app."""
    user = User.objects.create_user(f"person-{next(numbers)}", is_staff=True, **changes)
    found = Permission.objects.filter(content_type__app_label="appointments", codename__in=permissions)
    user.user_permissions.set(found)
    TOTP.activate(user, APP_SECRET)
    return user


def make_front_desk(*offices) -> User:
    """Somebody at the front desk of these offices."""
    user = make_person("answer_requests")
    for office in offices:
        user.office_memberships.create(location=office)
    return user


def make_manager() -> User:
    """Somebody who reads the requests of every office."""
    return make_person("answer_requests", "manage_requests")
