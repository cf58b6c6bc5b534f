"""A patient whose legs hurt on walking finds MILD from the home page, reads it and prints it."""

import pytest

from tests.pages.reading import read
from treatments.models import QuickFact

pytestmark = pytest.mark.django_db

MILD = "/treatments/minimally-invasive-lumbar-decompression/"


def follow(client, page, words):
    """The page behind the first link of the main text that says this."""
    link = next(link for link in page.main.all("a", href=True) if link.text == words)
    return read(client, link.attributes["href"])


def test_the_patient_goes_from_the_home_page_over_the_condition_to_the_treatment(client, loaded_content):
    home = read(client, "/")
    assert (3, "Leg") in home.main.headings

    stenosis = follow(client, home, "Spinal stenosis")
    assert "squeezes the nerves" in stenosis.main.text

    mild = follow(client, stenosis, "Minimally Invasive Lumbar Decompression (MILD)")
    assert mild.one("h1").text == "Minimally Invasive Lumbar Decompression (MILD)"


def test_the_patient_goes_from_what_hurts_to_the_treatments_for_it(client, loaded_content):
    places = read(client, "/treatments/").main
    leg = next(link for link in places.all("a") if link.text == "Leg")

    for_the_leg = read(client, leg.attributes["href"])
    assert "used for pain here: Leg." in for_the_leg.main.text
    assert MILD in for_the_leg.main.links


def test_the_patient_types_an_everyday_word_and_is_led_there(client, loaded_content):
    results = read(client, "/search/?q=spinal+stenosis+procedure").main.all("ol")

    assert results[0].links[0] == MILD


def test_the_patient_reads_at_a_glance_how_long_it_takes_and_who_drives(client, loaded_content):
    page = read(client, MILD)

    facts = {term.text: answer.text for term, answer in zip(page.main.all("dt"), page.main.all("dd"), strict=True)}
    assert facts[str(QuickFact.Kind.TIME.label)].startswith("About an hour")
    assert facts[str(QuickFact.Kind.DRIVER.label)].startswith("Yes")


def test_the_patient_sees_when_to_call_911_and_whom_to_call_today(client, loaded_content):
    page = read(client, MILD)

    emergency, today = page.one(data_urgency="emergency"), page.one(data_urgency="today")
    assert "you lose control of your bladder or bowels" in emergency.text
    assert any(link.startswith("tel:") for link in today.links)


def test_the_print_names_the_practice_the_address_and_the_day(client, loaded_content):
    main = read(client, MILD).main.text

    head = main[: main.index("Minimally Invasive")]
    assert "Pain and Spine Specialists" in head
    assert f"http://testserver{MILD}" in head
    assert "Updated " in head


def test_the_patient_takes_questions_along(client, loaded_content):
    section = read(client, MILD).one("section", id="questions")

    assert "Print this list" in section.text
    assert len(section.all("li")) >= 5
