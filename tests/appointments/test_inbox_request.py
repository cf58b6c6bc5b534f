"""The page of a request: what stands on it, who may open it, and that it is written down."""

from datetime import timedelta

import pytest
from django.utils import timezone

from appointments.services import handling
from tests.appointments.factories import make_manager, make_request, make_wording
from tests.appointments.inbox import page, records

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_everything_the_patient_said_is_there(desk, office):
    request = make_request(
        location=office,
        payer="workers_compensation",
        payer_details={"job_state": "MD", "injured_on": "2026-03-27", "adjuster_phone": "+13015550199"},
        needs_interpreter=True,
        language="Spanish",
    )
    wording = make_wording()
    request.consents.create(wording=wording)

    text = page(desk, request.get_absolute_url()).main.text
    for said in (
        "Xanthippe Quill",
        "(301) 555-0147",
        "quill@example.org",
        "It hurts when I stand for long.",
        "Workers’ compensation",
        "State of the job Maryland",
        "Hurt on March 27, 2026",
        "(301) 555-0199",
        "Spanish",
        f"version {wording.version}",
    ):
        assert said in text


def test_red_flags_stand_before_everything_else(desk, office):
    request = make_request(location=office, is_urgent=True, red_flags=["You cannot feel the saddle area"])

    headings = [words for _level, words in page(desk, request.get_absolute_url()).main.headings]
    assert headings[1] == "Red flags: call now"


def test_what_the_patient_typed_is_text_and_never_markup(desk, office):
    request = make_request(location=office, name="<b>Bo</b>", reason="<script>alert(1)</script>")

    html = desk.get(request.get_absolute_url()).content.decode()
    assert "<script>alert" not in html
    assert "<b>Bo" not in html


def test_opening_is_written_down(desk, user, office):
    request = make_request(location=office)

    desk.get(request.get_absolute_url())
    assert records("opened") == [(user.username, request.reference, "")]


def test_what_cannot_be_written_down_is_not_shown(desk, office, monkeypatch):
    def full(*args, **kwargs):
        raise OSError("disk full")

    request = make_request(location=office)
    monkeypatch.setattr("appointments.views.staff_small_forms.record_access", full)

    with pytest.raises(OSError, match="disk full"):
        desk.get(request.get_absolute_url())


def test_another_offices_request_is_as_missing_as_one_that_never_was(desk):
    elsewhere, missing = make_request(), "A" * 10

    answers = [desk.get(f"/staff/requests/{reference}/") for reference in (elsewhere.reference, missing)]
    assert [answer.status_code for answer in answers] == [404, 404]
    bodies = [answer.content.decode().replace(elsewhere.reference, missing) for answer in answers]
    assert bodies[0] == bodies[1]
    assert records("opened") == []


def test_the_title_names_the_reference_and_nobody(desk, office):
    request = make_request(location=office)

    title = page(desk, request.get_absolute_url()).title
    assert request.spoken_reference in title
    assert "Quill" not in title


def test_other_requests_of_the_same_person_are_named_if_one_may_read_them(desk, office):
    request = make_request(location=office)
    same_phone = make_request(location=office, email="", status="closed")
    same_mail = make_request(location=office, phone="+13015550101")
    stranger = make_request(location=office, phone="+13015550102", email="other@example.org")
    elsewhere = make_request()

    text = page(desk, request.get_absolute_url()).main.text
    assert same_phone.spoken_reference in text
    assert same_mail.spoken_reference in text
    assert stranger.spoken_reference not in text
    assert elsewhere.spoken_reference not in text


def test_its_story_says_who_did_what(desk, user, office):
    request = make_request(location=office, created_at=timezone.now() - timedelta(days=2))
    handling.log_call(request, "reached", user)
    handling.add_note(request, "Prefers Tuesdays.", user)

    text = page(desk, request.get_absolute_url()).main.text
    assert f"Reached {user.username}" in text
    assert f"Contacted {user.username}" in text
    assert "New Patient" in text
    assert f"Prefers Tuesdays. {user.username}" in text


def test_marks_are_said_in_words(desk, office):
    request = make_request(location=office, suspicions=["too_quick"])

    assert "It was sent within three seconds." in page(desk, request.get_absolute_url()).main.text


def test_without_the_key_there_is_a_page_that_says_so(desk, office, settings):
    request = make_request(location=office)
    settings.FIELD_KEYS = ["another key, of at least thirty-two letters"]

    response = desk.get(request.get_absolute_url())
    assert response.status_code == 503
    assert "the key that opens it is not among the site’s keys" in response.content.decode()
    assert records("opened") == []


def test_a_request_of_any_office_opens_for_a_manager(client):
    request = make_request()

    client.force_login(make_manager())
    assert "Xanthippe Quill" in page(client, request.get_absolute_url()).main.text
