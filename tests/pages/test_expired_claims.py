"""A claim that expired, has not begun or lacks evidence is on no page of the sitemap."""

from datetime import timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from tests.pages.reading import forget_kept_pages
from tests.practice.ledger import a_year_ago, make_claim

pytestmark = pytest.mark.django_db

WORDS = "Zyxwvut promise"
UNLISTED = ["/locations/?q=21701", "/locations/maryland/?saturday=on", "/search/?q=zyxwvut", "/nowhere/"]
DAY = timedelta(days=1)
TODAY = timezone.localdate()
HIDDEN = {
    "expired": a_year_ago(ends=TODAY - DAY),
    "planned": {"in_force_from": TODAY + DAY},
    "unproven": {"evidence": ""},
}


def listed(client) -> list[str]:
    """The path of every page in the sitemap, and of some that are in none."""
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    places = tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    return [*(urlsplit(place.text).path for place in places), *UNLISTED]


def where_said(client) -> list[str]:
    forget_kept_pages()
    return [path for path in listed(client) if WORDS in client.get(path).content.decode()]


def test_what_may_not_be_shown_is_nowhere(client, loaded_content):
    for kind, changes in HIDDEN.items():
        make_claim(text=f"{WORDS}: {kind}", **changes)

    assert where_said(client) == []


def test_a_claim_that_may_be_shown_is_where_badges_are(client, loaded_content):
    make_claim(text=WORDS)

    said = where_said(client)

    assert {"/", "/locations/maryland/", "/locations/frederick/"} <= set(said)
    assert len(said) < len(listed(client)) / 2
