"""The drawing of the body in a real browser: every part can be pressed, and what was pressed is said beside it."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import DESK, PHONE
from tests.browser.test_pain_quiz import Quiz, broken_in

SMALLEST = {"width": 320, "height": 600}
sizes = pytest.mark.parametrize("size", [PHONE, DESK, SMALLEST], ids=["phone", "desk", "smallest"])

# Points in the units of the drawing, 360 x 540. The left of somebody seen from the front is on the right of the picture.
PRESSED = {
    "forehead": ((90, 52), "face"),
    "throat": ((90, 106), "neck"),
    "collar of the left shoulder": ((140, 125), "shoulder-left"),
    "breastbone": ((90, 150), "chest"),
    "left forearm": ((156, 240), "arm-left"),
    "right forearm": ((24, 240), "arm-right"),
    "left thigh": ((116, 330), "leg-left"),
    "right thigh": ((64, 330), "leg-right"),
    "left shin": ((116, 435), "leg-left"),
    "right shin": ((64, 435), "leg-right"),
    "left shoulder from behind": ((219, 128), "shoulder-left"),
    "right shoulder from behind": ((321, 128), "shoulder-right"),
    "left upper arm from behind, by the armpit": ((222, 165), "arm-left"),
    "right upper arm from behind, by the armpit": ((318, 165), "arm-right"),
    "left forearm from behind": ((202, 240), "arm-left"),
    "back of the left hand": ((200, 286), "hand-left"),
    "back of the right hand": ((340, 286), "hand-right"),
    "left shoulder blade": ((243, 145), "upper-back"),
    "spine between the ribs": ((270, 182), "upper-back"),
    "left ribs": ((238, 192), "ribs-left"),
    "right ribs": ((302, 192), "ribs-right"),
    "left heel": ((240, 484), "foot-left"),
    "right heel": ((300, 484), "foot-right"),
}
CHOSEN = "document.querySelector('form.quiz [name=answer]:checked')?.value"
# Where each region's words are, against the window and the bar with the button to go on.
SAID = """() => [...document.querySelectorAll('.body-map__said [data-of]')]
  .filter(part => part.checkVisibility())
  .map(part => ({
    words: part.innerText.replace(/\\s+/g, ' ').trim(),
    top: part.getBoundingClientRect().top,
    bottom: part.getBoundingClientRect().bottom,
    end: Math.min(innerHeight, document.querySelector('.quiz__ways').getBoundingClientRect().top),
  }))"""


@pytest.fixture
def browser_context_args(browser_context_args, base_url):
    return {**browser_context_args, "base_url": base_url, "reduced_motion": "reduce"}


@pytest.fixture
def quiz(page):
    return Quiz(page)


def press(page, x, y):
    """Presses the drawing there; its middle is brought to the middle of the window first."""
    svg = page.locator(".body-drawing")
    svg.evaluate(
        "(part, y) => scrollBy(0, part.getBoundingClientRect().top + part.clientHeight * y - innerHeight / 3)", y / 540
    )
    box = svg.bounding_box()
    page.mouse.click(box["x"] + box["width"] * x / 360, box["y"] + box["height"] * y / 540)


@sizes
def test_every_part_of_the_body_chooses_its_place(quiz, page, size):
    page.set_viewport_size(size)
    quiz.begin()
    chosen = {}
    for name, (point, _region) in PRESSED.items():
        page.evaluate("document.querySelector('form.quiz').reset()")
        press(page, *point)
        chosen[name] = page.evaluate(CHOSEN)

    assert chosen == {name: region for name, (_point, region) in PRESSED.items()}


@sizes
def test_what_was_pressed_is_said_in_sight_with_its_hint(quiz, page, size):
    page.set_viewport_size(size)
    quiz.begin()
    regions = page.locator("[data-region]:not([data-emergency])")
    unsaid = {}
    for row in regions.all():
        words = " ".join(row.inner_text().split())
        spot = row.locator("input")
        spot.evaluate("part => part.scrollIntoView({block: 'center'})")
        spot.click()
        said = page.evaluate(SAID)
        if [line["words"] for line in said] != [words] or not 0 <= said[0]["top"] < said[0]["bottom"] <= said[0]["end"]:
            unsaid[words] = said

    assert unsaid == {}


def test_of_several_places_each_is_said(quiz, page):
    page.set_viewport_size(PHONE)
    quiz.begin()
    page.evaluate("document.querySelectorAll('.body-map input').forEach(part => part.type = 'checkbox')")
    for name in ("Left knee", "Belly", "Right foot or ankle"):
        page.get_by_role("checkbox", name=name).check()

    assert [line["words"].split(" Sudden")[0] for line in page.evaluate(SAID)] == [
        "Belly",
        "Left knee",
        "Right foot or ankle",
    ]


def test_the_further_spots_of_a_chosen_place_are_filled_like_it(quiz, page):
    page.set_viewport_size(PHONE)
    quiz.begin()
    ground = "part => getComputedStyle(part).backgroundColor"
    thigh = page.locator("[data-spot=thigh-left]")
    at_rest = thigh.evaluate(ground)

    page.get_by_role("radio", name="Left leg").check()

    assert thigh.evaluate(ground) == page.get_by_role("radio", name="Left leg").evaluate(ground) != at_rest
    assert page.locator("[data-spot=thigh-right]").evaluate(ground) == at_rest


def test_no_spot_names_a_control_twice_or_stops_the_keyboard(quiz, page):
    quiz.begin()
    leg = page.get_by_role("radio", name="Left leg: thigh, shin or calf", exact=True)

    expect(leg).to_have_count(1)
    assert leg.evaluate("part => part.labels.length") == 3
    assert page.locator(".body-map__drawing").evaluate(
        "part => part.ariaHidden === 'true' && !part.querySelector('input, button, a, [tabindex]')"
    )


def test_a_place_without_an_answer_has_no_spot(quiz, page):
    quiz.begin()
    answered = set(page.locator("[data-region]").evaluate_all("parts => parts.map(part => part.dataset.region)"))
    spots = page.locator("[data-of]").evaluate_all("parts => parts.map(part => part.dataset.of)")

    assert set(spots) == answered


def test_left_and_right_are_said_at_the_height_of_the_head(quiz, page):
    page.set_viewport_size(PHONE)
    quiz.begin()
    shoulder = page.get_by_role("radio", name="Left shoulder").bounding_box()

    words = page.locator(".body-drawing__hint--lines text")
    assert words.count() == 4
    for word in words.all():
        assert word.bounding_box()["y"] + word.bounding_box()["height"] <= shoulder["y"]


@pytest.mark.parametrize(("width", "least"), [(390, 30), (320, 24)])
def test_every_spot_is_large_enough_for_a_finger(quiz, page, width, least):
    page.set_viewport_size({"width": width, "height": 844})
    quiz.begin()
    spots = "parts => parts.map(part => [part.dataset.spot ?? part.value, part.offsetWidth, part.offsetHeight])"

    found = page.locator("[data-region] > input, [data-spot]").evaluate_all(spots)
    assert [spot for spot in found if min(spot[1:]) < least] == []


def test_the_list_takes_the_page_nowhere(quiz, page):
    """A row far below the drawing is chosen where it is, and so is a spot whose radio is on the other body."""
    page.set_viewport_size(PHONE)
    quiz.begin()
    page.locator("[data-spot=heel-left]").click()
    before = page.evaluate("scrollY")
    page.locator("[data-spot=thigh-left]").click()

    assert page.evaluate("scrollY") == before
    assert page.evaluate(CHOSEN) == "leg-left"


@pytest.mark.parametrize("width", [320, 390])
def test_the_last_rows_of_the_list_are_chosen_where_they_stand(quiz, page, width):
    """Their radios lie on the drawing, far above; the browser must not scroll to what has the focus."""
    page.set_viewport_size({"width": width, "height": 700})
    quiz.begin()
    moved = {}
    for region in ["knee-left", "foot-right"]:
        row = page.locator(f".choice[data-region]:has([value={region}]) > span")
        row.scroll_into_view_if_needed()
        page.mouse.wheel(0, 200)
        page.wait_for_timeout(100)
        before = page.evaluate("scrollY")
        row.click()
        page.wait_for_timeout(100)
        moved[region] = abs(page.evaluate("scrollY") - before)
        assert page.evaluate(CHOSEN) == region

    assert max(moved.values()) < 150


def test_axe_finds_nothing_with_a_place_chosen_by_a_further_spot(quiz, page, axe):
    quiz.begin()
    page.locator("[data-spot=shin-left]").click()

    assert broken_in(["phone in the dark", "phone", "forced colors"], page, axe) == {}
