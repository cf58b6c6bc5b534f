"""Several requests at once: asked first, then each by itself."""

import pytest

from appointments.models import AppointmentRequest
from tests.appointments.factories import make_front_desk, make_request
from tests.appointments.inbox import records
from tests.pages.reading import parse

pytestmark = [pytest.mark.django_db, pytest.mark.database]

JUNK = ["", "\x00", "1" * 30, "AAAAAAAAAA", "aaaaaaaaaa", "' OR 1=1", "💀" * 10, "../../etc"]


def choose(desk, action, rows, **fields):
    return desk.post("/staff/chosen/", {"action": action, "row": rows, **fields}, follow=True)


def said(response) -> str:
    return parse(response.content.decode()).main.text


def test_nothing_is_done_before_it_is_confirmed(desk, office):
    request = make_request(location=office)
    response = choose(desk, "close", [request.reference])

    assert request.spoken_reference in said(response)
    assert "Yes, do it" in said(response)
    request.refresh_from_db()
    assert request.status == "new"


def test_confirmed_it_is_done_to_each(desk, user, office):
    requests = [make_request(location=office) for _ in range(3)]
    response = choose(desk, "assign", [each.reference for each in requests], is_confirmed="on")

    assert "Done for 3 requests." in said(response)
    assert set(AppointmentRequest.objects.values_list("assigned_to", flat=True)) == {user.pk}
    assert len(records("changed")) == 3


def test_what_cannot_be_done_is_said_and_keeps_nothing_else_from_being_done(desk, office):
    fine, gone = make_request(location=office), make_request(location=office, status="withdrawn")
    response = choose(desk, "close", [gone.reference, fine.reference], is_confirmed="on")

    assert "Done for 1 request." in said(response)
    assert f"{gone.spoken_reference}: A request that is “Withdrawn by the patient”" in said(response)
    fine.refresh_from_db()
    assert fine.status == "closed"


def test_what_a_colleague_takes_care_of_stays_theirs(desk, office):
    colleague = make_front_desk(office)
    request = make_request(location=office, assigned_to=colleague)
    response = choose(desk, "assign", [request.reference], is_confirmed="on")

    assert f"{colleague.username} takes care of it." in said(response)
    request.refresh_from_db()
    assert request.assigned_to == colleague


def test_requests_of_other_offices_are_left_out(desk):
    elsewhere = make_request()
    response = choose(desk, "close", [elsewhere.reference], is_confirmed="on")

    assert elsewhere.spoken_reference not in said(response)
    elsewhere.refresh_from_db()
    assert elsewhere.status == "new"


def test_junk_among_the_rows_harms_nobody(desk, office):
    request = make_request(location=office)
    response = choose(desk, "close", [*JUNK, request.reference, *JUNK], is_confirmed="on")

    assert "Done for 1 request." in said(response)


@pytest.mark.parametrize(
    ("action", "rows", "sentence"),
    [("close", [], "Tick at least one request first."), ("purge", ["AAAAAAAAAA"], "Choose what to do.")],
)
def test_an_odd_choice_gets_a_sentence(desk, action, rows, sentence):
    assert sentence in said(choose(desk, action, rows))
