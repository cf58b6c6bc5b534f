"""What a patient sent is stored once with its mail, or not at all."""

import pytest
from django.db import DatabaseError, OperationalError

from appointments.models import (
    AppointmentRequest,
    Consent,
    ContactMessage,
    ManageLink,
    OutgoingMail,
    Reception,
    StatusChange,
)
from appointments.services import submissions
from appointments.services.submissions import OfficeGone, submit_message, submit_request
from tests.appointments.factories import make_topic, make_wording, message_fields, request_fields
from tests.locations.factories import make_location

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def office():
    office = make_location()
    Reception.objects.create(location=office, email="desk@example.org")
    return office


def new_request(**changes) -> AppointmentRequest:
    return AppointmentRequest(**request_fields(**changes))


def test_a_request_is_stored_with_status_consents_link_and_mail(office):
    wordings = [make_wording("request"), make_wording("email")]

    submitted = submit_request(new_request(location=office), wordings)

    request = AppointmentRequest.objects.get()
    assert submitted.is_new
    assert submitted.sending == request
    assert [change.status for change in request.status_changes.all()] == ["new"]
    assert {consent.wording for consent in request.consents.all()} == set(wordings)
    assert request.manage_links.count() == 1
    assert {mail.recipient for mail in OutgoingMail.objects.all()} == {"desk@example.org", "quill@example.org"}


def test_mail_says_nothing_of_the_patient(office):
    request = submit_request(new_request(location=office), [make_wording("request"), make_wording("email")]).sending

    for mail in OutgoingMail.objects.all():
        assert request.spoken_reference in mail.subject
        words = mail.subject + mail.body
        for value in (request.name, str(request.phone), request.email, request.reason, office.title, "pain", "spine"):
            assert value.lower() not in words.lower()


def test_without_consent_to_mail_the_patient_gets_none(office):
    submit_request(new_request(location=office), [make_wording("request")])

    assert [mail.recipient for mail in OutgoingMail.objects.all()] == ["desk@example.org"]


def test_the_same_form_sent_again_is_one_request(office):
    first = submit_request(new_request(key="same", location=office), [])
    second = submit_request(new_request(key="same", location=office), [])

    assert (second.is_new, second.is_same) == (False, True)
    assert second.sending.reference == first.sending.reference
    assert (AppointmentRequest.objects.count(), StatusChange.objects.count(), OutgoingMail.objects.count()) == (1, 1, 1)


def test_the_same_form_with_other_words_changes_nothing_and_says_so(office):
    submit_request(new_request(key="same", location=office), [])

    again = submit_request(new_request(key="same", location=office, reason="Another thing."), [])

    assert (again.is_new, again.is_same) == (False, False)
    assert AppointmentRequest.objects.get().reason == "It hurts when I stand for long."


def test_the_same_form_with_another_consent_is_not_taken_for_the_same(office):
    needed, more = make_wording("request"), make_wording("text_messages")
    submit_request(new_request(key="same", location=office), [needed, more])

    again = submit_request(new_request(key="same", location=office), [needed])

    assert (again.is_new, again.is_same) == (False, False)


def test_an_office_that_was_deleted_meanwhile_is_said_and_nothing_is_stored(office):
    request = new_request(location=office)
    office.delete()

    with pytest.raises(OfficeGone):
        submit_request(request, [])
    assert not OutgoingMail.objects.exists()


def test_a_reference_that_is_taken_is_replaced(office):
    taken = submit_request(new_request(location=office), []).sending.reference

    submitted = submit_request(new_request(location=office, reference=taken), [])

    assert submitted.is_new
    assert submitted.sending.reference != taken


def test_when_the_mail_cannot_be_written_nothing_is_stored(office, monkeypatch):
    def fail(*args):
        raise DatabaseError("disk full")

    monkeypatch.setattr(submissions, "queue_mail", fail)

    with pytest.raises(DatabaseError):
        submit_request(new_request(location=office), [make_wording()])
    for model in (AppointmentRequest, StatusChange, Consent, ManageLink):
        assert model.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_broken_connection_is_tried_once_more(office, monkeypatch):
    calls = []
    store = submissions._store_request

    def break_once(*args):
        calls.append(args)
        if len(calls) == 1:
            raise OperationalError("server closed the connection unexpectedly")
        return store(*args)

    monkeypatch.setattr(submissions, "_store_request", break_once)
    monkeypatch.setattr(submissions.connection, "close", lambda: None)

    assert submit_request(new_request(location=office), []).is_new
    assert len(calls) == 2


def test_the_promise_is_the_offices_own(office):
    office.reception.promise_days = 5
    office.reception.save()

    request = submit_request(new_request(location=office), []).sending

    assert 3 <= (request.promised_by - request.created_at.date()).days <= 5


def test_a_message_goes_to_the_desk_of_its_topic():
    topic = make_topic()

    submitted = submit_message(ContactMessage(**message_fields(topic=topic)))

    mail = OutgoingMail.objects.get()
    assert submitted.is_new
    assert mail.recipient == topic.desk.email
    assert mail.subject == f"New message {submitted.sending.spoken_reference}"
