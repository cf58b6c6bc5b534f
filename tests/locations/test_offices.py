"""Offices as rows, as pages and on the staff's desk."""

import json
import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from locations.content_files import read_hours
from locations.models import Location, OpeningHours, SpecialHours
from locations.services import fill_coordinates
from publishing.page_cache import pages
from tests.locations.factories import make_location

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = date(2026, 3, 4)


BROKEN = {
    "another state": {"state": "NY"},
    "half a position": {"latitude": 39.0, "longitude": None},
    "a position beyond the poles": {"latitude": 91.0},
    "reopened without being closed": {"closed_from": None, "reopens_on": TODAY},
    "reopened before it closed": {"closed_from": TODAY, "reopens_on": TODAY - timedelta(days=1)},
}


@pytest.mark.parametrize("changes", BROKEN.values(), ids=BROKEN)
def test_the_database_refuses(changes):
    location = make_location()

    with pytest.raises(IntegrityError), transaction.atomic():
        Location.objects.filter(pk=location.pk).update(**changes)


def test_the_same_span_twice_is_refused():
    location = make_location()
    OpeningHours.objects.create(location=location, weekday=6, opens="08:00", closes="12:00")

    with pytest.raises(IntegrityError), transaction.atomic():
        OpeningHours.objects.create(location=location, weekday=6, opens="08:00", closes="13:00")


@pytest.mark.parametrize("times", [{"opens": "08:00"}, {"closes": "08:00"}])
def test_special_hours_have_both_times_or_none(times):
    location = make_location()

    with pytest.raises(IntegrityError), transaction.atomic():
        SpecialHours.objects.create(location=location, date=TODAY, **times)


def test_a_closed_day_stands_in_the_list_once():
    location = make_location()
    SpecialHours.objects.create(location=location, date=TODAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        SpecialHours.objects.create(location=location, date=TODAY)


def test_an_office_without_coordinates_takes_the_middle_of_its_zip_code(places):
    location = Location(zip_code="21701-1234", latitude=None, longitude=None)

    assert fill_coordinates(location)
    assert (round(location.latitude, 1), round(location.longitude, 1)) == (39.4, -77.3)


def test_coordinates_that_staff_adjusted_stay(places):
    location = Location(zip_code="21701", latitude=39.5, longitude=-77.5)

    assert fill_coordinates(location)
    assert (location.latitude, location.longitude) == (39.5, -77.5)


def test_an_office_with_an_unknown_zip_code_is_not_complete(places):
    location = make_location(latitude=None, longitude=None, zip_code="00000")

    assert not fill_coordinates(location)
    assert location.missing_to_publish()


def test_the_page_says_what_it_tells_search_engines(client):
    location = make_location()

    page = client.get(location.get_absolute_url()).content.decode()
    clinic = clinic_of(page)
    assert (clinic["geo"]["latitude"], clinic["geo"]["longitude"]) == (location.latitude, location.longitude)
    assert clinic["telephone"] == location.phone.as_e164
    assert clinic["address"]["postalCode"] in page
    assert location.phone.as_national in page


def test_a_page_about_hours_is_not_kept_beyond_midnight(client):
    location = make_location()
    client.get(location.get_absolute_url())

    (kept,) = [page for key, page in pages._pages.items() if key[0] == location.get_absolute_url()]
    assert kept.good_until - timezone.now() <= timedelta(days=1)


def test_a_page_about_hours_ends_at_midnight_where_the_office_is(client, monkeypatch):
    location = make_location(time_zone="America/Chicago", publish_from=datetime(2026, 1, 1, tzinfo=UTC))

    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 24, 5, 30, tzinfo=UTC))  # 11:30 pm in Chicago
    assert "Opens tomorrow at 8 am" in client.get(location.get_absolute_url()).content.decode()
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 24, 7, tzinfo=UTC))
    assert "Opens at 8 am" in client.get(location.get_absolute_url()).content.decode()


def test_a_closed_office_opens_again_on_a_day_with_hours(client, monkeypatch):
    sunday = date(2026, 11, 29)
    location = make_location(closed_from=TODAY, reopens_on=sunday, publish_from=datetime(2026, 1, 1, tzinfo=UTC))

    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 23, 15, tzinfo=UTC))
    page = client.get(location.get_absolute_url()).content.decode()
    assert "Opens again Monday, November 30." in page
    closed = {"opens": "00:00", "closes": "00:00", "validFrom": "2026-11-23", "validThrough": "2026-11-28"}
    assert special_days(page)[0] == {"@type": "OpeningHoursSpecification", **closed}


def test_a_closure_to_come_is_announced(client, monkeypatch):
    closure = {"closed_from": date(2026, 12, 14), "reopens_on": date(2026, 12, 21), "closed_because": "painting"}
    location = make_location(**closure, publish_from=datetime(2026, 1, 1, tzinfo=UTC))

    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 23, 15, tzinfo=UTC))
    page = " ".join(client.get(location.get_absolute_url()).content.decode().split())
    assert "<strong>Closed from Monday, December 14</strong>: painting. Opens again Monday, December 21." in page


def test_an_office_that_never_closes_is_not_closed_for_search_engines(client):
    location = make_location(week={day: [(time(0), time(0))] for day in range(7)}, holiday_rule="none")

    hours = clinic_of(client.get(location.get_absolute_url()).content.decode())["openingHoursSpecification"]
    assert {(day["opens"], day["closes"]) for day in hours} == {("00:00", "23:59")}


def clinic_of(page) -> dict:
    found = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)]
    return next(data for data in found if data["@type"] == "MedicalClinic")


def special_days(page) -> list[dict]:
    return clinic_of(page)["specialOpeningHoursSpecification"]


def test_a_search_is_not_kept_in_memory(client, places):
    make_location()
    client.get("/locations/?q=21701")

    assert not [key for key in pages._pages if key[0] == "/locations/"]


def test_a_posted_position_is_answered_to_nobody_else_and_stands_in_no_address(client):
    make_location(slug="near")

    answer = client.post("/locations/near-me/", {"latitude": "39.4142", "longitude": "-77.4105"})
    assert 'data-location="near"' in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "39.4142" not in answer.content.decode()
    assert not answer.cookies


@pytest.mark.parametrize("sent", [{}, {"latitude": "x", "longitude": "1"}, {"latitude": "91", "longitude": "0"}])
def test_a_position_that_cannot_be_read_gets_a_sentence(client, sent):
    answer = client.post("/locations/near-me/", sent)

    assert answer.status_code == 200
    assert "We could not read your position" in answer.content.decode()


def test_a_draft_office_is_nowhere(client):
    make_location(slug="hidden", title="Hidden office", publish_from=None)

    assert client.get("/locations/hidden/").status_code == 404
    assert "Hidden office" not in client.get("/locations/").content.decode()
    assert "hidden" not in client.get("/sitemap.xml").content.decode()


@pytest.mark.parametrize("q", ["\\", "'; DROP TABLE", "<script>alert(1)</script>", "🏥", "x" * 5000, "٢١٧٠١", "%", "_"])
def test_whatever_is_typed_gets_an_answer_and_is_kept_in_the_field(client, places, q):
    answer = client.get("/locations/", {"q": q})

    assert answer.status_code == 200
    assert "<script>alert(1)" not in answer.content.decode()


@pytest.mark.parametrize("line", ["Monday", "Funday 08:00-17:00", "Monday 8-17", "Monday 08:00", ""])
def test_hours_that_cannot_be_read_are_named(line):
    with pytest.raises(ValueError, match="Cannot read these hours"):
        read_hours(line)


@pytest.mark.django_db
def test_the_photo_of_an_office_is_shown_with_its_words(client):
    location = make_location()
    photo = {
        "picture": "office.webp",
        "picture_width": 120,
        "picture_height": 90,
        "picture_alt": "The ramp at the door.",
    }
    Location.objects.filter(pk=location.pk).update(**photo)

    page = client.get(location.get_absolute_url()).content.decode()

    assert 'src="/media/office.webp" width="120" height="90" alt="The ramp at the door."' in page
