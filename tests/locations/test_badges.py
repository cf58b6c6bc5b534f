"""Badges by state, and the measured wait in place of the promise."""

from datetime import timedelta

import pytest
from django.utils import timezone

from appointments.models import MeasuredWait
from locations.badges import badges_at, badges_everywhere, badges_in, wait_words
from tests.factories import make_practice
from tests.locations.factories import make_location
from tests.pages.reading import read
from tests.practice.ledger import WAIT, make_claim, only_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def measure(location, days=6, count=42, days_ago=0):
    measured_on = timezone.localdate() - timedelta(days=days_ago)
    return MeasuredWait.objects.create(location=location, median_days=days, count=count, measured_on=measured_on)


def badges(location):
    location.refresh_from_db()
    return badges_at(location, timezone.localdate())


def test_a_page_shows_the_badges_of_its_state(client):
    make_practice()
    make_location(slug="frederick", state="MD")
    make_claim(text="Everywhere claim")
    make_claim(text="Maryland claim", **only_in("MD"))
    make_claim(text="Virginia claim", **only_in("VA"))

    shown = {
        address: [
            words for words in ("Everywhere", "Maryland", "Virginia") if f"{words} claim" in read(client, address).text
        ]
        for address in ("/", "/locations/frederick/", "/locations/maryland/", "/locations/virginia/", "/locations/")
    }

    assert shown == {
        "/": ["Everywhere"],
        "/locations/frederick/": ["Everywhere", "Maryland"],
        "/locations/maryland/": ["Everywhere", "Maryland"],
        "/locations/virginia/": ["Everywhere", "Virginia"],
        "/locations/": [],
    }


def test_without_badges_there_is_no_heading_for_them(client):
    make_claim(evidence="")

    assert "What you can expect" not in read(client, "/").text


def test_the_measured_wait_stands_in_place_of_the_promise(client):
    location = make_location(slug="frederick")
    make_claim(**WAIT)
    measure(location)

    page = read(client, "/locations/frederick/")

    assert "Typical wait here: 6 days (median of 42 requests, last 90 days)" in page.main.text
    assert "Seen within two weeks" not in page.main.text


def test_the_measure_is_evidence_enough_at_its_office_and_nowhere_else():
    measured, other = make_location(), make_location()
    make_claim(**WAIT, evidence="")
    measure(measured)

    assert badges(measured) == ["Typical wait here: 6 days (median of 42 requests, last 90 days)"]
    assert badges(other) == badges_in("MD") == badges_everywhere() == []


def test_a_wait_is_shown_only_while_somebody_stands_for_the_claim():
    location = make_location()
    measure(location)
    make_claim(**WAIT, in_force_until=timezone.localdate() - timedelta(days=1))
    make_claim(**WAIT, **only_in("PA"))

    assert badges(location) == []


def test_an_unmeasured_office_shows_the_promise_when_it_is_proven():
    make_claim(**WAIT)

    assert badges(make_location()) == ["Seen within two weeks"]


def test_a_measure_that_stopped_is_not_shown():
    location = make_location()
    make_claim(**WAIT, evidence="")
    measure(location, days_ago=8)

    assert badges(location) == []


def test_a_measure_of_a_week_ago_is_shown():
    location = make_location()
    make_claim(**WAIT, evidence="")
    measure(location, days_ago=7)

    assert len(badges(location)) == 1


def test_a_longer_measured_wait_takes_the_promise_from_every_page_it_concerns():
    make_claim(**WAIT)
    measure(make_location(state="MD"), days=15)

    assert badges_everywhere() == badges_in("MD") == []
    assert badges_in("VA") == ["Seen within two weeks"]


def test_a_wait_at_an_office_that_is_not_public_refutes_nothing():
    make_claim(**WAIT)
    measure(make_location(publish_from=None), days=15)

    assert badges_everywhere() == ["Seen within two weeks"]


def test_an_old_measure_that_was_longer_still_refutes_the_promise():
    location = make_location()
    make_claim(**WAIT)
    measure(location, days=15, days_ago=30)

    assert badges(location) == []


@pytest.mark.parametrize(
    ("days", "count", "words"),
    [
        ("6.0", 42, "6 days (median of 42 requests, last 90 days)"),
        ("2.5", 10, "2.5 days (median of 10 requests, last 90 days)"),
        ("1.0", 1, "1 day (median of 1 request, last 90 days)"),
        ("0.4", 12, "less than a day (median of 12 requests, last 90 days)"),
        ("10.0", 12, "10 days (median of 12 requests, last 90 days)"),
    ],
)
def test_a_wait_in_words(days, count, words):
    wait = measure(make_location(), days=days, count=count)
    wait.refresh_from_db()

    assert wait_words(wait) == f"Typical wait here: {words}"


@pytest.mark.parametrize("address", ["/", "/locations/frederick/", "/locations/maryland/"])
def test_search_engines_are_told_no_claim(client, address):
    make_practice()
    measure(make_location(slug="frederick"))
    make_claim(text="Everywhere claim")
    make_claim(**WAIT)

    page = read(client, address)

    described = " ".join(script.source for script in page.all("script", type="application/ld+json"))
    assert "Everywhere claim" in page.text
    assert not [words for words in ("Everywhere claim", "Typical wait", "two weeks") if words in described]
