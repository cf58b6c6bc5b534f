"""A site without any content yet is still a whole site."""

import pytest

from tests.factories import make_practice
from tests.pages.reading import read

PAGES = [
    "/",
    "/treatments/",
    "/treatments/?area=leg",
    "/treatments/compare/",
    "/treatments/compare/?t=a&t=b",
    "/conditions/",
    "/guide/",
    "/search/",
    "/search/?q=back",
    "/providers/",
    "/providers/?treatment=mild&state=MD",
    "/insurance/",
    "/patient-forms/",
    "/faqs/",
    "/resources/",
    "/insurance/?state=MD&q=back",
    "/insurance/workers-compensation-and-injury/",
]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_a_heading_and_a_title(client, address):
    page = read(client, address)

    assert len(page.one("h1").text) > 5
    assert not page.title.startswith(("–", "None"))
    assert "None" not in page.text


def test_the_site_has_a_name_before_anybody_gave_it_one(client):
    assert read(client, "/treatments/").title == "Treatments – Pain clinic"


def test_a_missing_address_is_still_answered_kindly(client):
    assert read(client, "/nowhere/", status=404).one("h1").text == "We cannot find that page"


def test_lists_say_that_they_are_empty(client):
    assert "No treatments have been published yet." in read(client, "/treatments/").main.text
    assert "No treatments have been published yet." in read(client, "/treatments/compare/").main.text
    assert "No conditions have been published yet." in read(client, "/conditions/").main.text


def test_the_sitemap_lists_the_fixed_pages(client):
    assert client.get("/sitemap.xml").content.decode().count("<loc>") == 17


@pytest.mark.parametrize("address", PAGES)
def test_a_practice_without_telephone_lines_offers_no_call_button(client, address):
    make_practice(with_phone_lines=False)

    page = read(client, address)
    assert "Call us" not in [button.text for button in page.all("button")]
    assert [link for link in page.links if link.startswith("tel:")] == []
