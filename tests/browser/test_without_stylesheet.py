"""Without our stylesheets, as some browsers of text and some networks show it, the pages still say what is true."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_pain_quiz import Quiz


@pytest.fixture
def plain(page):
    page.route("**/*.css", lambda route: route.abort())
    page.route("**/css/**", lambda route: route.abort())
    return page


@pytest.mark.parametrize("address", ["/pain-quiz/", "/appointments/request/"])
def test_nobody_is_told_of_an_emergency_that_was_not_chosen(plain, address):
    plain.goto(address)

    heading = plain.get_by_role("heading", name="Call 911 or go to the emergency room now.")
    expect(heading).to_be_visible()
    assert heading.inner_text().startswith("If you ")


def test_no_icon_is_larger_than_a_line(plain):
    Quiz(plain).begin()
    icons = plain.locator("svg.icon").evaluate_all("parts => parts.map(part => part.getBoundingClientRect().width)")

    assert 0 < max(icons) <= 24


@pytest.mark.parametrize("address", ["/pain-quiz/", "/appointments/request/"])
def test_each_choice_begins_on_a_line_of_its_own(plain, address):
    plain.goto(address)
    boxes = plain.locator("main fieldset").first.locator("input")

    tops = boxes.evaluate_all("parts => parts.map(part => part.getBoundingClientRect().top)")
    assert len(tops) > 5
    assert len(set(tops)) == len(tops)
    assert len(set(boxes.evaluate_all("parts => parts.map(part => part.getBoundingClientRect().left)"))) == 1


def test_the_words_for_the_drawing_are_not_said_twice(plain):
    Quiz(plain).begin()

    assert [part for part in plain.locator(".body-map__said [data-of]").all() if part.is_visible()] == []
