"""Whoever finds a weakness of the site is told whom to write to (RFC 9116)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import resolve

from publishing import page_cache
from tests.factories import make_practice

pytestmark = pytest.mark.django_db
ADDRESS = "/.well-known/security.txt"


def fields_of(response) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in response.content.decode().splitlines())


def expires(response) -> datetime:
    return datetime.strptime(fields_of(response)["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def test_it_names_the_contact_page_and_itself(client):
    make_practice()

    response = client.get(ADDRESS)

    fields = fields_of(response)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert set(fields) == {"Contact", "Expires", "Preferred-Languages", "Canonical"}
    assert fields["Canonical"] == f"http://testserver{ADDRESS}"
    assert resolve(fields["Contact"].removeprefix("http://testserver")).view_name == "appointments:contact"


def test_the_owner_can_name_somebody_else(client, settings):
    settings.SECURITY_CONTACT = "mailto:security@clinic.example?subject=a&body=b"

    assert fields_of(client.get(ADDRESS))["Contact"] == "mailto:security@clinic.example?subject=a&body=b"


def test_it_always_holds_for_months_and_never_for_a_year(client):
    left = expires(client.get(ADDRESS)) - datetime.now(UTC)

    assert timedelta(days=170) < left < timedelta(days=365)


def test_a_kept_one_is_new_the_next_day(client, monkeypatch):
    first = expires(client.get(ADDRESS))
    tomorrow = datetime.now(UTC) + timedelta(days=1)

    class Tomorrow(datetime):
        @classmethod
        def now(cls, tz=None):
            return tomorrow

    monkeypatch.setattr("pages.views.datetime", Tomorrow)
    monkeypatch.setattr(page_cache.timezone, "now", lambda: tomorrow)

    assert expires(client.get(ADDRESS)) == first + timedelta(days=1)


def test_a_strangers_host_and_parameters_are_not_in_it(client):
    clean = client.get(ADDRESS).content

    asked = client.get(f"{ADDRESS}?x=evil.example", headers={"x-forwarded-host": "evil.example", "host": "localhost"})

    assert asked.content == clean
