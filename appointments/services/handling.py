"""What staff do with a request: each step is a row, and every change is written down."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from appointments import emails
from appointments.flow import WITHDRAWABLE, may_become
from appointments.manage_links import VALID_FOR
from appointments.models import (
    AccessRecord,
    AppointmentRequest,
    Call,
    ContactMessage,
    ManageLink,
    Note,
    Reception,
    Status,
    StatusChange,
)
from appointments.services.access import record_access
from appointments.services.outbox import queue_mail
from locations.models import Location

CHANGED = AccessRecord.Action.CHANGED


def change_status(request: AppointmentRequest, status: str, user, visit_at: datetime | None = None) -> None:
    """Moves a request on. Raises ValidationError with a sentence when it may not become that, or changed meanwhile."""
    if not may_become(request.status, status):
        raise ValidationError(
            _("A request that is “%(now)s” cannot become “%(wanted)s”.")
            % {"now": request.get_status_display(), "wanted": Status(status).label}
        )
    if status == Status.SCHEDULED and visit_at is None:
        raise ValidationError(_("Enter the day and time of the visit."))
    with transaction.atomic():
        _step(request, status, user, **_visit_changes(request, status, visit_at))
        record_access(user, CHANGED, [request.reference], f"status: {status}")


def withdraw(request: AppointmentRequest) -> bool:
    """The patient takes the request back, and the office that has it now is told. Returns whether it was possible."""
    request.refresh_from_db(fields=["status", "status_changed_at", "location"])
    if request.status not in WITHDRAWABLE:
        return False
    with transaction.atomic():
        _step(request, Status.WITHDRAWN, None)
        reception = Reception.objects.of(request.location_id)
        queue_mail(request.spoken_reference, reception.email, *emails.taken_back(request))
    return True


def _visit_changes(request, status, visit_at) -> dict:
    if status == Status.SCHEDULED:
        return {"visit_at": visit_at, "first_visit_offered": request.first_visit_offered or visit_at}
    return {"visit_at": None} if status == Status.CONTACTED else {}


def _step(request, status, user, **changes) -> None:
    """From one status to the next, written down as a row."""
    now = timezone.now()
    _change(request, status=status, status_changed_at=now, **changes)
    StatusChange.objects.create(request=request, status=status, by=user, at=now)


def _change(request, **changes) -> None:
    """One conditional UPDATE: two people who act at once cannot both win."""
    still = AppointmentRequest.objects.filter(
        pk=request.pk,
        location=request.location_id,
        status=request.status,
        status_changed_at=request.status_changed_at,
    )
    if not still.update(**changes):
        raise ValidationError(_("Somebody else has just changed this request. Look at it again."))
    request.refresh_from_db(fields=["visit_at", "first_visit_offered", *changes])


def assign(sending: AppointmentRequest | ContactMessage, assignee, user) -> None:
    """Gives a request or message to one of the staff, or to nobody. Raises ValidationError if it changed meanwhile."""
    with transaction.atomic():
        still = type(sending).objects.filter(pk=sending.pk, assigned_to=sending.assigned_to_id)
        if isinstance(sending, AppointmentRequest):  # whoever takes it must be of the office that has it
            still = still.at(sending.location_id)
        if not still.update(assigned_to=assignee):
            raise ValidationError(_("Somebody else has just taken care of this. Look at it again."))
        sending.assigned_to = assignee
        record_access(user, CHANGED, [sending.reference], "assigned")


def move(request: AppointmentRequest, location: Location, user) -> bool:
    """Gives a request to another office. Returns whether a mail tells that office.

    What was promised to the patient stays. Nobody has it in hand, and a visit that was set is not set any more: it was
    one at the other office. Raises ValidationError when it changed meanwhile, or nothing is left to do.
    """
    if request.status not in WITHDRAWABLE:
        raise ValidationError(
            _("A request that is “%(now)s” stays with its office.") % {"now": request.get_status_display()}
        )
    before = request.location
    words = _("Moved from %(before)s to %(after)s.") % {"before": before.title, "after": location.title}
    changes = {"location": location, "assigned_to": None, "first_visit_offered": None}
    with transaction.atomic():
        if request.status == Status.SCHEDULED:
            _step(request, Status.CONTACTED, user, visit_at=None, **changes)
        else:
            _change(request, **changes)
        Note.objects.create(request=request, text=words, by=user)
        told = queue_mail(
            request.spoken_reference, Reception.objects.of(location.pk).email, *emails.new_request(request)
        )
        record_access(user, CHANGED, [request.reference], _moved_detail(before.pk, location.pk))
    return told is not None


def has_just_moved(user, reference: str, location_id: str) -> bool:
    """Whether this person gave it to that office within the last minute, as a second click does."""
    last = AccessRecord.objects.by_reference(reference, user, since=timezone.now() - timedelta(minutes=1)).first()
    return last is not None and last.detail.startswith("moved ") and last.detail.endswith(f" {location_id}")


def _moved_detail(before: int, after: int) -> str:
    return f"moved from office {before} to {after}"


def add_note(request: AppointmentRequest, text: str, user) -> Note:
    """Adds what somebody of the staff wrote."""
    with transaction.atomic():
        note = Note.objects.create(request=request, text=text, by=user)
        record_access(user, CHANGED, [request.reference], "note")
    return note


def log_call(request: AppointmentRequest, outcome: str, user) -> Call:
    """Adds one try to call the patient. Reaching a patient whose request is new makes it contacted."""
    with transaction.atomic():
        call = Call.objects.create(request=request, outcome=outcome, by=user)
        if outcome == Call.Outcome.REACHED and request.status == Status.NEW:
            _step(request, Status.CONTACTED, user)
        record_access(user, CHANGED, [request.reference], f"call: {outcome}")
    return call


def mark_checked(request: AppointmentRequest | ContactMessage, user) -> None:
    """Somebody looked at the marks and found a person behind them."""
    with transaction.atomic():
        type(request).objects.filter(pk=request.pk).update(suspicions=[])
        request.suspicions = []
        record_access(user, CHANGED, [request.reference], "marks cleared")


def change_best_times(request: AppointmentRequest, best_times: list[str]) -> None:
    """The patient says anew when to call."""
    AppointmentRequest.objects.filter(pk=request.pk).update(best_times=best_times)
    request.best_times = best_times


def answer_message(message: ContactMessage, status: str, user) -> None:
    """Marks a message as answered, closed, or new again. Raises ValidationError when it changed meanwhile."""
    with transaction.atomic():
        still = ContactMessage.objects.filter(pk=message.pk, status_changed_at=message.status_changed_at)
        if not still.update(status=status, status_changed_at=timezone.now()):
            raise ValidationError(_("Somebody else has just changed this message. Look at it again."))
        message.status = status
        record_access(user, CHANGED, [message.reference], f"status: {status}")


def replace_link(request: AppointmentRequest, user) -> ManageLink:
    """Ends every private link of the request and makes a new one; mails it when the patient wanted mail."""
    now = timezone.now()
    with transaction.atomic():
        revoke_links(request, user)
        link = ManageLink.objects.create(request=request, expires_at=now + VALID_FOR)
        if request.consents.filter(wording__purpose="email").exists():
            queue_mail(request.spoken_reference, request.email, *emails.private_link(request, link))
    return link


def revoke_links(request: AppointmentRequest, user) -> None:
    """Ends every private link of the request."""
    with transaction.atomic():
        request.manage_links.filter(revoked_at__isnull=True).update(revoked_at=timezone.now())
        record_access(user, CHANGED, [request.reference], "links revoked")
