"""Only pages that others will ask for are kept; of what was made up or typed, nobody between keeps anything."""

import pytest

from publishing.page_cache import pages
from tests.pages.reading import forget_kept_pages

pytestmark = pytest.mark.django_db

KEPT = [
    "/",
    "/treatments/?area=lower-back",
    "/treatments/?area=",
    "/treatments/compare/?t=kyphoplasty",
    "/treatments/compare/?t=kyphoplasty&t=minimally-invasive-lumbar-decompression",
    "/locations/",
    "/locations/?state=MD&saturday=on",
    "/locations/?treatment=kyphoplasty&evening=on&step_free=on",
    "/locations/maryland/?treatment=kyphoplasty",
    "/providers/?state=MD&language=es",
    "/insurance/?state=MD",
    "/insurance/?state=VA&q=",
    "/notices/nondiscrimination/?state=MD&lang=en",
    "/notices/nondiscrimination/?state=md",
    "/guide/?state=MD",
]
MADE_UP = [
    "/treatments/?area=junk1",
    "/treatments/?area=lower-back&area=lower-back",
    "/treatments/compare/?t=junk1",
    "/treatments/compare/?t=kyphoplasty&t=junk1",
    "/treatments/compare/?t=kyphoplasty&t=kyphoplasty",
    "/treatments/compare/?t=kyphoplasty&t=kyphoplasty&t=minimally-invasive-lumbar-decompression",
    "/locations/?state=junk1",
    "/locations/?saturday=junk1",
    "/locations/?state=MD&state=VA",
    "/locations/maryland/?treatment=junk1",
    "/locations/maryland/?evening=1",
    "/providers/?kind=junk1",
    "/insurance/?state=junk1",
    "/notices/nondiscrimination/?lang=junk1",
    "/notices/nondiscrimination/?state=junk1&lang=en",
    "/guide/?state=junk1",
    "/guide/?state=MD&state=VA",
]
TYPED = ["/search/?q=sciatica", "/locations/?q=12+Main+Street%2C+21701", "/insurance/?q=aetna"]


def get(client, address):
    forget_kept_pages()
    response = client.get(address)
    assert response.status_code == 200
    return response


def test_pages_from_our_lists_are_kept(client, demo_content):
    for address in KEPT:
        response = get(client, address)

        assert len(pages._pages) == 1, address
        assert response["Cache-Control"].startswith("public"), address


@pytest.mark.parametrize("addresses", [MADE_UP, TYPED], ids=["made up", "typed"])
def test_what_was_made_up_or_typed_is_kept_by_nobody(client, demo_content, addresses):
    for address in addresses:
        response = get(client, address)

        assert len(pages._pages) == 0, address
        assert response["Cache-Control"] == "private, no-store", address
        assert "CDN-Cache-Control" not in response, address


def test_what_was_typed_is_still_sent_compressed(client, demo_content):
    response = client.get("/search/?q=sciatica", headers={"accept-encoding": "br"})

    assert response["Content-Encoding"] == "br"
    assert response["Vary"] == "Accept-Encoding"
