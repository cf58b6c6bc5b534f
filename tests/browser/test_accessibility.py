"""axe finds nothing wrong with any kind of page: on a phone and a desk, light and dark, and on paper."""

import pytest
from playwright.sync_api import expect

from tests.browser.demo_site import PAGES

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
VIEWS = {
    "phone": (PHONE, {"color_scheme": "light"}),
    "phone in the dark": (PHONE, {"color_scheme": "dark"}),
    "desk": (DESK, {"color_scheme": "light"}),
    "desk in the dark": (DESK, {"color_scheme": "dark"}),
    "paper": (DESK, {"color_scheme": "light", "media": "print"}),
    "forced colors": (DESK, {"media": "screen", "forced_colors": "active", "reduced_motion": "reduce"}),
}


def broken_in_any_view(page, axe) -> dict[str, list[str]]:
    found = {}
    for view, (size, media) in VIEWS.items():
        page.set_viewport_size(size)
        page.emulate_media(**media)
        found[view] = axe(page)
    return {view: broken for view, broken in found.items() if broken}


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_no_rule_is_broken_in_any_view(page, axe, address):
    page.goto(address)

    assert broken_in_any_view(page, axe) == {}


def send_torn_form(page):
    """The form arrives without what says where its parts begin."""
    page.route("**/contact/", lambda route: route.continue_(headers={"content-type": "multipart/form-data"}))
    page.locator("main form").first.evaluate("form => HTMLFormElement.prototype.submit.call(form)")


def send_form_of_another_session(page):
    page.context.clear_cookies()
    page.get_by_label("Username").fill("staff")
    page.get_by_label("Password").fill("wrong and long enough")
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.mark.parametrize(
    ("address", "send", "heading"),
    [
        ("/contact/", send_torn_form, "We could not read what was sent"),
        ("/sign-in/", send_form_of_another_session, "This form is out of date"),
    ],
)
def test_no_rule_is_broken_where_a_form_is_refused(page, axe, complaints, address, send, heading):
    page.goto(address)

    send(page)

    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    assert broken_in_any_view(page, axe) == {}
    assert [text for text in complaints if "status of 40" not in text] == []


@pytest.mark.parametrize("button", ["Menu", "Call"])
def test_no_rule_is_broken_with_an_open_panel(page, axe, button):
    page.set_viewport_size(PHONE)
    page.goto("/")
    page.get_by_role("banner").get_by_role("button", name=button, exact=True).click()

    expect(page.get_by_role("button", name="Close")).to_be_visible()
    assert axe(page) == []
