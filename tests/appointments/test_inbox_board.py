"""The board: what stands on it for whom, in which order, and what it does not show."""

from datetime import timedelta

import pytest
from django.utils import timezone

from appointments.staff_words import standing
from tests.appointments.factories import make_front_desk, make_manager, make_request
from tests.appointments.inbox import page, queries, records, references
from tests.factories import make_staff
from tests.locations.factories import make_location

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TODAY = timezone.localdate()


@pytest.fixture
def office():
    return make_location(title="Frederick office")


@pytest.fixture
def desk(client, office):
    client.force_login(make_front_desk(office))
    return client


def days(number):
    return timedelta(days=number)


def test_the_front_desk_sees_the_requests_of_its_own_offices_only(desk, office):
    mine = make_request(location=office)
    make_request()

    assert references(desk.get("/staff/")) == [mine.reference]


def test_a_manager_sees_every_office(client, office):
    both = {make_request(location=office).reference, make_request().reference}

    client.force_login(make_manager())
    assert set(references(client.get("/staff/"))) == both


def test_urgent_comes_first_then_what_was_promised_first(desk, office):
    later = make_request(location=office, promised_by=TODAY + days(9))
    sooner = make_request(location=office, promised_by=TODAY + days(2))
    urgent = make_request(location=office, promised_by=TODAY + days(12), is_urgent=True)
    contacted = make_request(location=office, status="contacted", promised_by=TODAY)

    expected = [each.reference for each in (urgent, sooner, later, contacted)]
    assert references(desk.get("/staff/")) == expected


def test_the_clock_says_how_many_days_are_left(desk, office):
    for left in (-2, 0, 5):
        make_request(location=office, promised_by=TODAY + days(left))

    text = page(desk, "/staff/").main.text
    assert "2 days overdue" in text
    assert "Due today" in text
    assert "5 days left" in text


def test_nothing_is_owed_once_a_visit_is_set(desk, office):
    make_request(location=office, status="scheduled", promised_by=TODAY - days(2))

    table = page(desk, "/staff/").main.one("table").text
    assert "overdue" not in table
    assert "Visit" in table


def test_the_board_shows_initials_and_nothing_else_of_the_patient(desk, office):
    make_request(location=office, reason="Numb toes", zip_code="21701")

    html = desk.get("/staff/").content.decode()
    assert "X. Q." in html
    for typed in ("Xanthippe", "Quill", "5550147", "example.org", "Numb toes", "Sample Health Plan"):
        assert typed not in html


def test_looking_at_the_board_is_no_reading(desk, office):
    make_request(location=office)

    desk.get("/staff/")
    assert records("opened") == records("listed") == []


def test_finished_requests_are_shown_on_request(desk, office):
    closed = make_request(location=office, status="closed")

    assert references(desk.get("/staff/")) == []
    assert references(desk.get("/staff/?status=closed")) == [closed.reference]
    assert references(desk.get("/staff/?status=all")) == [closed.reference]


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("urgent=on", {"is_urgent": True}),
        ("earlier=on", {"wants_earlier_visit": True}),
        ("due=overdue", {"promised_by": TODAY - days(1)}),
        ("due=today", {"promised_by": TODAY}),
        ("payer=self_pay", {"payer": "self_pay"}),
        ("age=3", {"created_at": timezone.now() - days(4)}),
        ("status=contacted", {"status": "contacted"}),
    ],
)
def test_each_filter_leaves_what_it_says(desk, office, query, fields):
    make_request(location=office, promised_by=TODAY + days(10))
    wanted = make_request(location=office, **{"promised_by": TODAY + days(10), **fields})

    assert references(desk.get(f"/staff/?{query}")) == [wanted.reference]


def test_requests_of_one_person_or_of_nobody(client, office):
    user, colleague = make_front_desk(office), make_front_desk(office)
    mine = make_request(location=office, assigned_to=user)
    theirs = make_request(location=office, assigned_to=colleague)
    nobodys = make_request(location=office)

    client.force_login(user)
    assert references(client.get("/staff/?care=me")) == [mine.reference]
    assert references(client.get("/staff/?care=nobody")) == [nobodys.reference]
    assert references(client.get(f"/staff/?care={colleague.pk}")) == [theirs.reference]


def test_an_office_of_others_cannot_be_asked_for(desk, office):
    elsewhere = make_request()
    mine = make_request(location=office)

    response = desk.get(f"/staff/?office={elsewhere.location_id}")
    assert references(response) == [mine.reference]
    assert "A filter in this address is not known here" in response.content.decode()


def test_the_links_to_other_pages_keep_the_filters(desk, office):
    for _ in range(31):
        make_request(location=office, is_urgent=True)

    first = page(desk, "/staff/?urgent=on&junk=1")
    assert "?urgent=on&page=2" in first.main.links
    assert len(references(desk.get("/staff/?urgent=on&page=2"))) == 1


@pytest.mark.parametrize("role", ["front desk", "manager"])
def test_the_number_of_queries_does_not_grow_with_the_rows(client, office, role):
    user = make_staff(role=role)
    user.office_memberships.create(location=office)
    client.force_login(user)
    make_request(location=office, assigned_to=user)
    client.get("/staff/")

    counts = []
    for _ in range(2):
        counts.append(queries(client, "/staff/"))
        for _ in range(29):
            make_request(location=office, assigned_to=user)
    assert counts[0] == counts[1]
    assert counts[0] <= 20


def test_a_key_that_is_gone_hides_the_initials_and_nothing_else(desk, office, settings):
    request = make_request(location=office)
    settings.FIELD_KEYS = ["another key, of at least thirty-two letters"]

    response = desk.get("/staff/")
    assert references(response) == [request.reference]
    assert "X. Q." not in response.content.decode()


def test_the_page_is_kept_by_nobody(desk):
    assert desk.get("/staff/").headers["Cache-Control"] == "private, no-store"


def test_the_summary_counts_what_this_person_may_read(desk, office):
    make_request(location=office, promised_by=TODAY - days(1))
    make_request(location=office, promised_by=TODAY, status="contacted")
    make_request(promised_by=TODAY - days(1))
    over = timezone.now() - timedelta(hours=2)
    make_request(location=office, status="scheduled", visit_at=over, promised_by=TODAY + days(5))
    make_request(
        location=office, is_urgent=True, promised_by=TODAY + days(5), created_at=timezone.now() - timedelta(days=3)
    )

    summary = page(desk, "/staff/").main.one("ul", aria_label="What waits").text
    assert "1 Overdue" in summary
    assert "1 Due today" in summary
    assert "1 Urgent, not called yet" in summary
    assert "1 Visit is over" in summary
    assert len(references(desk.get("/staff/?due=visit_over"))) == 1
    assert "1 New since yesterday" in summary
    assert "Mail" not in summary


@pytest.mark.parametrize(
    ("promised_in", "visit_in", "words"),
    [(2, 5, "Visit after the promise"), (9, 5, ""), (9, -1, "Visit has passed: seen?")],
)
def test_a_visit_that_breaks_the_promise_or_has_passed_is_said(promised_in, visit_in, words):
    now = timezone.now()
    request = make_request(
        status="scheduled",
        promised_by=(now + timedelta(days=promised_in)).date(),
        visit_at=now + timedelta(days=visit_in),
    )

    assert standing(request, now)[0] == words
