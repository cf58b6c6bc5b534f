"""Takes what a patient sent: stored with its mail in one transaction, once, or not at all."""

import json
from dataclasses import dataclass
from datetime import date

from django.db import Error as AnyDatabaseError
from django.db import connection, transaction

from appointments import emails
from appointments.encryption import digests
from appointments.manage_links import VALID_FOR
from appointments.models import (
    AppointmentRequest,
    Consent,
    ConsentWording,
    ContactMessage,
    ManageLink,
    Reception,
    StatusChange,
)
from appointments.promise import promised_by
from appointments.references import new_reference
from appointments.services.outbox import queue_mail
from locations.models import Location
from locations.schedules import schedule_of
from publishing.remembered import is_database_away

DIGEST_CONTEXT = "appointments.sending.content"
UNCOUNTED = {"id", "reference", "key", "content_digest", "created_at", "suspicions", "status_changed_at", "promised_by"}


@dataclass(frozen=True)
class Submitted:
    """What is stored now. Not new: this form had been sent before; not the same: with other words."""

    sending: AppointmentRequest | ContactMessage
    is_new: bool
    is_same: bool = True


class OfficeGone(Exception):
    """The office was deleted while its form was open."""


def submit_request(request: AppointmentRequest, wordings: list[ConsentWording]) -> Submitted:
    """Stores an unsaved request, its first status, its consents, its private link and its mail, all or none.

    Sent again with the same key it stores nothing and returns the first. Raises OfficeGone or DatabaseError when
    nothing is stored.
    """
    return _twice_if_connection_broke(lambda: _store_request(request, wordings))


def submit_message(message: ContactMessage) -> Submitted:
    """Stores an unsaved message and its mail, both or none; as `submit_request` otherwise."""
    return _twice_if_connection_broke(lambda: _store_message(message))


def _store_request(request, wordings) -> Submitted:
    with transaction.atomic():
        if not Location.objects.filter(pk=request.location_id).exists():
            raise OfficeGone
        reception = Reception.objects.of(request.location_id)
        request.promised_by = promise_of(request, reception)
        stored = _insert_once(request, sorted(wording.pk for wording in wordings))
        if not stored.is_new:
            return stored
        request = stored.sending
        StatusChange.objects.create(request=request, status=request.status, at=request.created_at)
        Consent.objects.bulk_create(
            [Consent(request=request, wording=wording, given_at=request.created_at) for wording in wordings]
        )
        link = ManageLink.objects.create(request=request, expires_at=request.created_at + VALID_FOR)
        queue_mail(request.spoken_reference, reception.email, *emails.new_request(request))
        if any(wording.purpose == ConsentWording.Purpose.EMAIL for wording in wordings):
            queue_mail(request.spoken_reference, request.email, *emails.private_link(request, link))
        return stored


def _store_message(message) -> Submitted:
    with transaction.atomic():
        stored = _insert_once(message)
        if stored.is_new:
            queue_mail(message.spoken_reference, message.topic.desk.email, *emails.new_message(message))
        return stored


def promise_of(request, reception) -> date:
    """The day by which this request's office has promised a visit."""
    schedule = schedule_of(request.location)
    received_on = request.created_at.astimezone(schedule.zone).date()
    return promised_by(received_on, reception.promise_days, lambda day: bool(schedule.spans_on(day)))


def _insert_once(sending, agreed_to: list[int] = ()) -> Submitted:
    """Inserts unless the key is there. Never an IntegrityError: a database may write the failing row into its log."""
    model = type(sending)
    content = _content(sending, agreed_to)
    sending.content_digest = digests(DIGEST_CONTEXT, content)[0]
    while True:
        model.objects.bulk_create([sending], ignore_conflicts=True)
        stored = model.objects.sent_as(sending.key)
        if stored is not None:
            break
        sending.reference = new_reference()  # somebody else's request has this one
    is_new = stored.reference == sending.reference
    return Submitted(stored, is_new, is_new or stored.content_digest in digests(DIGEST_CONTEXT, content))


def _content(sending, agreed_to: list[int]) -> str:
    """All that the patient said, as one text; a consent given or taken away is said, too."""
    said = {
        field.attname: getattr(sending, field.attname)
        for field in sending._meta.concrete_fields
        if field.attname not in UNCOUNTED and not field.attname.endswith("_lookup")
    }
    return json.dumps({**said, "agreed_to": agreed_to}, default=str, sort_keys=True)


def _twice_if_connection_broke(store):
    """The key makes a second try safe, even when the first one did reach the database."""
    try:
        return store()
    except AnyDatabaseError as error:
        if not is_database_away(error) or connection.in_atomic_block:
            raise
        connection.close()
        return store()
