"""Announcements stand above every public page from one moment to another, and cost one query."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from practice.models import Announcement, Practice
from publishing import remembered
from tests.factories import make_practice, make_staff
from tests.pages.reading import parse, read
from tests.practice.library import make_announcement
from tests.publishing.admin_pages import errors_of, form_of
from tests.publishing.conftest import hands

__all__ = ["hands"]

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOW = timezone.now()
DAY = timedelta(days=1)
EVERY_PAGE = [
    "/",
    "/treatments/",
    "/conditions/",
    "/locations/",
    "/faqs/",
    "/search/",
    "/appointments/request/",
    "/contact/",
]


def said_on(client, address="/") -> str:
    sections = read(client, address).all("section", aria_label="Announcements")
    return sections[0].text if sections else ""


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_every_page_says_it_above_its_text(client, address):
    make_announcement(text="Offices close at 2 pm on Friday.")

    page = read(client, address)

    section = page.one("section", aria_label="Announcements")
    assert section.text == "Offices close at 2 pm on Friday."
    assert "role" not in section.attributes
    parts = list(page.walk())
    assert parts.index(page.all("header")[0]) < parts.index(section) < parts.index(page.main)


def test_a_missing_page_says_it_too(client):
    make_announcement(text="Snow.")

    assert "Snow." in read(client, "/nowhere/", status=404).text


def test_a_page_without_announcements_has_no_empty_place_for_them(client):
    make_practice()

    assert read(client, "/").all("section", aria_label="Announcements") == []


def test_what_matters_says_so_in_words(client):
    make_announcement(text="Closed.", level="important", link_text="See our hours", link_path="/locations/")

    section = read(client, "/").one("section", aria_label="Announcements")

    assert section.text == "Important: Closed. See our hours"
    assert section.links == ["/locations/"]


def test_only_what_is_due_is_said_in_the_order_of_staff(client):
    make_announcement(text="Second.", position=2)
    make_announcement(text="First.", position=1)
    make_announcement(text="Hidden draft.", publish_from=None, publish_until=None)
    make_announcement(text="Hidden plan.", publish_from=NOW + DAY / 2)
    make_announcement(text="Hidden past.", publish_until=NOW - timedelta(hours=1))

    assert said_on(client) == "First. Second."


def test_it_costs_one_query_however_many_there_are(client):
    make_practice()
    costs = []
    for count in (1, 3):
        while Announcement.objects.count() < count:
            make_announcement()
        with CaptureQueriesContext(connection) as asked:
            assert len(Practice.objects.current().current_announcements) == count
        costs.append(len(asked))

    assert costs == [5, 5]
    assert len([query for query in asked if "practice_announcement" in query["sql"]]) == 1


def test_what_is_over_is_not_even_read():
    make_announcement(publish_until=NOW - timedelta(hours=1))
    kept = make_announcement(publish_from=NOW + DAY / 2)

    assert list(Announcement.objects.not_over()) == [kept]


# --- By itself --------------------------------------------------------------------------------------------------------


def test_it_appears_and_disappears_by_itself_on_a_kept_page(client, hands):
    make_announcement(
        text="Snow.",
        publish_from=hands.now() + timedelta(seconds=30),
        publish_until=hands.now() + timedelta(seconds=90),
    )

    seen = []
    for seconds in (1, 28, 1, 59, 1):
        hands.forward(seconds)
        seen.append("Snow." in client.get("/faqs/").content.decode())

    assert seen == [False, False, True, True, False]


def test_nobody_keeps_a_page_beyond_the_end_of_an_announcement(client, hands):
    make_announcement(publish_until=hands.now() + timedelta(seconds=20))

    response = client.get("/faqs/")

    assert response["Cache-Control"] == "public, max-age=0, s-maxage=20"


def test_a_form_remembers_it_while_the_database_is_away_and_ends_it_on_time(client, monkeypatch, hands):
    make_announcement(text="Snow.", publish_until=hands.now() + timedelta(seconds=60))
    remembered.forget()
    practice = Practice.objects.current()
    with connection.execute_wrapper(lambda *anything: pytest.fail("the database was asked")):
        before = [announcement.text for announcement in practice.current_announcements]
        hands.forward(61)
        after = practice.current_announcements

    assert (before, after) == (["Snow."], [])


# --- What cannot be stored --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"link_text": "See"}, "link_complete"),
        ({"link_path": "/locations/"}, "link_complete"),
        ({"link_text": "See", "link_path": "https://evil.example/"}, "link_stays_on_site"),
        ({"link_text": "See", "link_path": "//evil.example/"}, "link_stays_on_site"),
        ({"level": "danger"}, "level_known"),
        ({"publish_until": NOW - 2 * DAY}, "window_in_order"),
    ],
)
def test_what_makes_no_sense_is_refused(change, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make_announcement(**change)


@pytest.mark.parametrize(
    "path", ["locations/", "/locations", "//evil.example/", "https://x.example/", "/a b/", "/\\x/"]
)
def test_a_link_that_is_no_page_of_ours_is_refused_in_words(path):
    make_practice()

    with pytest.raises(ValidationError, match="begins and ends with /"):
        Announcement(text="x", link_text="See", link_path=path).full_clean()


@pytest.mark.parametrize("path", ["/", "/contact/", "/locations/frederick/", "/faqs/#medicines"])
def test_a_link_to_a_page_of_ours_is_accepted(path):
    make_practice()

    Announcement(text="x", link_text="See", link_path=path).full_clean()


def test_an_announcement_is_short():
    make_practice()

    with pytest.raises(ValidationError, match="at most 200"):
        Announcement(text="x" * 201).full_clean()


# --- The staff's desk -------------------------------------------------------------------------------------------------

ADD = "/admin/practice/announcement/add/"


def test_staff_write_an_announcement_that_every_page_then_says(client):
    make_practice()
    client.force_login(make_staff())
    fields = form_of(client.get(ADD), "announcement_form")

    client.post(ADD, {**fields, "text": "Snow.", "publish_from_0": "2026-01-05", "publish_from_1": "08:00:00"})

    assert said_on(client) == "Snow."
    assert list(Announcement.objects.without_end()) == [Announcement.objects.get()]


def test_staff_are_told_about_half_a_link(client):
    make_practice()
    client.force_login(make_staff())
    fields = form_of(client.get(ADD), "announcement_form")

    response = client.post(ADD, {**fields, "text": "Snow.", "link_text": "See"})

    assert "link needs both" in parse(response.content.decode()).text or "link needs both" in errors_of(response)
    assert not Announcement.objects.exists()


def test_before_there_is_a_practice_nothing_can_be_announced(client):
    client.force_login(make_staff())

    assert client.get(ADD).status_code == 403


def test_the_front_desk_does_not_write_announcements(client):
    make_announcement()
    client.force_login(make_staff(role="front desk"))

    assert client.get(reverse("admin:practice_announcement_changelist")).status_code in (302, 403)
