"""The list of providers with its filters, each of them in the address."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from locations.models import Language
from providers.models import Kind
from publishing.page_cache import pages
from tests.factories import make_practice, make_treatment
from tests.locations.factories import make_location
from tests.pages.reading import forget_kept_pages, read
from tests.providers.factories import make_provider

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def people():
    """A physician in Frederick who does MILD, and a nurse practitioner in Fairfax who speaks Korean."""
    make_practice()
    mild = make_treatment(slug="mild", short_title="MILD")
    korean = Language.objects.create(code="ko", name="Korean")
    frederick = make_location(slug="frederick", title="Frederick office")
    fairfax = make_location(slug="fairfax", title="Fairfax office", city="Fairfax", state="VA")
    make_provider(given_name="Alex", slug="alex", locations=[frederick], treatments=[mild])
    make_provider(
        given_name="Kim",
        slug="kim",
        kind=Kind.NURSE_PRACTITIONER,
        suffix="NP",
        locations=[fairfax],
        languages=[korean],
        licenses=["VA"],
    )


def names(page):
    return [heading.text for heading in page.main.all("h3") if heading.attributes.get("class") == "person__name"]


def status(page):
    return page.main.one(role="status").text


def test_everybody_is_listed_with_what_matters(client, people):
    page = read(client, "/providers/")

    assert names(page) == ["Alex Sample, MD", "Kim Sample, NP"]
    assert status(page) == "2 providers"
    (kim,) = [item for item in page.main.all("li") if "Kim Sample" in item.text]
    assert "Nurse practitioner" in kim.text
    assert "Fairfax, VA" in kim.text
    assert "Also speaks Korean" in kim.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("location=fairfax", "Kim Sample, NP"),
        ("treatment=mild", "Alex Sample, MD"),
        ("language=ko", "Kim Sample, NP"),
        ("state=MD", "Alex Sample, MD"),
        ("kind=nurse-practitioner", "Kim Sample, NP"),
        ("state=VA&language=ko&kind=nurse-practitioner", "Kim Sample, NP"),
    ],
)
def test_a_filter_stands_in_the_address(client, people, query, found):
    page = read(client, f"/providers/?{query}")

    assert names(page) == [found]
    assert status(page) == "1 provider matches"
    chosen = [option for option in page.main.all("option", selected=True) if option.attributes["value"]]
    assert len(chosen) == query.count("=")


def test_the_filters_in_use_can_be_dropped_one_by_one(client, people):
    page = read(client, "/providers/?state=VA&language=ko")

    drops = page.main.one("nav", aria_labelledby="active-title")
    assert drops.links == ["/providers/?state=VA", "/providers/?language=ko", "/providers/"]
    assert "Speaks Korean" in drops.text


def test_nobody_found_offers_ways_out(client, people):
    page = read(client, "/providers/?treatment=mild&state=VA")

    assert status(page) == "No provider matches all of this"
    ways = page.main.one("nav", aria_labelledby="active-title")
    assert "MILD then 1 provider" in ways.text
    assert "Virginia then 1 provider" in ways.text
    assert "/providers/" in ways.links
    assert [link for link in page.main.links if link.startswith("tel:")]


@pytest.mark.parametrize("query", ["treatment=zebra", "state=NY", "kind=wizard", "language=%25", "location=%27%3B--"])
def test_a_value_we_do_not_have_is_left_out_and_said(client, people, query):
    page = read(client, f"/providers/?{query}")

    assert len(names(page)) == 2
    assert "asks for something that none of our providers has" in page.main.text


def test_a_value_we_do_not_have_does_not_spoil_the_others(client, people):
    assert names(read(client, "/providers/?state=VA&treatment=zebra")) == ["Kim Sample, NP"]


def test_the_choices_are_only_what_somebody_has(client, people):
    make_location(title="Empty office")
    make_treatment(short_title="Nobody does it")

    words = read(client, "/providers/").main.one("form").text
    assert "Fairfax office" in words
    assert "Empty office" not in words
    assert "Nobody does it" not in words


def test_a_filtered_list_is_titled_by_its_filters_and_kept_from_search_engines(client, people):
    page = read(client, "/providers/?treatment=mild&state=MD")

    assert page.title == "Providers: MILD, Maryland – Pain and Spine Specialists"
    assert page.one("meta", name="robots").attributes["content"] == "noindex"
    assert read(client, "/providers/").all("meta", name="robots") == []


def test_an_empty_list_says_so_and_gives_the_telephone(client):
    make_practice()

    page = read(client, "/providers/")
    assert status(page) == "No providers have been published yet"
    assert [link for link in page.main.links if link.startswith("tel:")]


def test_the_menu_and_the_footer_lead_here(client, people):
    page = read(client, "/")

    assert page.one("nav", id="menu-panel").links.count("/providers/") == 1
    assert page.one("footer").links.count("/providers/") == 1


def queries(client, address):
    forget_kept_pages()
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_a_filtered_list_costs_as_many_queries_for_three_as_for_one(client, people):
    address = "/providers/?location=fairfax&language=ko"
    before = queries(client, address)
    shared = {"locations": [make_location(slug="x")], "languages": list(Language.objects.all())}
    for _ in range(2):
        make_provider(**shared)

    assert queries(client, address) == before


def test_an_unknown_value_is_not_kept_in_memory(client, people):
    forget_kept_pages()
    client.get("/providers/?treatment=zebra")

    assert not [key for key in pages._pages if key[0] == "/providers/"]
