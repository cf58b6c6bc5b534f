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


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_no_rule_is_broken_in_any_view(page, axe, address):
    page.goto(address)
    found = {}
    for view, (size, media) in VIEWS.items():
        page.set_viewport_size(size)
        page.emulate_media(**media)
        found[view] = axe(page)

    assert {view: broken for view, broken in found.items() if broken} == {}


@pytest.mark.parametrize("button", ["Menu", "Call"])
def test_no_rule_is_broken_with_an_open_panel(page, axe, button):
    page.set_viewport_size(PHONE)
    page.goto("/")
    page.get_by_role("banner").get_by_role("button", name=button, exact=True).click()

    expect(page.get_by_role("button", name="Close")).to_be_visible()
    assert axe(page) == []
