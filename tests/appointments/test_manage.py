"""The private link shows one request to whoever has it, and nothing to anybody else."""

import logging
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from appointments.manage_links import token_of
from appointments.models import AppointmentRequest, OutgoingMail, Reception
from appointments.services.handling import change_status, replace_link, revoke_links
from publishing.content_version import clock
from tests.appointments.factories import PATIENT, make_person, make_request

pytestmark = pytest.mark.django_db


def address(request: AppointmentRequest, name: str = "manage_request") -> str:
    return reverse(f"appointments:{name}", args=[token_of(request.manage_links.first().public_id)])


def test_a_patient_sees_where_the_request_stands(client):
    request = make_request()

    response = client.get(address(request))

    page = response.content.decode()
    assert "We have your request." in page
    assert request.spoken_reference in page
    assert request.location.title in page


def test_the_page_shows_and_keeps_nothing_personal(client):
    response = client.get(address(make_request()))

    for value in (*PATIENT.values(), "stand for long"):
        assert value not in response.content.decode()
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response.cookies == {}


@pytest.mark.parametrize("status", ["new", "contacted", "scheduled", "seen", "closed", "withdrawn"])
def test_every_status_has_words_of_its_own(client, status):
    request = make_request(status=status)

    page = client.get(address(request)).content.decode()

    words = {
        "new": "We have your request.",
        "contacted": "We are arranging your visit.",
        "scheduled": "Your visit is set.",
        "seen": "You have been here.",
        "closed": "This request is closed.",
        "withdrawn": "You took this request back.",
    }
    assert [status for status, sentence in words.items() if sentence in page] == [status]


def test_a_wrong_an_old_and_a_revoked_link_are_one_page(client):
    old, revoked = make_request(), make_request()
    old.manage_links.update(expires_at=timezone.now() - timedelta(seconds=1))
    revoke_links(revoked, make_person())
    right = address(make_request())

    pages = [client.get(path) for path in (address(old), address(revoked), right[:-2] + "/", "/appointments/manage/x/")]

    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1


def test_a_guess_costs_no_query_about_requests(client, django_assert_max_num_queries):
    clock.version()

    with django_assert_max_num_queries(4) as queries:
        client.get("/appointments/manage/abcdefgh.ijklmnop/")

    assert not [query for query in queries.captured_queries if "managelink" in query["sql"]]


def test_whoever_keeps_guessing_is_asked_to_wait(client):
    answers = [client.get(f"/appointments/manage/guess-{number}/").status_code for number in range(22)]

    assert answers == [404] * 20 + [429] * 2


def test_the_key_of_a_link_is_never_logged(client, caplog):
    request = make_request()
    path = address(request)
    revoke_links(request, make_person())

    with caplog.at_level(logging.DEBUG):
        client.get(path)
    formatter = logging.getLogger("django").handlers[0].formatter

    lines = [formatter.format(record) for record in caplog.records if record.name.startswith("django.request")]
    assert any("/appointments/manage/" in line for line in lines)
    assert not any(path in line for line in lines)


def test_a_patient_changes_when_to_call(client):
    request = make_request()

    response = client.post(address(request), {"times": "1", "best_times": ["midday", "evening"]}, follow=True)

    request.refresh_from_db()
    assert request.best_times == ["midday", "evening"]
    assert "Saved." in response.content.decode()


def test_a_time_we_do_not_know_changes_nothing(client):
    request = make_request()

    response = client.post(address(request), {"times": "1", "best_times": ["midnight"]})

    request.refresh_from_db()
    assert request.best_times == ["morning"]
    assert "Choose from the times in the list." in response.content.decode()


def test_taking_back_needs_the_tick(client):
    request = make_request()

    unsure = client.post(address(request), {"withdraw": "1"})
    request.refresh_from_db()
    assert request.status == "new"
    assert "Tick the box if you want to take back this request." in unsure.content.decode()

    client.post(address(request), {"withdraw": "1", "is_sure": "on"})
    request.refresh_from_db()
    assert request.status == "withdrawn"
    assert request.status_changes.last().by is None


def test_a_request_that_is_over_cannot_be_taken_back(client):
    request = make_request(status="closed")

    client.post(address(request), {"withdraw": "1", "is_sure": "on"})

    request.refresh_from_db()
    assert request.status == "closed"


def test_taking_back_while_somebody_else_changes_it_shows_where_it_stands(client, monkeypatch):
    request = make_request()
    boss = User.objects.create_superuser("boss")

    def read_too_early(theirs, fields):
        """As if staff were quicker by less than the time between reading and writing."""
        monkeypatch.undo()
        change_status(AppointmentRequest.objects.get(pk=request.pk), "contacted", boss)

    monkeypatch.setattr(AppointmentRequest, "refresh_from_db", read_too_early)
    response = client.post(address(request), {"withdraw": "1", "is_sure": "on"}, follow=True)

    assert response.status_code == 200
    assert "We are arranging your visit." in response.content.decode()


def test_a_new_link_ends_the_old_one(client):
    request = make_request()
    old = address(request)

    replace_link(request, make_person())

    assert client.get(old).status_code == 404
    assert client.get(address(request)).status_code == 200


def test_the_calendar_file_says_when_and_where_and_nothing_else(client):
    request = make_request(status="contacted")
    visit = datetime(2027, 3, 15, 9, 30, tzinfo=ZoneInfo("America/New_York"))
    change_status(request, "scheduled", User.objects.create_superuser("boss"), visit)

    response = client.get(address(request, "visit_calendar"))

    [event] = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    assert event["DTSTART"].dt == visit
    assert request.location.street in event["LOCATION"]
    text = response.content.decode()
    for value in (*PATIENT.values(), "stand for long", request.spoken_reference):
        assert value not in text
    assert response["Content-Disposition"] == 'attachment; filename="visit.ics"'
    assert response["Cache-Control"] == "private, no-store"


def test_a_calendar_keeps_one_visit_when_it_moves(client):
    request = make_request(status="contacted")
    boss = User.objects.create_superuser("boss")
    change_status(request, "scheduled", boss, timezone.now() + timedelta(days=3))
    first = icalendar.Calendar.from_ical(client.get(address(request, "visit_calendar")).content).walk("VEVENT")[0]
    change_status(request, "contacted", boss)
    AppointmentRequest.objects.update(created_at=timezone.now() - timedelta(days=1))
    request.refresh_from_db()
    change_status(request, "scheduled", boss, timezone.now() + timedelta(days=5))
    second = icalendar.Calendar.from_ical(client.get(address(request, "visit_calendar")).content).walk("VEVENT")[0]

    assert first["UID"] == second["UID"]
    assert second["SEQUENCE"] > first["SEQUENCE"]


def test_without_a_visit_there_is_no_calendar_file(client):
    assert client.get(address(make_request(), "visit_calendar")).status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_other_ways_of_asking_are_refused(client, method):
    assert getattr(client, method)(address(make_request())).status_code == 405


def test_the_office_is_told_when_a_patient_takes_a_request_back(client):
    request = make_request()
    Reception.objects.create(location=request.location, email="desk@example.org")

    client.post(address(request), {"withdraw": "1", "is_sure": "on"})

    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.subject) == ("desk@example.org", f"Request {request.spoken_reference} was taken back")


def test_a_page_whose_key_is_gone_says_to_call(client, settings):
    request = make_request()
    path = address(request)
    settings.FIELD_KEYS = ["another key, of at least thirty-two letters"]

    response = client.get(path)

    assert response.status_code == 503
    assert "Our telephones work without this site." in response.content.decode()
    assert response["Referrer-Policy"] == "no-referrer"
