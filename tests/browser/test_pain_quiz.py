"""The pain quiz in a real browser: by keyboard, by tapping the drawing, without JavaScript, with Back, on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import PHONE, VIEWS

NEXT, BACK = "Next", "Back"


class Quiz:
    """The quiz as somebody sees it."""

    def __init__(self, page):
        self.page = page

    def begin(self):
        self.page.goto("/pain-quiz/")
        self.page.get_by_label("None of these applies to me right now").check()
        self.press("Start the quiz")
        return self

    def press(self, name: str):
        """All steps have one address, so the page that comes has to be waited for."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).click()

    def answer(self, *names: str):
        for name in names:
            self.page.get_by_label(name).check()
        self.press(NEXT)
        return self

    def finish(self):
        while not self.page.locator("#quiz-result").count():
            self.answer("I’m not sure")
        return self

    def to_result(self):
        """Somebody whose legs hurt when walking."""
        self.begin().answer("Lower back, in the middle").answer("I’m not sure").answer("I’m not sure")
        self.answer("My legs or buttocks hurt, cramp", "Better when I sit down or lean forward")
        return self.finish()

    @property
    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text()


@pytest.fixture
def quiz(page):
    return Quiz(page)


def broken_in(views, page, axe) -> dict:
    found = {}
    for view in views:
        size, media = VIEWS[view]
        page.set_viewport_size(size)
        page.emulate_media(**media)
        found[view] = axe(page)
    page.emulate_media(media="screen", color_scheme="light", forced_colors="none")
    return {view: broken for view, broken in found.items() if broken}


def test_axe_finds_nothing_on_any_step(quiz, page, axe):
    quiz.begin()
    found = {}
    while not page.locator("#quiz-result").count():
        found[quiz.heading] = broken_in(["phone", "desk in the dark"], page, axe)
        quiz.answer("I’m not sure")

    assert len(found) == 10
    assert {step: broken for step, broken in found.items() if broken} == {}


def on_the_body_map(quiz):
    quiz.begin().page.get_by_label("Left knee").check()


def with_a_mistake(quiz):
    quiz.begin().press(NEXT)


def with_an_alarm(quiz):
    quiz.begin().page.get_by_label("Front of the chest").check()


def in_an_emergency(quiz):
    quiz.begin().answer("Front of the chest")


def at_the_result(quiz):
    quiz.to_result()


def with_nothing_found(quiz):
    quiz.begin().finish()


def near_an_office(quiz):
    quiz.to_result().page.get_by_label("Your ZIP code or town").fill("21701")
    quiz.press("Find the nearest office")


@pytest.mark.parametrize(
    "state",
    [
        on_the_body_map,
        with_a_mistake,
        with_an_alarm,
        in_an_emergency,
        at_the_result,
        with_nothing_found,
        near_an_office,
    ],
)
def test_axe_finds_nothing_in_any_view(quiz, page, axe, state):
    state(quiz)

    assert broken_in(VIEWS, page, axe) == {}


def go_on(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_patient_gets_to_the_result_by_keyboard_alone(quiz, page):
    page.goto("/pain-quiz/")
    page.get_by_label("None of these applies to me right now").focus()
    page.keyboard.press("Space")
    go_on(page)

    page.get_by_role("radio").first.focus()
    for _step in range(4):
        page.keyboard.press("ArrowDown")
    chosen = page.locator("input:checked")
    expect(chosen).to_be_focused()
    go_on(page)
    assert quiz.heading == "Does the pain travel from there?"

    while not page.locator("#quiz-result").count():
        unsure = page.get_by_label("I’m not sure")
        unsure.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=NEXT)).to_be_focused()
        go_on(page)
    expect(page.get_by_role("heading", level=1, name="Let us talk about your pain")).to_be_visible()


def test_every_place_of_the_drawing_has_a_name_for_screen_readers(quiz, page):
    quiz.begin()
    group = page.get_by_role("group", name="Where does it hurt the most?")
    names = [text.splitlines()[0] for text in group.locator("[data-region]").all_inner_texts()]

    assert len(names) == 27
    for name in names:
        expect(group.get_by_role("radio", name=name).first).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desk"])
def test_tapping_the_drawing_chooses_in_the_list(quiz, page, size):
    page.set_viewport_size(size)
    quiz.begin()
    knee = page.get_by_role("radio", name="Left knee")
    knee.scroll_into_view_if_needed()
    drawing = page.locator(".body-map__drawing").bounding_box()
    spot = knee.bounding_box()
    assert drawing["x"] <= spot["x"] <= drawing["x"] + drawing["width"]
    assert drawing["y"] <= spot["y"] <= drawing["y"] + drawing["height"]

    knee.click()

    expect(knee).to_be_checked()
    quiz.press(NEXT)
    assert quiz.heading == "What do you know about this joint?"


def test_the_list_chooses_on_the_drawing(quiz, page):
    page.set_viewport_size(PHONE)
    quiz.begin()
    page.locator("label", has_text="Right foot or ankle").click()

    expect(page.get_by_role("radio", name="Right foot or ankle")).to_be_checked()


def test_none_takes_the_other_ticks_away_at_once(quiz, page):
    quiz.begin().answer("Left knee")
    page.get_by_label("The joint").first.check()
    page.get_by_label("None of these").check()

    expect(page.locator("input:checked")).to_have_count(1)
    page.get_by_label("The joint").first.check()
    expect(page.get_by_label("None of these")).not_to_be_checked()


def test_an_alarming_answer_shows_the_warning_before_anything_is_sent(quiz, page):
    quiz.begin()
    warning = page.get_by_text("Call 911 or go to the emergency room now.")
    expect(warning).not_to_be_visible()

    page.get_by_label("Front of the chest").check()

    expect(warning).to_be_visible()
    expect(page.locator("[aria-live]").filter(has=warning)).to_have_attribute("aria-live", "polite")


def test_the_progress_is_seen_in_forced_colors(quiz, page):
    page.emulate_media(forced_colors="active")
    quiz.begin()
    bar = page.locator(".quiz__progress > progress")
    far = bar.screenshot()
    bar.evaluate("part => { part.value = part.max }")

    assert bar.screenshot() != far


def test_the_offices_found_stand_clear_of_the_button(quiz, page):
    near_an_office(quiz)
    gap = "part => part.getBoundingClientRect().top - part.previousElementSibling.getBoundingClientRect().bottom"

    assert page.locator(".quiz__found").evaluate(gap) >= 16


def test_back_and_forward_work_to_the_result_and_from_a_page_it_leads_to(quiz, page):
    quiz.to_result()
    page.get_by_role("link", name="Read about Minimally Invasive").click()
    page.go_back()
    expect(page.locator("#quiz-result")).to_be_visible()

    page.go_back()
    assert quiz.heading == "Which of these fit your health and your daily life?"
    page.go_forward()
    expect(page.locator("#quiz-result")).to_be_visible()


def test_no_step_has_an_answer_in_its_address_or_a_cookie(quiz, page, context, complaints):
    visited = []
    page.on("framenavigated", lambda frame: visited.append(frame.url))
    quiz.to_result()

    assert {address.split("/", 3)[3] for address in visited} == {"pain-quiz/"}
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert complaints == []


def test_the_summary_goes_along_with_a_request_only_with_a_tick(quiz, page):
    quiz.to_result()
    page.get_by_role("button", name="Request an appointment", exact=True).click()

    expect(page.get_by_text("Better when I sit down or lean forward")).to_be_visible()
    expect(page.get_by_label("Send this summary with my request")).not_to_be_checked()
    assert page.url.endswith("/appointments/request/")


def test_the_result_prints_as_a_handout(quiz, page):
    quiz.to_result()
    page.emulate_media(media="print")

    expect(page.locator(".print-head")).to_contain_text("/pain-quiz/")
    expect(page.locator(".print-head")).to_be_visible()
    expect(page.get_by_text("Questions to ask").first).to_be_visible()
    expect(page.get_by_role("link", name="Read about").first).not_to_be_visible()
    expect(page.get_by_text("This is not a diagnosis.").first).to_be_visible()
    for button in page.locator("main").get_by_role("button").all():
        expect(button).not_to_be_visible()


class TestWithoutJavaScript:
    @pytest.fixture
    def browser_context_args(self, browser_context_args, base_url):
        return {**browser_context_args, "base_url": base_url, "java_script_enabled": False, "viewport": PHONE}

    def test_the_whole_quiz_works_with_back_and_change(self, quiz, page):
        quiz.begin().answer("Left knee")
        page.go_back()
        expect(page.get_by_role("radio", name="Left knee")).to_be_checked()
        quiz.answer("Right knee")
        quiz.press(BACK)
        expect(page.get_by_role("radio", name="Right knee")).to_be_checked()
        quiz.press(NEXT)
        quiz.finish()

        page.get_by_role("button", name=re.compile("Change.*Where does it hurt the most")).click()
        expect(page.get_by_role("radio", name="Right knee")).to_be_checked()

    def test_two_answers_that_cannot_be_together_get_a_sentence(self, quiz, page):
        quiz.begin().answer("Left knee").answer("None of these", "I’m not sure")

        expect(page.get_by_role("alert")).to_contain_text("Untick “None of these”, or everything else")


def test_nothing_overflows_on_the_smallest_phone(quiz, page):
    page.set_viewport_size({"width": 320, "height": 568})
    quiz.begin()
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

    assert not page.evaluate(wide)
    quiz.finish()
    assert not page.evaluate(wide)
