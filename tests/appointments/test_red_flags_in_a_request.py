"""A sign of an emergency: the card comes first, nothing typed is lost, and the request can still be left."""

import pytest

from appointments.models import AppointmentRequest
from publishing.content_version import clock
from tests.appointments.asking import filled, make_everything, page_of, send, sent_values, sentences
from tests.appointments.wiring import assert_wired
from treatments.emergency import SIGNS_CHANGED
from treatments.models import RedFlag

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def office(db):
    return make_everything()


@pytest.fixture
def flag(office) -> str:
    return str(RedFlag.objects.first().pk)


def test_the_first_sending_shows_the_card_and_stores_nothing(client, flag):
    response = send(client, filled(client, red_flags=[flag], reason="It came last night"))

    page = page_of(response)
    assert_wired(page)
    assert page.one("div", role="alert").text.startswith(
        "Emergency. Call 911 or go to the emergency room now if: you cannot"
    )
    assert "We call you and find a time" not in page.main.text
    assert not AppointmentRequest.objects.exists()
    assert sent_values(page)["reason"] == "It came last night"
    assert sent_values(page)["red_flags"] == flag


def test_the_title_does_not_tell_that_something_was_ticked(client, flag):
    before = page_of(client.get("/appointments/request/")).title

    assert page_of(send(client, filled(client, red_flags=[flag]))).title == before


def test_it_can_be_sent_anyway_and_is_urgent(client, flag):
    card = page_of(send(client, filled(client, red_flags=[flag])))
    assert any(button.text == "Send the request anyway" for button in card.all("button"))

    response = send(client, sent_values(card))

    request = AppointmentRequest.objects.get()
    assert (request.is_urgent, request.red_flags) == (True, ["You cannot control your bladder"])
    assert "you cannot control your bladder" in page_of(client.get(response.url)).one(data_urgency="emergency").text


def test_who_takes_the_tick_away_sends_an_ordinary_request(client, flag):
    values = sent_values(page_of(send(client, filled(client, red_flags=[flag]))))
    values.pop("red_flags")

    send(client, values)

    assert not AppointmentRequest.objects.get().is_urgent


def test_the_card_stands_above_the_errors_too(client, flag):
    response = send(client, filled(client, red_flags=[flag], name=""))

    alerts = page_of(response).main.all(role="alert")
    assert [alert.attributes.get("id", "card") for alert in alerts][:2] == ["card", "error-summary"]
    assert sentences(response) == ["Enter the full name of the patient."]


def test_a_flag_that_was_deleted_meanwhile_sends_the_list_again(client, flag):
    values = filled(client, red_flags=[flag])
    RedFlag.objects.filter(pk=flag).delete()
    clock.forget()  # a process looks for changes twice a second

    assert sentences(send(client, values)) == [str(SIGNS_CHANGED)]
    assert "call 911" in SIGNS_CHANGED


@pytest.mark.parametrize(("text", "ways"), [
    ("You think about ending your life; call or text 988 at any hour", ["tel:988", "sms:988"]),
    ("You cannot control your bladder", []),
])  # fmt: skip
def test_a_sign_that_names_988_leads_there_first(client, text, ways):
    flag = RedFlag.objects.create(text=text)
    clock.forget()

    alert = page_of(send(client, filled(client, red_flags=[str(flag.pk)]))).one("div", role="alert")

    assert [link for link in alert.links if "988" in link][:2] == ways


def test_without_flags_nothing_is_asked_about_them(client):
    RedFlag.objects.all().delete()

    assert page_of(client.get("/appointments/request/")).all(id="safety") == []
