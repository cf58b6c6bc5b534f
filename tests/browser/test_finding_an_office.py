"""A patient finds an office: by ZIP code, by a name that two states share, after a typing mistake; by keyboard, on a phone."""

import re

import pytest
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 844}


FIELD = "main input[name=q]"


def ask(page, text):
    """Types into the finder's field and presses Enter."""
    page.locator(FIELD).fill(text)
    page.locator(FIELD).press("Enter")


@pytest.fixture
def finder(page):
    page.set_viewport_size(PHONE)
    page.goto("/locations/")
    return page


def test_a_zip_code_leads_to_the_nearest_office_first(finder):
    ask(finder, "21701")

    nearest = finder.locator("#results > li").first
    expect(nearest).to_have_attribute("data-location", "frederick")
    expect(finder.locator("[data-place]")).to_have_attribute("data-place", re.compile("Frederick, MD"))


def test_a_name_in_two_states_asks_which_and_each_answer_is_that_state(finder):
    ask(finder, "Springfield")
    finder.locator("#which-place a").filter(has_text="Virginia").first.click()

    expect(finder.locator("[data-place]")).to_have_attribute("data-place", "Springfield, VA")
    expect(finder.locator("#results > li").first).to_have_attribute("data-location", "fairfax")


def test_a_typing_mistake_is_never_corrected_in_silence(finder):
    ask(finder, "Harisburg PA")

    expect(finder.locator("#no-place")).to_be_visible()
    expect(finder.locator(FIELD)).to_have_value("Harisburg PA")
    finder.locator("#no-place a").filter(has_text="Harrisburg").first.click()
    expect(finder.locator("#results > li").first).to_have_attribute("data-location", "harrisburg")


def test_the_keyboard_alone_is_enough(finder):
    finder.locator(FIELD).focus()
    finder.keyboard.type("Hagerstown")
    finder.keyboard.press("Enter")
    finder.wait_for_selector("#results")
    finder.locator("#results > li a").first.focus()
    finder.keyboard.press("Enter")

    expect(finder.get_by_role("heading", level=1)).to_have_text("Sample Hagerstown office")
    expect(finder.locator("main a[href^='tel:']").first).to_be_visible()


def test_filters_leave_the_offices_that_fit_and_the_office_shows_the_way(finder):
    ask(finder, "21701")
    finder.get_by_text("Choose by treatment").click()
    finder.get_by_label("Open on Saturday").check()
    finder.get_by_role("button", name="Show these offices").click()

    expect(finder.locator("#results > li")).to_have_count(3)
    expect(finder.locator(FIELD)).to_have_value("21701")
    finder.get_by_role("link", name="Sample Frederick office", exact=True).click()
    finder.get_by_role("link", name="Directions").click()
    expect(finder.get_by_role("heading", name="Getting here")).to_be_in_viewport()
    expect(finder.get_by_role("link", name="OpenStreetMap")).to_have_attribute("href", re.compile("Frederick"))


def test_the_position_is_rounded_and_stands_in_no_address(finder, context):
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"latitude": 39.414271, "longitude": -77.410541})
    with finder.expect_request(lambda request: request.method == "POST") as sent:
        finder.get_by_role("button", name="Use my location").click()

    assert "latitude=39.41&" in sent.value.post_data + "&"
    assert "39.4" not in sent.value.url
    expect(finder.locator("#results > li").first).to_have_attribute("data-location", "frederick")


def test_going_back_to_a_list_near_the_visitor_asks_nothing(finder, context):
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"latitude": 39.414271, "longitude": -77.410541})
    finder.get_by_role("button", name="Use my location").click()
    finder.get_by_role("link", name="Sample Frederick office", exact=True).click()
    expect(finder.get_by_role("heading", level=1)).to_have_text("Sample Frederick office")

    finder.go_back()

    expect(finder.locator(FIELD)).to_be_visible()
    expect(finder.locator("#results > li").first).to_be_visible()


def test_a_list_near_the_visitor_can_be_filtered(finder, context):
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"latitude": 39.414271, "longitude": -77.410541})
    finder.get_by_role("button", name="Use my location").click()
    expect(finder.locator("#results > li[data-miles]").first).to_be_visible()
    finder.locator("main summary").first.click()
    finder.locator("main input[name=step_free]").check()

    finder.locator("main place-finder button[type=submit]").last.click()

    expect(finder.locator("#results > li[data-miles]").first).to_be_visible()
    assert "39.4" not in finder.url


def test_typing_brings_suggestions(finder):
    finder.locator(FIELD).press_sequentially("Hager", delay=30)

    expect(finder.locator("datalist option[value='Hagerstown, MD']")).to_have_count(1)
