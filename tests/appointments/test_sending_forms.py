"""Sending a public form: stored once, thanked for, limited, and never lost when something fails."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from appointments.form_tokens import new_token, read_token
from appointments.models import AppointmentRequest, ContactMessage, OutgoingMail
from appointments.services import submissions
from appointments.services.handling import replace_link
from appointments.suspicions import is_worked
from appointments.views import sending
from locations.models import Location
from practice.models import NoticeText
from publishing import remembered
from tests.appointments.asking import (
    CONTACT,
    REQUEST,
    filled,
    make_everything,
    page_of,
    send,
    sent_values,
)
from tests.appointments.factories import make_topic
from tests.factories import make_staff
from tests.pages.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TYPED = "Xanthippe Quill"
both = pytest.mark.parametrize("address", [REQUEST, CONTACT])


@pytest.fixture(autouse=True)
def everything(db):
    make_everything()
    make_topic(name="A bill")


def worked(values: dict) -> dict:
    """The same with the number for which a browser searches."""
    key = read_token(values["token"]).key
    return {**values, "work": str(next(number for number in range(2**22) if is_worked(key, str(number))))}


def kept(address: str) -> int:
    return (AppointmentRequest if address == REQUEST else ContactMessage).objects.count()


def broken(*args, **kwargs):
    raise OperationalError("database is locked: Xanthippe Quill")


@both
def test_no_field_is_called_wrong_before_anything_was_typed(client, address):
    """Screen readers say "invalid entry" at an empty field with the attribute, though nobody has typed yet."""
    assert not read(client, address).main.all("input", "select", "textarea", required=True)


@both
def test_the_reference_is_shown_after_it_is_stored(client, address):
    response = send(client, filled(client, address), address)

    assert response.status_code == 303
    stored = (AppointmentRequest if address == REQUEST else ContactMessage).objects.get()
    assert page_of(client.get(response.url)).one(id="reference").text == stored.spoken_reference


def test_the_confirmation_says_what_happens_by_when_and_how_to_come_back(client):
    main = page_of(client.get(send(client, filled(client)).url)).main

    request = AppointmentRequest.objects.get()
    day = request.promised_by
    assert f"{day:%A, %B} {day.day}" in main.text
    assert "Frederick office" in main.text
    assert any(link.startswith("/appointments/manage/") for link in main.links)
    assert TYPED not in main.text


@both
def test_sending_twice_is_one_sending_with_one_confirmation(client, address):
    values = filled(client, address)

    shown = {page_of(client.get(send(client, values, address).url)).one(id="reference").text for _ in range(3)}

    assert kept(address) == len(shown) == 1
    assert OutgoingMail.objects.count() <= 1


@both
def test_the_same_form_with_other_words_asks_whether_a_second_one_is_meant(client, address):
    values = filled(client, address)
    send(client, values, address)

    response = send(client, {**values, "name": "Another Name"}, address)

    page = page_of(response)
    assert kept(address) == 1
    assert "You have already sent this form" in page.one(role="alert").text
    assert sent_values(page)["name"] == "Another Name"
    assert sent_values(page)["token"] != values["token"]

    assert send(client, sent_values(page), address).status_code == 303
    assert kept(address) == 2


@both
def test_no_cookie_is_set_and_nothing_is_kept_by_anybody(client, address):
    opened = client.get(address)
    received = send(client, filled(client, address), address)
    thanked = client.get(received.url)
    refused = send(client, {}, address)

    for response in (opened, received, thanked, refused):
        assert not response.cookies
        assert response.headers["Cache-Control"] == "private, no-store"
        assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("receipt", ["", "request.A7K2P9M4TX.x.y", "contact", "\u00e9", "request." * 500])
@pytest.mark.parametrize("address", ["/appointments/received/", "/contact/received/"])
def test_every_wrong_receipt_gets_the_same_page(client, address, receipt):
    wrong = client.get(address, {"receipt": receipt})
    none = client.get(address)

    assert wrong.status_code == 404
    assert page_of(wrong).main.text == page_of(none).main.text
    assert page_of(wrong).all(id="reference") == []


def test_a_receipt_of_a_message_opens_no_request(client):
    receipt = send(client, filled(client, CONTACT), CONTACT).url.partition("?")[2]

    assert client.get(f"/appointments/received/?{receipt}").status_code == 404


def test_a_confirmation_never_shows_the_link_that_replaced_its_own(client):
    address = send(client, filled(client)).url
    assert "/appointments/manage/" in client.get(address).content.decode()

    replace_link(AppointmentRequest.objects.get(), make_staff())

    assert "/appointments/manage/" not in client.get(address).content.decode()


def test_a_receipt_is_good_for_an_hour(client, monkeypatch):
    url = send(client, filled(client)).url
    monkeypatch.setattr("django.core.signing.time.time", lambda: timezone.now().timestamp() + 3601)

    assert client.get(url).status_code == 404


@both
def test_the_sixth_within_ten_minutes_waits_with_everything_typed(client, address):
    for _ in range(5):
        assert send(client, filled(client, address), address).status_code == 303

    values = filled(client, address, name="The Sixth")
    response = send(client, values, address)

    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 86400
    page = page_of(response)
    assert sent_values(page)["name"] == "The Sixth"
    assert sent_values(page)["token"] == values["token"]
    assert any(link.startswith("tel:") for link in page.one(role="alert").links)
    assert kept(address) == 5


def test_somebody_elsewhere_is_not_held_up(client):
    for _ in range(6):
        send(client, filled(client))

    assert send(client, filled(client), REMOTE_ADDR="198.51.100.7").status_code == 303


def test_repeats_and_mistakes_are_not_counted(client):
    values = filled(client)
    for _ in range(9):
        send(client, values)
        send(client, filled(client, name=""))

    assert send(client, filled(client)).status_code == 303


def test_all_together_are_limited_too(client, monkeypatch):
    monkeypatch.setattr(sending, "spend", lambda limit, who="": who != "")

    assert send(client, filled(client)).status_code == 429
    assert send(client, worked(filled(client))).status_code == 429


def test_programs_that_use_up_the_limit_of_all_do_not_shut_out_whoever_worked_for_it(client, monkeypatch):
    monkeypatch.setattr(sending, "spend", lambda limit, who="": not limit.name.endswith(".all"))

    assert send(client, filled(client)).status_code == 429
    assert send(client, worked(filled(client))).status_code == 303


@both
def test_when_it_cannot_be_stored_the_form_comes_back_filled_in_with_its_key(client, monkeypatch, address, caplog):
    values = filled(client, address)
    monkeypatch.setattr(submissions, "_insert_once", broken)

    response = send(client, values, address)

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    page = page_of(response)
    assert {name: sent_values(page)[name] for name in values if name != "send"} == values
    assert any(link.startswith("tel:") for link in page.one(role="alert").links)
    assert "OperationalError" in caplog.text
    assert TYPED not in caplog.text

    monkeypatch.undo()
    assert send(client, sent_values(page), address).status_code == 303
    assert kept(address) == 1


def test_a_database_that_is_gone_is_made_up_for_from_memory(client, monkeypatch):
    values = filled(client)
    monkeypatch.setattr(Location.objects, "published", broken)
    monkeypatch.setattr("practice.models.Practice.objects.current", broken)

    response = send(client, {**values, "location": "", "zip_code": "21701", "red_flags": []})

    assert response.status_code == 503
    assert sent_values(page_of(response))["name"] == TYPED


@both
def test_a_process_that_remembers_nothing_still_loses_nothing(client, monkeypatch, address):
    values = filled(client, address, name="<Quill> & “son”")
    remembered.forget()
    monkeypatch.setattr("practice.models.Practice.objects.current", broken)

    response = send(client, {**values, "best_times": ["morning", "evening"]}, address)

    assert response.status_code == 503
    again = sent_values(page_of(response))
    assert (again["name"], again["best_times"]) == ("<Quill> & “son”", ["morning", "evening"])
    monkeypatch.undo()
    assert send(client, again, address).status_code == 303


@both
@pytest.mark.parametrize("remembers", [True, False])
def test_notices_that_cannot_be_read_lose_nothing(client, monkeypatch, address, remembers):
    values = filled(client, address)
    if not remembers:
        remembered.forget()
    monkeypatch.setattr(NoticeText.objects, "at_the_foot", broken)

    response = send(client, {**values, "name": TYPED, "email": "wrong"}, address)

    assert response.status_code == (200 if remembers else 503)
    assert sent_values(page_of(response))["name"] == TYPED


def test_a_person_without_javascript_gets_through_with_a_mark(client):
    send(client, filled(client, website="http://spam.example"))

    assert set(AppointmentRequest.objects.get().suspicions) == {"trap", "too_quick", "no_work"}


def test_an_unknown_form_is_marked_and_stored(client):
    send(client, filled(client, token="made up", reason="see https://spam.example"))

    assert {"unknown_form", "links", "no_work"} <= set(AppointmentRequest.objects.get().suspicions)


def test_proof_of_work_takes_the_mark_away(client):
    send(client, worked(filled(client)))

    assert "no_work" not in AppointmentRequest.objects.get().suspicions


def test_the_trap_is_out_of_reach_of_people(client):
    trap = page_of(client.get(REQUEST)).one("input", name="website")

    assert (trap.attributes["tabindex"], trap.attributes["autocomplete"]) == ("-1", "off")
    hidden = page_of(client.get(REQUEST)).one("div", aria_hidden="true")
    assert hidden.one("input").attributes["name"] == "website"


def test_every_opened_form_has_a_key_of_its_own(client):
    tokens = {read_token(sent_values(page_of(client.get(REQUEST)))["token"]).key for _ in range(3)}

    assert len(tokens) == 3


def test_a_form_that_comes_back_keeps_its_key(client):
    values = filled(client, name="")

    assert sent_values(page_of(send(client, values)))["token"] == values["token"]


@both
def test_other_methods_are_refused(client, address):
    assert [client.put(address).status_code, client.delete(address).status_code] == [405, 405]


@pytest.mark.parametrize("address", ["/appointments/received/", "/contact/received/"])
def test_nothing_can_be_sent_to_a_confirmation(client, address):
    assert client.post(address).status_code == 405


def test_the_token_of_an_old_form_still_sends(client):
    old = new_token(timezone.now() - timedelta(days=2)).text

    assert send(client, filled(client, token=old)).status_code == 303
    assert "very_late" in AppointmentRequest.objects.get().suspicions
