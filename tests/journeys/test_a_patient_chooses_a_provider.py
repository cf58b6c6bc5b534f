"""A patient who wants MILD finds out who does it, chooses somebody near home, and asks for a visit there."""

import pytest

from tests.pages.reading import read

pytestmark = pytest.mark.django_db

MILD = "minimally-invasive-lumbar-decompression"


def link_to(page, words):
    """Where the link with exactly these words leads."""
    (found,) = {link.attributes["href"] for link in page.main.all("a", href=True) if link.text == words}
    return found


def test_from_the_treatment_to_a_request_at_the_providers_office(client, loaded_content):
    treatment = read(client, f"/treatments/{MILD}/")
    assert "#providers" in treatment.main.links
    alex = read(client, link_to(treatment, "Alex Sample, MD"))

    assert "Board certified in pain medicine by the Sample Board of Pain Medicine" in alex.main.text
    assert "Taking new patients Checked on" in alex.main.text
    assert "MILD" in alex.main.text

    request = read(client, link_to(alex, "Request an appointment here: Sample Frederick office"))
    assert "Sample Frederick office" in request.main.text


def test_a_daughter_finds_somebody_who_speaks_korean_in_maryland(client, loaded_content):
    everybody = read(client, "/providers/")
    form = everybody.main.one("form")
    korean = [option.attributes["value"] for option in form.all("option") if option.text == "Korean"]
    maryland = [option.attributes["value"] for option in form.all("option") if option.text == "Maryland"]

    found = read(client, f"/providers/?language={korean[0]}&state={maryland[0]}")
    assert found.main.one(role="status").text == "1 provider matches"
    dana = read(client, link_to(found, "Dana Sample, MD"))
    assert "English, Korean" in dana.main.text


def test_when_nobody_matches_the_patient_is_not_left_alone(client, loaded_content):
    nobody = read(client, "/providers/?language=ar&state=PA")
    assert nobody.main.one(role="status").text == "No provider matches all of this"

    (arabic,) = [link for link in nobody.main.links if link == "/providers/?language=ar"]
    assert "Kim Sample, NP" in read(client, arabic).main.text


def test_the_office_page_says_who_works_there(client, loaded_content):
    office = read(client, "/locations/frederick/")

    casey = read(client, link_to(office, "Casey Sample, CRNP"))
    assert "Nurse practitioner" in casey.main.text
    assert "/locations/frederick/" in casey.main.links
