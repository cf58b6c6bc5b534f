"""Everything works with JavaScript switched off."""

import pytest
from playwright.sync_api import expect

from tests.browser.demo_site import MILD

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def browser_context_args(browser_context_args, base_url):
    return {**browser_context_args, "base_url": base_url, "java_script_enabled": False, "viewport": PHONE}


def test_the_menu_opens_leads_on_and_closes(page):
    page.goto("/")
    link = page.get_by_role("navigation", name="Main").get_by_role("link", name="Treatments")
    expect(link).not_to_be_visible()

    page.get_by_role("banner").get_by_role("button", name="Menu", exact=True).click()
    link.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Treatments"


def test_the_menu_closes_again(page):
    page.goto("/")
    page.get_by_role("banner").get_by_role("button", name="Menu", exact=True).click()
    page.get_by_role("button", name="Close the menu").click()

    expect(page.get_by_role("navigation", name="Main")).not_to_be_visible()


def test_the_telephones_open(page):
    page.goto(MILD)
    page.get_by_role("banner").get_by_role("button", name="Call", exact=True).click()

    expect(page.get_by_role("banner").get_by_role("link", name="(410) 555-0142")).to_be_visible()


def test_the_filter_works(page):
    page.goto("/treatments/")
    page.get_by_role("navigation", name="What hurts?").get_by_role("link", name="Knee").click()

    expect(page.get_by_text("used for pain here: Knee")).to_be_visible()


def test_two_treatments_can_be_ticked_and_compared(page):
    page.goto("/treatments/")
    for name in ("Compare Kyphoplasty", "Compare MILD"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Compare", exact=True).click()

    expect(page.locator("table")).to_be_visible()
    assert "t=kyphoplasty" in page.url


def test_one_alone_asks_for_another_and_keeps_the_first(page):
    page.goto("/treatments/")
    page.get_by_role("checkbox", name="Compare MILD").check()
    page.get_by_role("button", name="Compare", exact=True).click()

    expect(page.get_by_text("Choose one more treatment")).to_be_visible()
    assert page.get_by_role("checkbox", name="Compare MILD").is_checked()


def test_search_works_from_the_home_page(page):
    page.goto("/")
    page.get_by_role("searchbox").fill("pinched nerve")
    page.get_by_role("search").get_by_role("button").click()

    expect(
        page.get_by_role("link", name="Sciatica").or_(page.get_by_role("link", name="Cervical")).first
    ).to_be_visible()


def test_an_office_is_found_from_the_home_page(page):
    page.goto("/")
    field = page.get_by_label("Find an office near you")
    field.fill("Springfield")
    field.press("Enter")
    page.locator("#which-place a").filter(has_text="Springfield, Virginia").click()
    page.get_by_text("Choose by treatment").click()
    page.get_by_label("Step-free").check()
    page.get_by_role("button", name="Show these offices").click()

    expect(page.locator("[data-place]")).to_have_attribute("data-place", "Springfield, VA")
    expect(page.locator("#results > li").first).to_have_attribute("data-location", "fairfax")
    expect(page.get_by_role("button", name="Use my location")).to_have_count(0)


def test_on_this_page_leads_to_the_risks(page):
    page.goto(MILD)
    page.get_by_role("navigation", name="On this page").get_by_role("link", name="Risks").click()

    assert page.url.endswith("#risks")
    expect(page.get_by_role("heading", name="Risks", exact=True)).to_be_visible()
