"""Narrow screens, large text and fingers."""

import pytest

from tests.browser.demo_site import MILD, PAGES
from tests.browser.test_pain_quiz import Quiz

each_page = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
ADD_STYLE = """rules => {
  const style = new CSSStyleSheet();
  style.replaceSync(rules);
  document.adoptedStyleSheets = [style];
}"""
WIDER_SPACING = """
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }
"""
SMALL_TARGETS = """() => [...document.querySelectorAll('button, input:not([type=hidden]), header a, nav a, .button')]
  .filter(part => part.checkVisibility({visibilityProperty: true, opacityProperty: true}))
  .map(part => [part, (part.closest('label') ?? part).getBoundingClientRect()])
  .filter(([part, box]) => box.width && (box.height < 44 || box.width < 24) && !part.closest('.skip-link, ol'))
  .map(([part, box]) => `${part.outerHTML.slice(0, 90)} ${Math.round(box.width)}x${Math.round(box.height)}`)"""
CROWDED_BUTTONS = """() => {
  const seen = part => part.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const boxes = [...document.querySelectorAll('main :is(p, li, h2, h3, .button, input)')].filter(seen)
    .map(part => [part, part.getBoundingClientRect()]).filter(([part, box]) => box.height > 1);
  const near = (above, below) => below.top - above.bottom < 6;
  const sticks = (one, other) => one.left < other.right && other.left < one.right
    && (other.top < one.top ? near(other, one) : near(one, other));
  return boxes.filter(([part]) => part.matches('.button') && !part.closest('.compare-bar, .foot-bar'))
    .flatMap(([button, box]) => boxes
      .filter(([part, other]) => !part.contains(button) && !button.contains(part) && sticks(box, other))
      .map(([part]) => `${button.innerText.slice(0, 30)} / ${part.innerText.slice(0, 30)}`));
}"""


@each_page
def test_nothing_scrolls_sideways(page, address):
    page.goto(address)
    beyond = {}
    for width in (320, 390, 768):
        page.set_viewport_size({"width": width, "height": 800})
        beyond[width] = page.evaluate(OVERFLOW)

    assert beyond == {320: 0, 390: 0, 768: 0}


@each_page
def test_nothing_scrolls_sideways_with_wider_spacing(page, address):
    """As in WCAG 2.2, 1.4.12; it also stands for systems with wide type."""
    page.goto(address)
    page.evaluate(ADD_STYLE, WIDER_SPACING)
    beyond = {}
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        beyond[width] = page.evaluate(OVERFLOW)

    assert beyond == {320: 0, 390: 0, 768: 0, 1280: 0}


@pytest.mark.parametrize("address", [pytest.param(a, id=kind) for kind, a in PAGES.items()])
def test_nothing_scrolls_sideways_with_text_twice_as_large(page, address):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address)
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert page.evaluate(OVERFLOW) == 0


@pytest.fixture
def wide_type(page):
    """A phone whose owner has set letters of 32 pixels: margins, fields and buttons grow with them."""
    page.set_viewport_size({"width": 390, "height": 844})
    sizes = {"fontSizes": {"standard": 32, "fixed": 32}}
    page.context.new_cdp_session(page).send("Page.setFontSizes", sizes)
    return page


@each_page
def test_nothing_scrolls_sideways_with_letters_set_twice_as_large(wide_type, address):
    wide_type.goto(address)

    assert wide_type.evaluate(OVERFLOW) == 0


def test_no_step_of_the_quiz_scrolls_sideways_with_letters_set_twice_as_large(wide_type):
    quiz, beyond = Quiz(wide_type).begin(), {}
    while not wide_type.locator("#quiz-result").count():
        beyond[quiz.heading] = wide_type.evaluate(OVERFLOW)
        quiz.answer("I’m not sure")
    beyond[quiz.heading] = wide_type.evaluate(OVERFLOW)
    quiz.to_result()
    beyond[quiz.heading] = wide_type.evaluate(OVERFLOW)

    assert len(beyond) == 12
    assert {step: pixels for step, pixels in beyond.items() if pixels} == {}


def test_a_telephone_number_stays_on_one_line(page):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/")
    rows = "part => { const all = document.createRange(); all.selectNodeContents(part); return all.getClientRects().length }"

    numbers = page.locator(".site-footer .lines__number")
    assert numbers.count() == 3
    assert [number.evaluate(rows) for number in numbers.all()] == [1, 1, 1]


@each_page
def test_every_text_is_at_least_sixteen_pixels_high(page, address):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)

    small = page.evaluate(
        """() => [...document.querySelectorAll('main :is(p, li, dd, dt, td, th, a, label)')]
          .filter(part => parseFloat(getComputedStyle(part).fontSize) < 15.5 && part.innerText?.trim())
          .map(part => part.innerText.slice(0, 60))"""
    )
    assert small == []


@each_page
def test_what_can_be_tapped_is_large_enough_for_a_finger(page, address):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)

    assert page.evaluate(SMALL_TARGETS) == []


def test_the_steps_of_the_trail_are_large_enough_for_a_finger(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(MILD)

    for step in page.get_by_role("navigation", name="Breadcrumbs").get_by_role("link").all():
        assert step.bounding_box()["height"] >= 44


def test_the_telephones_of_the_emergency_page_are_links_to_call(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(MILD)

    today = page.locator("[data-urgency=today]")
    assert today.get_by_role("link").count() == 3
    help_at_once = page.locator("[data-urgency=emergency]").get_by_role("link")
    assert [link.get_attribute("href") for link in help_at_once.all()] == ["tel:988"]


def test_the_urgency_card_is_read_with_its_level(page):
    page.goto(MILD)

    heading = page.locator("[data-urgency=emergency]").get_by_role("heading")
    assert heading.inner_text().startswith("Emergency.")


@each_page
def test_no_button_sticks_to_what_stands_above_or_below_it(page, address):
    page.goto(address)
    crowded = {}
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        crowded[width] = page.evaluate(CROWDED_BUTTONS)

    assert crowded == {390: [], 1280: []}
