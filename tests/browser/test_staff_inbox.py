"""The inbox in a real browser, with the sample requests of the demonstration."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.demo_site import sign_in
from tests.browser.test_accessibility import DESK, PHONE, VIEWS

TUESDAY = next(day for day in (timezone.localdate() + timedelta(days=30 + n) for n in range(7)) if day.weekday() == 1)


@pytest.fixture
def desk(page, complaints):
    sign_in(page)
    page.goto("/staff/")
    return page


def open_first(desk, status: str):
    desk.goto(f"/staff/?status={status}")
    desk.locator(".rows__reference").first.click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Request")


def broken(desk, axe) -> dict:
    found = {}
    for view, (size, media) in VIEWS.items():
        desk.set_viewport_size(size)
        desk.emulate_media(**media)
        found[view] = axe(desk)
    return {view: lines for view, lines in found.items() if lines}


ADDRESSES = ["/staff/", "/staff/?urgent=on", "/staff/?status=withdrawn", "/staff/messages/", "/staff/export/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_rule_is_broken_on_a_list(desk, axe, address):
    desk.goto(address)

    assert broken(desk, axe) == {}


def test_no_rule_is_broken_on_a_request_with_and_without_errors(desk, axe):
    open_first(desk, "new")
    assert broken(desk, axe) == {}

    desk.get_by_role("button", name="Write down the call").click()
    expect(desk.get_by_role("alert").filter(has_text="There is a problem")).to_be_visible()
    assert broken(desk, axe) == {}


def test_no_rule_is_broken_on_a_message_and_on_what_was_found(desk, axe):
    desk.goto("/staff/messages/")
    desk.locator(".rows__reference").first.click()
    assert broken(desk, axe) == {}

    desk.goto("/staff/")
    desk.get_by_label("Reference, telephone or e-mail").fill("sample-1@example.org")
    desk.get_by_role("button", name="Find").click()
    expect(desk.locator(".rows__reference")).not_to_have_count(0)
    assert broken(desk, axe) == {}


def test_the_first_page_of_the_admin_leads_to_what_is_overdue(desk, axe):
    desk.goto("/admin/")
    assert axe(desk) == []
    desk.get_by_role("link", name=re.compile("Overdue")).click()

    expect(desk.locator(".clock--late").first).to_contain_text("overdue")


def test_a_call_and_a_visit_by_keyboard_alone(desk, complaints):
    open_first(desk, "new")
    desk.get_by_role("radio", name="No answer").focus()
    desk.keyboard.press("Space")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("The call is written down.")).to_be_visible()

    desk.get_by_role("radio", name="Scheduled: a visit is set").focus()
    desk.keyboard.press("Space")
    desk.get_by_label("Day of the visit").fill(TUESDAY.isoformat())
    desk.get_by_label("Time", exact=True).fill("09:30")
    desk.get_by_role("button", name="Save the step").focus()
    desk.keyboard.press("Enter")

    expect(desk.get_by_text("The status is changed.")).to_be_visible()
    expect(desk.get_by_text(f"Tuesday, {TUESDAY:%B} {TUESDAY.day}, {TUESDAY.year}, 9:30 AM")).to_be_visible()
    assert complaints == []


def test_an_error_leads_to_its_field(desk):
    open_first(desk, "new")
    desk.get_by_role("radio", name="Scheduled: a visit is set").check()
    desk.get_by_role("button", name="Save the step").click()
    desk.get_by_role("link", name="Enter the day of the visit.").click()

    expect(desk.get_by_label("Day of the visit")).to_be_focused()


def test_several_requests_are_closed_after_a_question(desk):
    ticks = desk.get_by_role("checkbox", name=re.compile("Choose "))
    ticks.nth(0).check()
    ticks.nth(1).check()
    desk.get_by_role("button", name="Close them").click()
    expect(desk.get_by_text("Close them: these 2 requests.")).to_be_visible()
    desk.get_by_role("button", name="Yes, do it").click()

    expect(desk.get_by_text("Done for 2 requests.")).to_be_visible()


def test_the_table_of_requests_is_downloaded(desk):
    desk.get_by_role("link", name="Export this list as a table").click()
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Make the file").click()

    assert download.value.suggested_filename.endswith(".csv")
    assert "Sample Patient" in download.value.path().read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_has_to_be_scrolled_sideways(desk, size):
    desk.set_viewport_size(size)

    for address in ("/staff/", "/staff/messages/"):
        desk.goto(address)
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_no_address_that_was_visited_holds_a_telephone_number(desk):
    visited = []
    desk.on("request", lambda request: visited.append(request.url))
    desk.get_by_label("Reference, telephone or e-mail").fill("301-555-0101")
    desk.get_by_role("button", name="Find").click()
    desk.wait_for_load_state()

    assert visited
    assert not any("555" in url for url in visited)
