"""Finding who called, without a telephone number in any address."""

import pytest

from appointments.models import AppointmentRequest
from tests.appointments.factories import make_message, make_request
from tests.appointments.inbox import records, references

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def find(desk, sought):
    return desk.post("/staff/find/", {"sought": sought})


@pytest.mark.parametrize("sought", ["301-555-0147", "+1 (301) 555 0147", "quill@example.org", " QUILL@example.org"])
def test_a_patient_is_found_by_telephone_or_e_mail(desk, office, sought):
    request = make_request(location=office)
    make_request(location=office, phone="+13015550100", email="other@example.org")

    assert references(find(desk, sought)) == [request.reference]


def test_letter_case_and_an_extension_hide_nobody(desk, office):
    request = make_request(location=office, email="Quill@Example.ORG", phone="+13015550147;ext=12")

    assert references(find(desk, "quill@example.org")) == [request.reference]
    assert references(find(desk, "301-555-0147")) == [request.reference]
    assert list(AppointmentRequest.objects.from_same_person(make_request())) == [request]


def test_a_reference_is_found_however_it_is_typed(desk, office):
    request = make_request(location=office)

    for typed in (request.reference, request.spoken_reference.lower(), request.reference[:5]):
        assert references(find(desk, typed)) == [request.reference]


def test_messages_are_found_too(desk, user):
    message = make_message()
    user.desk_memberships.create(desk=message.topic.desk)

    assert references(find(desk, "301-555-0147")) == [message.reference]


def test_nobody_elses_patients_are_found(desk):
    make_request()
    make_message()

    response = find(desk, "301-555-0147")
    assert references(response) == []
    assert "Nothing found" in response.content.decode()


def test_who_was_found_is_written_down(desk, user, office):
    request = make_request(location=office)

    find(desk, "301-555-0147")
    assert records("searched") == [(user.username, request.reference, "")]


@pytest.mark.parametrize("sought", ["", "Quill", "12", "@", "x" * 300, "\x00", "९" * 10, "%_", "1" * 30])
def test_what_nobody_can_be_found_by_gets_a_sentence(desk, office, sought):
    make_request(location=office)

    response = find(desk, sought)
    assert response.status_code == 200
    assert references(response) == []
    text = response.content.decode()
    assert "Enter a reference" in text or "Nothing found" in text


def test_looking_somebody_up_is_never_a_get(desk):
    assert desk.get("/staff/find/?sought=301-555-0147").status_code == 405
