"""A patient opens the guide from the front page, narrows it to a state, takes it along, and a handout of a treatment."""

from io import BytesIO

import pypdf
import pytest

from tests.pages.reading import read

pytestmark = pytest.mark.django_db

MILD = "/treatments/minimally-invasive-lumbar-decompression/"


@pytest.fixture(autouse=True)
def a_storage(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


def link(page, words: str) -> str:
    """Where the first link of the main text leads that says this."""
    return next(link.attributes["href"] for link in page.main.all("a", href=True) if words in link.text)


def pages_of(client, address: str) -> list[str]:
    response = client.get(address)
    assert response["Content-Type"] == "application/pdf"
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(response.content)).pages]


def test_the_patient_reads_the_guide_and_takes_the_one_for_virginia_along(client, loaded_content):
    guide = read(client, link(read(client, "/"), "Your guide to our care"))
    assert guide.one("h1").text == "Your guide to our care"
    assert "Call 911" in guide.main.all(data_urgency="emergency")[0].text

    virginia = read(client, link(guide, "Virginia"))
    assert "Sample Fairfax office" in virginia.main.text
    assert "Sample Frederick office" not in virginia.main.text

    pages = pages_of(client, link(virginia, "Download this guide as a PDF"))
    assert "Your guide for Virginia" in pages[0]
    assert all("(703) 555-0142" in page for page in pages)
    assert f"{len(pages)} pages)" in read(client, "/guide/?state=VA").main.text


def test_the_patient_finds_a_chapter_by_the_contents(client, loaded_content):
    guide = read(client, "/guide/")

    target = next(link for link in guide.one("nav", id="contents").all("a") if link.text == "Sciatica")

    section = guide.one("section", id=target.attributes["href"][1:])
    assert section.headings[0] == (3, "Sciatica")
    assert "Signs you may notice" in section.text


def test_the_patient_takes_a_handout_of_the_treatment_home(client, loaded_content):
    address = link(read(client, MILD), "handout (PDF)")

    text = " ".join(pages_of(client, address))

    for words in ("How to prepare", "Questions to ask", "Call us today if:", "Where we offer it", "555-01"):
        assert words in text


def test_the_patient_reads_on_from_the_guide_to_the_page_of_a_treatment_and_asks_for_a_visit(client, loaded_content):
    guide = read(client, "/guide/")

    handout = read(client, link(guide, "A handout of its own: Minimally Invasive"))

    assert handout.one("h1").text == "Minimally Invasive Lumbar Decompression (MILD)"
    assert read(client, link(guide, "Request an appointment")).main.all("form")
