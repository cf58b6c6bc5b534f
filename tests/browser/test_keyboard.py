"""Everything can be reached and seen with the keyboard alone."""

import itertools

import pytest
from playwright.sync_api import expect

from tests.browser.demo_site import MILD, PAGES
from tests.browser.test_pain_quiz import Quiz

# What has the focus: its words, whether it is on the screen and not covered, and whether a ring shows it.
FOCUSED = """() => {
  const part = document.activeElement
  if (!part || part === document.body) return null
  const box = part.getBoundingClientRect(), style = getComputedStyle(part)
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1)
  const y = Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1)
  const top = document.elementFromPoint(x, y)
  return {
    words: (part.innerText || part.ariaLabel || part.value || part.name || '').trim().slice(0, 60),
    tag: part.tagName,
    onScreen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
    uncovered: !!top && (part.contains(top) || top.contains(part) || part.closest('label')?.contains(top) || false),
    ring: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none',
    y: box.top + scrollY,
  }
}"""


@pytest.fixture
def browser_context_args(browser_context_args, base_url):
    # Nothing is measured while the page still scrolls.
    return {**browser_context_args, "base_url": base_url, "reduced_motion": "reduce"}


def walk(page, most=400):
    """What gets the focus, from the first Tab until it leaves the page."""
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            return stops
        stops.append(stop)
    raise AssertionError("the focus never leaves the page")


def test_the_first_tab_shows_the_skip_link_and_it_skips(page):
    page.goto(MILD)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the main text")
    assert skip.evaluate("part => part === document.activeElement")
    assert skip.evaluate("part => part.getBoundingClientRect().top >= 0 && part.getBoundingClientRect().width > 40")

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("size", [(390, 844), (1280, 900)], ids=["phone", "desk"])
@pytest.mark.parametrize("kind", ["home", "treatment", "choosing", "condition"])
def test_every_stop_is_seen_and_shown_by_a_ring(page, kind, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(PAGES[kind])

    stops = walk(page)
    assert len(stops) > 8
    assert [stop for stop in stops if not stop["ring"]] == []
    assert [stop for stop in stops if not (stop["onScreen"] and stop["uncovered"])] == []


@pytest.mark.parametrize("kind", ["home", "treatments", "search"])
def test_the_focus_goes_down_the_page_in_one_column(page, kind):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(PAGES[kind])

    in_main = page.evaluate(
        """() => [...document.querySelectorAll('main :is(a[href], button, input)')]
          .filter(part => part.checkVisibility()).map(part => Math.round(part.getBoundingClientRect().top))"""
    )
    backwards = [(first, then) for first, then in itertools.pairwise(in_main) if then < first - 60]
    assert backwards == []


def test_the_menu_opens_and_closes_and_gives_the_focus_back(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    opener = page.get_by_role("banner").get_by_role("button", name="Menu", exact=True)
    opener.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Treatments"

    page.keyboard.press("Escape")
    expect(page.get_by_role("navigation", name="Main")).not_to_be_visible()
    assert opener.evaluate("part => part === document.activeElement")


def test_treatments_can_be_chosen_and_compared(page):
    page.goto("/treatments/")
    for name in ("Compare Kyphoplasty", "Compare MILD"):
        page.get_by_role("checkbox", name=name).focus()
        page.keyboard.press("Space")
    page.keyboard.press("Enter")

    page.wait_for_url("**/compare/**")
    expect(page.locator("table")).to_be_visible()


def test_the_error_summary_leads_to_the_field(page):
    page.goto(PAGES["search with a mistake"])
    page.get_by_role("alert").get_by_role("link").click()

    assert page.get_by_role("searchbox").evaluate("part => part === document.activeElement")


def start_without_an_answer(page):
    page.goto("/pain-quiz/")
    Quiz(page).press("Start the quiz")


def question_without_an_answer(page):
    Quiz(page).begin().press("Next")


def second_question_without_an_answer(page):
    Quiz(page).begin().answer("Neck").press("Next")


def request_without_an_answer(page):
    page.goto("/appointments/request/")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()


OUTLINE = """() => {
  const part = document.activeElement, style = getComputedStyle(part)
  return [part.id, style.outlineStyle, parseFloat(style.outlineWidth) >= 2]
}"""


@pytest.mark.parametrize("key", ["Enter", None], ids=["by keyboard", "by mouse"])
@pytest.mark.parametrize("colors", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
@pytest.mark.parametrize(
    "mistake",
    [
        start_without_an_answer,
        question_without_an_answer,
        second_question_without_an_answer,
        request_without_an_answer,
    ],
)
def test_the_field_that_an_error_leads_to_is_outlined(page, mistake, colors, key):
    page.emulate_media(**colors)
    mistake(page)
    links = page.locator(".error-summary a")
    found = []
    for link in links.all():
        if key:
            link.focus()
            page.keyboard.press(key)
        else:
            link.click()
        found.append(page.evaluate(OUTLINE))

    assert found == [[link.get_attribute("href")[1:], "solid", True] for link in links.all()]
    assert found


# Where the middle and the corners of what has the focus are, and whether nothing else lies on all of them.
HIDDEN = """() => {
  const part = document.activeElement, box = part.getBoundingClientRect()
  const at = (x, y) => document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)
  const seen = [[.5, .5], [.2, .2], [.8, .2], [.2, .8], [.8, .8]].map(point => at(...point))
    .filter(top => top && (part.contains(top) || [...(part.labels ?? [])].some(label => label.contains(top))))
  return part === document.body || seen.length ? null : part.value || part.innerText
}"""


def first_sign(page):
    page.goto("/pain-quiz/")
    page.get_by_role("checkbox").first.focus()


def sudden_weakness(page):
    Quiz(page).begin().answer("Lower back, in the middle").answer("I’m not sure")
    page.locator("[data-emergency] input").first.focus()


def first_sign_of_a_request(page):
    page.goto("/appointments/request/")
    page.get_by_role("group", name="apply to you right now").get_by_role("checkbox").first.focus()


def first_place(page):
    Quiz(page).begin()
    page.get_by_role("radio", name="Left shoulder").focus()


@pytest.mark.parametrize("size", [(390, 844), (390, 664), (320, 600), (1280, 600)])
@pytest.mark.parametrize("begin", [first_sign, sudden_weakness, first_sign_of_a_request, first_place])
def test_what_sticks_to_the_lower_edge_hides_no_control_with_the_focus(page, begin, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    begin(page)
    page.keyboard.press("Space")
    hidden = []
    arrows = 20 if page.locator("input[type=radio]:focus").count() else 0  # on a box an arrow would scroll the page
    for key in [*["ArrowDown"] * arrows, *["Tab"] * 20, *["Shift+Tab"] * 20]:
        page.keyboard.press(key)
        hidden.append(page.evaluate(HIDDEN))

    assert [words for words in hidden if words] == []
