"""The home page: whom we help, what hurts, what we can do, how to reach us."""

import pytest

from tests.factories import make_area, make_condition, make_group, make_practice, make_treatment
from tests.pages.reading import read

pytestmark = pytest.mark.django_db


def test_the_heading_says_whom_we_help(client):
    make_practice(home_title="We help sore backs", home_lead="In three states.")

    page = read(client, "/")
    assert page.one("h1").text == "We help sore backs"
    assert "In three states." in page.main.text
    assert page.title == "We help sore backs – Pain and Spine Specialists"


def test_what_hurts_leads_to_conditions_and_to_their_treatments(client):
    leg = make_area(slug="leg", name="Leg")
    make_condition(slug="sciatica", short_title="Sciatica", areas=[leg])

    page = read(client, "/")
    assert (3, "Leg") in page.main.headings
    assert "/conditions/sciatica/" in page.main.links
    assert "/treatments/?area=leg" in page.main.links


def test_a_place_without_a_public_condition_is_not_offered(client):
    make_condition(areas=[make_area(name="Elbow")], publish_from=None)

    assert "Elbow" not in read(client, "/").text


def test_treatments_stand_under_their_kind(client):
    make_treatment(slug="mild", short_title="MILD", group=make_group(name="Small procedures", description="Tiny cuts."))

    page = read(client, "/")
    assert (3, "Small procedures") in page.main.headings
    assert "Tiny cuts." in page.main.text
    assert "/treatments/mild/" in page.main.links


def test_each_states_telephone_can_be_tapped(client):
    make_practice()

    page = read(client, "/")
    calls = [link for link in page.main.links if link.startswith("tel:")]
    assert calls == ["tel:+1-301-555-0101", "tel:+1-301-555-0102", "tel:+1-301-555-0103"]
    assert "(301) 555-0101" in page.main.text


def test_the_steps_of_care_come_in_their_order(client):
    practice = make_practice()
    practice.care_steps.create(title="Then we meet", text="In person.", position=2)
    practice.care_steps.create(title="First you call", text="Any line.", position=1)

    headings = [text for _, text in read(client, "/").main.headings]
    assert headings.index("First you call") < headings.index("Then we meet")


def test_the_emergency_number_stands_at_the_foot_of_every_page(client):
    footer = read(client, "/").one("footer")

    assert "Emergency: call 911." in footer.text


def test_the_first_link_skips_to_the_main_text(client):
    page = read(client, "/")

    assert page.links[0] == "#main"
    assert page.one("main").attributes["id"] == "main"


def test_the_menu_marks_where_the_reader_is(client):
    make_treatment(slug="mild")

    def marked(address):
        return [
            (link.text, link.attributes["aria-current"])
            for link in read(client, address).one("nav", aria_label="Main").all("a", aria_current=True)
        ]

    assert marked("/treatments/") == [("Treatments", "page")]
    assert marked("/treatments/mild/") == [("Treatments", "true")]
    assert marked("/conditions/") == [("Conditions", "page")]


def test_a_link_to_another_site_names_it_and_loads_nothing_from_there(client):
    make_practice().social_links.create(name="Neighbourhood page", url="https://social.example/clinic", position=1)

    page = read(client, "/")
    loaded = [part.attributes.get("src") or part.attributes.get("href") for part in page.all("img", "script", "link")]
    assert "https://social.example/clinic" in page.one("footer").links
    assert [address for address in loaded if address and "social.example" in address] == []
