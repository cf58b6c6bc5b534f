"""The front desk finds a new request, calls, sets a visit, and leaves the rest to a colleague."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from appointments.models import AccessRecord
from tests.appointments.factories import make_front_desk, make_request
from tests.locations.factories import make_location
from tests.pages.reading import parse

pytestmark = pytest.mark.django_db

YEAR = timezone.localdate().year + 1
MONDAY = next(day for day in (date(YEAR, 3, 1) + timedelta(n) for n in range(7)) if day.weekday() == 0)


@pytest.fixture
def office():
    return make_location(title="Frederick office")


@pytest.fixture
def receptionist(office):
    return make_front_desk(office)


@pytest.fixture
def desk(client, receptionist):
    client.force_login(receptionist)
    return client


@pytest.fixture
def patients_request(office):
    return make_request(location=office, promised_by=timezone.localdate())


def show(response):
    return parse(response.content.decode()).main


def press(desk, page, button: str, **typed):
    """Sends the form of that button with what is hidden in it and what is typed."""
    form = next(form for form in page.all("form") if button in [each.text for each in form.all("button")])
    hidden = {field.attributes["name"]: field.attributes.get("value", "") for field in form.all("input", type="hidden")}
    return show(desk.post(form.attributes["action"], {**hidden, **typed}, follow=True))


def test_from_the_first_page_of_the_admin_to_a_set_visit(desk, receptionist, patients_request):
    start = show(desk.get("/admin/"))
    assert "1 Due today" in start.text
    board = show(desk.get("/staff/?due=today"))
    (link,) = [link for link in board.links if "/requests/" in link]

    page = show(desk.get(link))
    assert "Xanthippe Quill" in page.text
    page = press(desk, page, "Write down the call", outcome="reached")
    assert "The call is written down." in page.text
    page = press(desk, page, "Save the step", status="scheduled", visit_date=f"{MONDAY}", visit_time="09:30")
    assert f"{MONDAY:%A, %B} {MONDAY.day}, {MONDAY.year}, 9:30 AM" in page.text

    steps = [(step.status, step.by) for step in patients_request.status_changes.all()]
    assert steps == [("new", None), ("contacted", receptionist), ("scheduled", receptionist)]
    assert "Due today" not in show(desk.get("/staff/")).one("table").text


def test_nobody_answers_so_a_note_and_a_colleague_take_over(desk, office, patients_request):
    colleague = make_front_desk(office)
    address = patients_request.get_absolute_url()
    page = press(desk, show(desk.get(address)), "Write down the call", outcome="no_answer")
    page = press(desk, page, "Add the note", text="Try again after 5.")
    press(desk, page, "Save", assignee=colleague.pk)

    desk.force_login(colleague)
    (link,) = [link for link in show(desk.get("/staff/?care=me")).links if "/requests/" in link]
    page = show(desk.get(link))
    assert "No answer" in page.text
    assert "Try again after 5." in page.text


def test_a_patient_calls_about_a_request(desk, patients_request):
    board = show(desk.get("/staff/"))
    found = press(desk, board, "Find", sought="301-555-0147")

    assert patients_request.spoken_reference in found.text


def test_every_look_can_be_accounted_for(desk, receptionist, patients_request):
    press(desk, show(desk.get("/staff/")), "Find", sought="301-555-0147")
    press(desk, show(desk.get(patients_request.get_absolute_url())), "Write down the call", outcome="no_answer")

    rows = AccessRecord.objects.order_by("pk").values_list("by", "action", "reference")
    assert {row[0] for row in rows} == {receptionist.pk}
    assert {row[2] for row in rows} == {patients_request.reference}
    assert [row[1] for row in rows] == ["searched", "opened", "changed", "opened"]
