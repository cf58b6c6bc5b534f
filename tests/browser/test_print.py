"""A printed treatment is a good handout, and so is the result of the pain quiz."""

from io import BytesIO

import pypdf
import pytest
from playwright.sync_api import expect

from tests.browser.demo_site import MILD
from tests.browser.test_pain_quiz import NEXT, Quiz, near_an_office


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


def sheets(page) -> list[str]:
    """What stands on each sheet of paper."""
    document = pypdf.PdfReader(BytesIO(page.pdf(format="Letter")))
    return [" ".join(sheet.extract_text().split()) for sheet in document.pages]


@pytest.fixture
def quiz(page):
    return Quiz(page)


def answer_at_length(quiz):
    """Three treatments fit, the first with many reasons."""
    quiz.begin()
    for keys in (
        ["lower-back"],
        ["stays-spine"],
        ["none"],
        ["legs-walking", "eases-sitting", "sit-bend-lift", "lean-back", "after-rest"],
        ["stenosis-few", "ligament", "bone-change"],
        ["simple-care"],
    ):
        for key in keys:
            quiz.page.locator(f"form.quiz input[value={key}]").check()
        quiz.press(NEXT)
    quiz.finish()


def test_a_result_begins_its_first_treatment_on_the_first_sheet(quiz, page):
    answer_at_length(quiz)
    first = page.locator(".quiz-option h2").first.inner_text()

    printed = sheets(page)
    assert page.locator(".quiz-option").count() == 3
    assert first in printed[0]
    assert "It could be right, because you said" in printed[0]
    assert len(printed) <= 3


def test_an_office_is_printed_with_its_telephone_number(quiz, page):
    """Wherever on a sheet it comes to stand."""
    near_an_office(quiz)
    offices = page.locator(".quiz__office")
    kept = [[office.locator(part).inner_text() for part in ("h4", ".lines__number")] for office in offices.all()]
    assert len(kept) == 2

    torn = []
    for millimetres in range(0, 240, 20):
        page.locator(".quiz__nearest").evaluate("(part, push) => { part.style.marginTop = `${push}mm` }", millimetres)
        printed = sheets(page)
        torn += [name for name, number in kept if not any(name in sheet and number in sheet for sheet in printed)]
    assert torn == []


def test_where_nothing_fits_one_sheet_is_enough(quiz, page):
    quiz.begin().finish()

    assert len(sheets(page)) == 1


def test_the_question_with_the_drawing_begins_on_the_sheet_of_its_heading(quiz, page):
    quiz.begin()

    printed = sheets(page)
    assert all(words in printed[0] for words in ("Where does it hurt the most?", "Your right", "Left knee"))
    assert len(printed) <= 2
