"""What staff do with a request: the next step, calls, notes, who takes care, links; and two people at once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from appointments.manage_links import is_usable, public_id_of
from appointments.models import AppointmentRequest, OutgoingMail, Reception
from appointments.services import handling
from tests.appointments.factories import make_front_desk, make_request
from tests.appointments.inbox import assign_seen, records, seen
from tests.locations.factories import make_location
from tests.pages.reading import parse

pytestmark = [pytest.mark.django_db, pytest.mark.database]

YEAR = timezone.localdate().year + 1
MONDAY = next(day for day in (date(YEAR, 3, 1) + timedelta(n) for n in range(7)) if day.weekday() == 0)
SPRING_FORWARD = next(
    day for day in (date(YEAR, 3, 8) + timedelta(n) for n in range(7)) if day.weekday() == 6
)  # the second Sunday of March


@pytest.fixture
def request_of(office):
    return make_request(location=office)


def act(desk, sending, action, **fields):
    return desk.post(f"{sending.get_absolute_url()}{action}/", fields)


def schedule(desk, sending, day, clock="10:00", **fields):
    values = {"status": "scheduled", "visit_date": f"{day}", "visit_time": clock, "seen": seen(sending), **fields}
    return act(desk, sending, "status", **values)


def problem(response) -> str:
    """What the summary of errors says."""
    assert response.status_code == 422
    return parse(response.content.decode()).one(id="error-summary").text


def test_a_step_changes_the_status_and_says_who(desk, user, request_of):
    act(desk, request_of, "status", status="contacted", seen=seen(request_of))

    request_of.refresh_from_db()
    assert request_of.status == "contacted"
    assert request_of.status_changes.last().by == user
    assert records("changed") == [(user.username, request_of.reference, "status: contacted")]


def test_a_visit_is_set_on_the_offices_clock(client):
    chicago = make_location(time_zone="America/Chicago")
    client.force_login(make_front_desk(chicago))
    request = make_request(location=chicago)
    schedule(client, request, MONDAY)

    request.refresh_from_db()
    assert request.status == "scheduled"
    assert request.visit_at == datetime(MONDAY.year, MONDAY.month, MONDAY.day, 16, tzinfo=UTC)


def test_a_set_visit_can_get_another_time(desk, request_of):
    schedule(desk, request_of, MONDAY)
    request_of.refresh_from_db()
    schedule(desk, request_of, MONDAY, "11:30")

    request_of.refresh_from_db()
    assert timezone.localtime(request_of.visit_at).hour == 11


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"visit_date": ""}, "Enter the day of the visit."),
        ({"visit_time": ""}, "Enter the time of the visit."),
        ({"visit_date": "2020-03-02"}, "That day is over."),
        ({"visit_date": "0001-01-01"}, "That day is over."),
        ({"visit_date": "9999-12-31"}, "more than two years"),
        ({"visit_date": "soon"}, "Enter the day of the visit, such as"),
        ({"visit_time": "25:99"}, "Enter the time of the visit, such as"),
        ({"visit_date": f"{SPRING_FORWARD}", "visit_time": "02:30"}, "no such time on that day"),
        ({"status": "seen"}, "Choose one of the steps."),
        ({"status": ""}, "Choose the next step."),
        ({"status": "purged"}, "Choose one of the steps."),
    ],
)
def test_what_cannot_be_a_visit_is_refused_in_words(desk, request_of, changes, sentence):
    fields = {"status": "scheduled", "visit_date": f"{MONDAY}", "visit_time": "10:00", "seen": seen(request_of)}

    response = act(desk, request_of, "status", **{**fields, **changes})
    assert sentence in problem(response)
    request_of.refresh_from_db()
    assert request_of.status == "new"


def test_a_time_of_today_that_is_over_is_refused(desk, request_of):
    just_now = timezone.localtime() - timedelta(minutes=1)

    response = schedule(desk, request_of, just_now.date(), f"{just_now:%H:%M}")
    assert "That time is over." in problem(response)


def test_outside_the_offices_hours_one_has_to_mean_it(desk, request_of):
    sunday = MONDAY + timedelta(days=6)
    response = schedule(desk, request_of, sunday)
    assert "The office is closed then." in problem(response)
    assert parse(response.content.decode()).one("input", name="even_if_closed")

    schedule(desk, request_of, sunday, even_if_closed="on")
    request_of.refresh_from_db()
    assert request_of.status == "scheduled"


def test_a_step_on_top_of_a_colleagues_step_is_refused_once(desk, office, request_of):
    before = seen(request_of)
    handling.change_status(request_of, "contacted", make_front_desk(office))
    response = schedule(desk, request_of, MONDAY, seen=before)
    assert "Somebody else was quicker: it is now “Contacted”." in problem(response)
    form = parse(response.content.decode())
    assert form.one("input", name="visit_time").attributes["value"] == "10:00"

    again = form.one("form", action=f"{request_of.get_absolute_url()}status/").one("input", name="seen")
    schedule(desk, request_of, MONDAY, seen=again.attributes["value"])
    request_of.refresh_from_db()
    assert request_of.status == "scheduled"


def test_two_who_save_in_the_same_moment_cannot_both_win(user, request_of):
    mine, theirs = (type(request_of).objects.get(pk=request_of.pk) for _ in range(2))
    handling.change_status(mine, "contacted", user)

    with pytest.raises(Exception, match="Somebody else has just changed this request"):
        handling.change_status(theirs, "closed", user)


def test_somebody_takes_care(desk, user, request_of):
    act(desk, request_of, "assign", assignee=user.pk, seen=assign_seen(request_of))

    request_of.refresh_from_db()
    assert request_of.assigned_to == user


def test_taking_what_a_colleague_has_taken_meanwhile_is_said_first(desk, user, office, request_of):
    colleague = make_front_desk(office)
    handling.assign(request_of, colleague, colleague)

    response = act(desk, request_of, "assign", assignee=user.pk, seen=f"{office.pk}/")
    assert f"Meanwhile {colleague.username} has taken this." in problem(response)
    request_of.refresh_from_db()
    assert request_of.assigned_to == colleague


def test_only_those_who_may_read_it_can_take_care_of_it(desk, request_of):
    elsewhere = make_front_desk(make_location())

    response = act(desk, request_of, "assign", assignee=elsewhere.pk, seen=assign_seen(request_of))
    assert "Choose somebody from the list." in problem(response)


def test_a_request_moves_to_the_office_where_the_patient_wants_to_go(desk, user, office, request_of):
    other = make_location(title="Office by the Sea")
    Reception.objects.create(location=other, email="sea@example.org")
    handling.assign(request_of, user, user)
    promised = request_of.promised_by

    response = act(desk, request_of, "move", location=other.pk, seen=seen(request_of))

    assert response.url == "/staff/"
    request_of.refresh_from_db()
    assert (request_of.location, request_of.assigned_to, request_of.promised_by) == (other, None, promised)
    assert request_of.notes.get().text == f"Moved from {office.title} to Office by the Sea."
    assert OutgoingMail.objects.get().recipient == "sea@example.org"
    assert records("changed")[-1][2] == f"moved from office {office.pk} to {other.pk}"


def test_a_visit_at_the_old_office_is_no_longer_set_after_a_move(desk, user, office, request_of):
    schedule(desk, request_of, MONDAY)
    request_of.refresh_from_db()
    other = make_location()

    act(desk, request_of, "move", location=other.pk, seen=seen(request_of))

    request_of.refresh_from_db()
    assert (request_of.status, request_of.visit_at, request_of.first_visit_offered) == ("contacted", None, None)
    assert [change.status for change in request_of.status_changes.all()][-1] == "contacted"


def test_the_second_of_two_clicks_on_move_it_is_no_mistake(desk, user, office, request_of):
    other, before = make_location(), seen(request_of)

    for _ in range(2):
        response = act(desk, request_of, "move", location=other.pk, seen=before)
        assert (response.status_code, response.url) == (302, "/staff/")

    assert request_of.notes.count() == 1


def test_an_office_without_mail_has_to_be_called(desk, office, request_of):
    response = desk.post(
        f"{request_of.get_absolute_url()}move/",
        {"location": make_location().pk, "seen": seen(request_of)},
        follow=True,
    )

    assert "No mail tells that office: call it." in response.content.decode()


def test_a_page_from_before_a_move_sets_no_visit_at_the_new_office(user, office, request_of, client):
    other = make_location(time_zone="America/Chicago")
    user.office_memberships.create(location=other)
    client.force_login(user)
    before = seen(request_of)
    act(client, request_of, "move", location=other.pk, seen=before)

    response = schedule(client, request_of, MONDAY, seen=before)

    assert f"Meanwhile somebody gave it to {other.title}." in problem(response)


def test_a_page_from_before_a_visit_was_set_moves_nothing(desk, request_of):
    before = seen(request_of)
    schedule(desk, request_of, MONDAY)

    response = act(desk, request_of, "move", location=make_location().pk, seen=before)

    assert "Somebody else was quicker" in problem(response)


@pytest.mark.parametrize("status", ["seen", "closed", "withdrawn"])
def test_what_is_over_stays_with_its_office(desk, user, office, status):
    request = make_request(location=office, status=status)

    assert "Another office" not in desk.get(request.get_absolute_url()).content.decode()
    with pytest.raises(ValidationError, match="stays with its office"):
        handling.move(request, make_location(), user)


def test_what_was_moved_meanwhile_is_not_changed_by_who_looked_before(user, office, request_of):
    looked_before = AppointmentRequest.objects.get(pk=request_of.pk)
    handling.move(request_of, make_location(), user)

    for change in (
        lambda: handling.assign(looked_before, user, user),
        lambda: handling.change_status(looked_before, "contacted", user),
    ):
        with pytest.raises(ValidationError, match="Somebody else"):
            change()


def test_the_office_that_has_it_now_hears_that_the_patient_took_it_back(user, office, request_of):
    other = make_location()
    Reception.objects.create(location=other, email="sea@example.org")
    looked_before = AppointmentRequest.objects.get(pk=request_of.pk)
    handling.move(request_of, other, user)

    assert handling.withdraw(looked_before)

    assert [mail.recipient for mail in OutgoingMail.objects.order_by("pk")] == ["sea@example.org"] * 2


def test_who_still_reads_it_stays_with_it(desk, user, office, request_of):
    other = make_location()
    user.office_memberships.create(location=other)

    assert act(desk, request_of, "move", location=other.pk, seen=seen(request_of)).url == request_of.get_absolute_url()


def test_a_move_on_top_of_a_colleagues_move_is_said_first(desk, user, office, request_of):
    first, second = make_location(title="First"), make_location()
    user.office_memberships.create(location=first)
    act(desk, request_of, "move", location=first.pk, seen=seen(request_of))

    response = act(desk, request_of, "move", location=second.pk, seen=seen(request_of))

    assert "Meanwhile somebody gave it to First." in problem(response)
    request_of.refresh_from_db()
    assert request_of.location == first


def test_it_cannot_move_to_where_it_is_or_to_an_office_that_is_not_shown(desk, office, request_of):
    hidden = make_location(
        publish_until=timezone.now() - timedelta(days=1), publish_from=timezone.now() - timedelta(days=2)
    )

    for choice in (office.pk, hidden.pk, "", "x"):
        response = act(desk, request_of, "move", location=choice, seen=seen(request_of))
        assert "the office" in problem(response) or "an office" in problem(response)
    request_of.refresh_from_db()
    assert request_of.location == office


def test_a_call_is_written_down_and_reaching_a_new_patient_is_a_step(desk, user, request_of):
    act(desk, request_of, "calls", outcome="no_answer")
    act(desk, request_of, "calls", outcome="reached")

    request_of.refresh_from_db()
    assert [call.outcome for call in request_of.calls.all()] == ["no_answer", "reached"]
    assert request_of.status == "contacted"


def test_a_note_is_added(desk, user, request_of):
    act(desk, request_of, "notes", text="Prefers Tuesdays.")

    note = request_of.notes.get()
    assert (note.text, note.by) == ("Prefers Tuesdays.", user)


def test_a_refused_note_is_still_in_its_field(desk, request_of):
    text = "Prefers Tuesdays. " * 300
    response = act(desk, request_of, "notes", text=text)

    assert "Make the note shorter" in problem(response)
    assert parse(response.content.decode()).one("textarea", name="text").source.strip() == text.strip()
    assert not request_of.notes.exists()


def test_a_new_link_ends_the_old_and_is_shown_once(desk, request_of):
    old = request_of.manage_links.get()
    response = act(desk, request_of, "new-link")

    shown = parse(response.content.decode()).one("input", id="new-link").attributes["value"]
    new = request_of.manage_links.exclude(pk=old.pk).get()
    assert public_id_of(shown.rstrip("/").rpartition("/")[2]) == new.public_id
    assert shown not in desk.get(request_of.get_absolute_url()).content.decode()
    old.refresh_from_db()
    assert not is_usable(old, timezone.now())


def test_links_can_be_ended(desk, request_of):
    act(desk, request_of, "end-links")

    assert not is_usable(request_of.manage_links.get(), timezone.now())


def test_marks_are_cleared_by_whoever_looked(desk, user, office):
    request = make_request(location=office, suspicions=["too_quick"])
    act(desk, request, "checked")

    request.refresh_from_db()
    assert request.suspicions == []
    assert records("changed") == [(user.username, request.reference, "marks cleared")]


def test_a_withdrawn_request_offers_no_step(desk, office):
    request = make_request(location=office, status="withdrawn")

    response = act(desk, request, "status", status="contacted", seen=seen(request))
    assert "Choose one of the steps." in problem(response)
    assert "The patient took this request back." in response.content.decode()


def test_without_the_forms_token_nothing_is_changed(user, request_of):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)

    assert act(strict, request_of, "notes", text="From elsewhere").status_code == 403
    assert not request_of.notes.exists()
