"""A treatment's page names the offices that offer it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.locations.factories import make_location
from tests.pages.reading import forget_kept_pages
from tests.treatments.complete import make_complete_treatment
from treatments import views

pytestmark = pytest.mark.django_db


@pytest.fixture
def treatment():
    return make_complete_treatment(slug="mild")


def page(client):
    forget_kept_pages()
    return client.get("/treatments/mild/").content.decode()


def offices(text):
    """The words and addresses of the section, or nothing when it is not there."""
    found = re.search(r'<section[^>]* id="offices".*?</section>', text, re.DOTALL)
    return found[0] if found else ""


def test_an_office_is_named_with_its_town_telephone_and_page(client, treatment):
    office = make_location(treatments=[treatment])

    section = offices(page(client))
    assert f'href="{office.get_absolute_url()}">{office.title}</a>' in section
    assert "Frederick, MD" in section
    assert f'href="tel:+1-301-555-0100">{office.phone.as_national}</a>' in section
    assert 'href="#offices"' in page(client)


def test_without_an_office_there_is_neither_section_nor_entry(client, treatment):
    make_location()
    make_location(treatments=[treatment], publish_from=None)

    assert "#offices" not in page(client)
    assert offices(page(client)) == ""


def test_beyond_a_few_a_link_leads_to_all_of_them(client, treatment):
    for _ in range(views.MOST_OFFICES + 2):
        make_location(treatments=[treatment])

    section = offices(page(client))
    assert section.count("<li>") == views.MOST_OFFICES
    assert 'href="/locations/?treatment=mild">See all 8 offices that offer it</a>' in section


def test_more_offices_than_are_counted_are_not_numbered(client, treatment, monkeypatch):
    monkeypatch.setattr(views, "MOST_COUNTED", 7)
    for _ in range(9):
        make_location(treatments=[treatment])

    assert "See all offices that offer it" in offices(page(client))


def test_the_quick_action_carries_the_treatment(client, treatment):
    link = re.search(r'href="([^"]+)">(?:(?!</a>).)*Find an office that offers this', page(client), re.DOTALL)

    assert link[1] == "/locations/?treatment=mild"


def test_offices_are_counted_once_and_only_when_not_all_are_shown(client, treatment):
    queries = {}
    for number in range(1, 16):
        make_location(treatments=[treatment])
        with CaptureQueriesContext(connection) as asked:
            page(client)
        queries[number] = len(asked)

    assert len({queries[number] for number in range(1, 7)}) == 1
    assert {queries[number] for number in range(7, 16)} == {queries[1] + 1}
