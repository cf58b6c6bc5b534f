"""What is not public yet, or no longer, or incomplete, is to be found nowhere on the site."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pages.searching.indexing import rebuild
from tests.factories import make_area, make_condition, make_group, make_practice, make_treatment
from tests.pages.reading import forget_kept_pages

pytestmark = pytest.mark.django_db

NOW = timezone.now()
HOUR = timedelta(hours=1)
HIDDEN = {
    "draft": {"publish_from": None},
    "planned": {"publish_from": NOW + HOUR},
    "ended": {"publish_from": NOW - 2 * HOUR, "publish_until": NOW - HOUR},
}
SECRET = {"slug": "zyxwvut", "title": "Zyxwvut", "short_title": "Zyxwvut", "other_names": "zyxwvut care"}
EVERYWHERE = [
    "/",
    "/treatments/",
    "/treatments/?area=leg",
    "/treatments/shown/",
    "/treatments/compare/",
    "/treatments/compare/?t=shown&t=zyxwvut",
    "/conditions/",
    "/conditions/shown/",
    "/search/?q=zyxwvu",
    "/sitemap.xml",
]


def mentions(client, address):
    """Whether the secret is named there, beyond what the visitor typed."""
    forget_kept_pages()
    body = client.get(address).content.decode()
    return "Zyxwvut" in body or "/zyxwvut/" in body or "zyxwvut care" in body


def where_mentioned(client):
    rebuild()
    return [address for address in EVERYWHERE if mentions(client, address)]


@pytest.fixture
def leg():
    make_practice()
    return make_area(slug="leg")


@pytest.mark.parametrize("state", HIDDEN)
def test_a_treatment_that_is_not_public_is_nowhere(client, leg, state):
    shown = make_condition(slug="shown", areas=[leg])
    make_treatment(slug="shown", conditions=[shown])
    make_treatment(conditions=[shown], **SECRET, **HIDDEN[state])

    assert client.get("/treatments/zyxwvut/").status_code == 404
    assert where_mentioned(client) == []


@pytest.mark.parametrize("state", HIDDEN)
def test_a_condition_that_is_not_public_is_nowhere(client, leg, state):
    hidden = make_condition(areas=[leg], **SECRET, **HIDDEN[state])
    make_treatment(slug="shown", conditions=[hidden, make_condition(slug="shown", areas=[leg])])

    assert client.get("/conditions/zyxwvut/").status_code == 404
    assert where_mentioned(client) == []


@pytest.mark.parametrize("required", ["risks", "urgency_cards"])
def test_a_treatment_that_lost_its_required_rows_is_nowhere(client, leg, required):
    shown = make_condition(slug="shown", areas=[leg])
    make_treatment(slug="shown", conditions=[shown])
    getattr(make_treatment(conditions=[shown], **SECRET), required).all().delete()

    assert client.get("/treatments/zyxwvut/").status_code == 404
    assert where_mentioned(client) == []


def test_a_public_treatment_is_everywhere_it_belongs(client, leg):
    condition = make_condition(slug="shown", areas=[leg])
    make_treatment(slug="shown")
    make_treatment(conditions=[condition], **SECRET)

    missing = set(EVERYWHERE) - set(where_mentioned(client))
    assert missing == {"/treatments/shown/", "/conditions/"}


def test_a_kind_without_public_treatments_is_not_shown(client, leg):
    make_treatment(group=make_group(name="Empty kind"), publish_from=None)

    assert "Empty kind" not in client.get("/treatments/").content.decode()
    assert "Empty kind" not in client.get("/").content.decode()
