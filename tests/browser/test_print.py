"""A printed treatment is a good handout."""

import pytest
from playwright.sync_api import expect

from tests.browser.demo_site import MILD


@pytest.fixture
def paper(page):
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 1000})
    page.goto(MILD)
    return page


def test_ways_around_the_site_are_not_printed(paper):
    expect(paper.get_by_role("navigation", name="Main")).not_to_be_visible()
    expect(paper.get_by_role("navigation", name="On this page")).not_to_be_visible()
    expect(paper.get_by_role("link", name="Skip to the main text")).not_to_be_visible()
    assert [button for button in paper.get_by_role("button").all() if button.is_visible()] == []


def test_the_text_the_risks_and_the_telephones_are_printed(paper):
    for words in ("Rare but serious", "Questions to ask", "Call 911"):
        expect(paper.get_by_role("heading", name=words).first).to_be_visible()
    assert any(link.is_visible() for link in paper.get_by_text("(410) 555-0142").all())


def test_the_head_says_whose_page_it_is_and_how_old(paper):
    expect(paper.locator("main").get_by_text("Updated ").first).to_be_visible()


def test_ink_is_dark_on_white_even_where_the_screen_is_dark(paper):
    paper.emulate_media(media="print", color_scheme="dark")

    ink, ground = paper.evaluate(
        """() => {
          const light = colour => {
            const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1}).getContext('2d')
            canvas.fillStyle = colour
            canvas.fillRect(0, 0, 1, 1)
            const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data
            return alpha === 0 ? 255 : (red + green + blue) / 3
          }
          const body = getComputedStyle(document.body)
          return [light(body.color), light(body.backgroundColor)]
        }"""
    )
    assert ink < 90
    assert ground > 240


def test_it_becomes_a_document_of_a_few_pages(paper):
    document = paper.pdf(format="Letter")

    assert 2 <= document.count(b"/Type /Page\n") <= 14
