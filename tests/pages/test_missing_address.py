"""An address that leads nowhere: kind words, what it may have meant, ways on."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pages.searching.indexing import rebuild
from tests.factories import make_condition, make_practice, make_treatment
from tests.pages.reading import parse, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def library():
    make_practice()
    make_condition(slug="lumbar-spinal-stenosis", title="Lumbar spinal stenosis", other_names="narrow spinal canal")
    make_treatment(slug="epidural-steroid-injection", title="Epidural steroid injection")
    rebuild()


@pytest.mark.parametrize("address", ["/narrow-canal", "/Stenosis", "/stenossis/", "/lumbar_spinal_stenosis."])
def test_a_nearly_right_address_leads_to_what_was_meant(client, library, address):
    assert "/conditions/lumbar-spinal-stenosis/" in read(client, address, status=404).main.links


@pytest.mark.parametrize(
    "address",
    ["/conditions/stenosis/", "/conditions/lumbar-spinal-stenossis/", "/treatments/stenosis/", "/stenosis.html"],
)
def test_a_nearly_right_address_below_a_list_leads_to_what_was_meant(client, library, address):
    assert "/conditions/lumbar-spinal-stenosis/" in read(client, address, status=404).main.links


def test_a_word_in_the_address_leads_to_its_page(client, library):
    page = read(client, "/stenosis/", status=404)

    assert "Were you looking for one of these?" in page.main.text
    assert page.main.links[0] == "/conditions/lumbar-spinal-stenosis/"


def test_an_address_like_nothing_still_has_a_heading_and_ways_on(client, library):
    page = read(client, "/qqqq/", status=404)

    assert page.one("h1").text == "We cannot find that page"
    assert "Were you looking for" not in page.main.text
    assert {"/conditions/", "/treatments/"} <= set(page.main.links)


def test_the_address_is_never_written_into_the_page(client, library):
    page = read(client, "/stenosis%3Cscript%3Ealert(1)%3C/script%3E/", status=404)

    assert "alert(1)" not in page.source


def test_a_missing_page_is_not_kept_and_has_no_canonical_address(client, library):
    response = client.get("/qqqq/")

    assert response.headers["Cache-Control"] == "private, no-store"
    assert "canonical" not in response.content.decode()


def test_a_draft_is_neither_shown_nor_suggested(client, library):
    make_treatment(slug="secret-stenosis", title="Secret stenosis treatment", publish_from=None)
    rebuild()

    page = read(client, "/treatments/secret-stenosis/", status=404)
    assert "Secret" not in page.text
    assert "/treatments/secret-stenosis/" not in page.links


def test_a_nul_byte_is_refused(client, library):
    assert client.get("/stenosis%00/").status_code == 400


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=60))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_address_makes_it_fail(client, library, text):
    response = client.get(f"/nowhere-{quote(text)}/")

    assert response.status_code == 404
    assert parse(response.content.decode()).one("h1").text == "We cannot find that page"
