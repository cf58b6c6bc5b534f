"""A patient who has read about a treatment asks for a visit, and another one has a question."""

import pytest

from appointments.models import AppointmentRequest, ContactMessage, OutgoingMail
from tests.appointments.asking import filled, make_wordings, page_of, send, sent_values, sentences
from tests.pages.reading import read

pytestmark = pytest.mark.django_db

MILD = "/treatments/minimally-invasive-lumbar-decompression/"


@pytest.fixture(autouse=True)
def wordings(db):
    make_wordings()


def answered(client, address: str, **changes) -> dict:
    """The opened form with the patient's answers, the office chosen by whatever the address says."""
    opened = sent_values(read(client, address))
    return {
        **filled(client),
        **opened,
        **{"patient_type": "new", "may_leave_message": "yes", "payer": "insurance"},
        **changes,
    }


def test_from_the_page_about_a_treatment_to_the_reference(client, loaded_content):
    page = read(client, MILD)
    link = next(link for link in page.main.links if link.startswith("/appointments/request/"))

    values = answered(client, link, location="frederick", name="Pat O’Brien", phone="301-555-0142")
    response = send(client, {**values, "consent_request": filled(client)["consent_request"]})

    assert response.status_code == 303, sentences(response)
    request = AppointmentRequest.objects.get()
    assert request.treatment.startswith("Minimally Invasive Lumbar Decompression")
    thanks = page_of(client.get(response.url))
    assert thanks.one(id="reference").text == request.spoken_reference
    assert OutgoingMail.objects.get().subject == f"New request {request.spoken_reference}"


def test_from_the_page_of_an_office_with_that_office_chosen(client, loaded_content):
    office = "/locations/frederick/"
    assert office in read(client, "/locations/").main.links
    link = next(link for link in read(client, office).main.links if link.startswith("/appointments/request/"))

    assert sent_values(read(client, link))["location"] == office.split("/")[2]


def test_every_page_leads_to_the_request_and_to_the_contact_form(client, loaded_content):
    for address in ("/", MILD, "/conditions/lumbar-spinal-stenosis/", "/locations/", "/search/?q=pain", "/contact/"):
        links = read(client, address).links
        assert "/contact/" in links, address
        assert any(link.startswith("/appointments/request/") for link in links), address


def test_a_question_about_a_bill_reaches_the_billing_desk(client, loaded_content):
    page = read(client, "/contact/")
    topic = next(part for part in page.all("label") if part.text.startswith("A bill")).one("input")
    values = {
        **sent_values(page),
        "topic": topic.attributes["value"],
        "message": "Why?",
        "name": "Pat",
        "phone": "3015550142",
    }

    response = send(client, values, "/contact/")

    assert ContactMessage.objects.get().topic.desk.name == "Billing"
    assert OutgoingMail.objects.get().recipient == "billing@example.org"
    assert "We answer on business days" in page_of(client.get(response.url)).main.text
