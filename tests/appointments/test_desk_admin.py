"""The admin of what surrounds requests: what a manager arranges, and what nobody changes."""

import pytest

from appointments.models import AccessRecord, ConsentWording, Desk, OfficeMembership, OutgoingMail
from appointments.services.access import record_access
from tests.appointments.factories import make_mail, make_request, make_wording
from tests.appointments.inbox import page
from tests.factories import make_staff
from tests.locations.factories import make_location

pytestmark = pytest.mark.django_db

MAIL = "/admin/appointments/outgoingmail/"
RECORDS = "/admin/appointments/accessrecord/"


@pytest.fixture
def manager(client):
    client.force_login(make_staff(role="manager"))
    return client


def test_a_manager_gives_somebody_the_requests_of_an_office(manager):
    somebody, office = make_staff(role="front desk"), make_location()

    manager.post("/admin/appointments/officemembership/add/", {"user": somebody.pk, "location": office.pk})
    assert OfficeMembership.objects.get().user == somebody


def test_only_those_who_can_sign_in_are_offered(manager):
    make_staff(role="front desk", username="gone", is_active=False)
    make_staff(role="front desk", username="here")

    names = page(manager, "/admin/appointments/officemembership/add/").one("select", name="user").text
    assert "here" in names
    assert "gone" not in names


def test_a_desk_is_made_with_its_members(manager):
    somebody = make_staff(role="front desk")
    rows = {"memberships-TOTAL_FORMS": 1, "memberships-INITIAL_FORMS": 0, "memberships-0-user": somebody.pk}
    manager.post("/admin/appointments/desk/add/", {"name": "Billing", "email": "", **rows})

    assert Desk.objects.get().memberships.get().user == somebody


def test_words_that_somebody_agreed_to_stay(manager):
    wording = make_wording()
    make_request().consents.create(wording=wording)
    address = f"/admin/appointments/consentwording/{wording.pk}"

    manager.post(f"{address}/change/", {"purpose": "email", "version": 9, "text": "Other words"})
    assert manager.post(f"{address}/delete/", {"post": "yes"}).status_code == 403
    assert ConsentWording.objects.get(pk=wording.pk).text == wording.text


def test_words_that_nobody_agreed_to_yet_can_be_mended(manager):
    wording = make_wording()
    moment = {"in_force_from_0": "2026-01-05", "in_force_from_1": "08:00:00"}
    manager.post(
        f"/admin/appointments/consentwording/{wording.pk}/change/",
        {"purpose": "email", "version": wording.version, "text": "Better words", **moment},
    )

    wording.refresh_from_db()
    assert wording.text == "Better words"


def test_the_mail_list_shows_neither_recipient_nor_text(manager):
    mail = make_mail(recipient="quill@example.org", body="https://example.org/secret-link")

    for address in (MAIL, f"{MAIL}{mail.pk}/change/"):
        html = manager.get(address).content.decode()
        assert "New request A7K2P-9M4TX" in html
        assert "quill@example.org" not in html
        assert "secret-link" not in html


def test_the_mail_list_is_there_without_the_key(manager, settings):
    make_mail()
    settings.FIELD_KEYS = ["another key, of at least thirty-two letters"]

    assert "New request A7K2P-9M4TX" in page(manager, MAIL).main.text


def test_failed_mail_is_sent_again(manager):
    failed, sent = make_mail(state="failed", attempts=9), make_mail(state="sent")
    manager.post(MAIL, {"action": "send_again", "_selected_action": [failed.pk, sent.pk]})

    states = dict(OutgoingMail.objects.values_list("pk", "state"))
    assert states == {failed.pk: "waiting", sent.pk: "sent"}


def test_mail_can_be_narrowed_to_what_failed(manager):
    make_mail(state="failed", subject="New request FFFFF-FFFFF")
    make_mail(state="sent")

    text = page(manager, f"{MAIL}?state__exact=failed").one("table", id="result_list").text
    assert "FFFFF-FFFFF" in text
    assert "A7K2P-9M4TX" not in text


def test_records_are_found_by_a_spoken_reference(manager):
    request = make_request()
    record_access(None, "opened", [request.reference, "AAAAAAAAAA"])

    text = page(manager, f"{RECORDS}?q={request.spoken_reference.lower()}").one("table", id="result_list").text
    assert request.reference in text
    assert "AAAAAAAAAA" not in text


@pytest.mark.parametrize("role", ["manager", "superuser"])
def test_nobody_changes_or_deletes_a_record(client, role):
    record_access(None, "opened", ["AAAAAAAAAA"])
    record = AccessRecord.objects.get()
    client.force_login(make_staff(role=role))

    client.post(f"{RECORDS}{record.pk}/change/", {"action": "listed"})
    client.post(f"{RECORDS}{record.pk}/delete/", {"post": "yes"})
    client.post(RECORDS, {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"})
    assert AccessRecord.objects.get().action == "opened"


def test_the_first_page_says_what_waits_to_those_it_is_for(client):
    make_request(promised_by="2026-01-05")
    make_mail(state="failed")
    seen = {}
    for role in ("manager", "front desk", "editor"):
        client.force_login(make_staff(role=role))
        seen[role] = page(client, "/admin/").main.text

    assert "1 Overdue" in seen["manager"]
    assert "1 Mail failed No mail server is set." in seen["manager"]
    assert "0 Overdue" in seen["front desk"]
    assert "Mail failed" not in seen["front desk"]
    assert "Overdue" not in seen["editor"]


def test_the_front_desk_is_not_asked_to_mend_content(client):
    client.force_login(make_staff(role="front desk"))

    assert "Drafts" not in page(client, "/admin/").main.text


def test_the_inbox_is_linked_from_every_page_of_the_admin(manager):
    assert "/staff/" in page(manager, MAIL).one("header").links
