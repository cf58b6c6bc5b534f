"""Asking for a visit in a real browser: by keyboard, with mistakes, with an emergency, without JavaScript, on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.demo_site import MILD

REQUEST = "/appointments/request/"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL_TARGETS = """() => [...document.querySelectorAll('main :is(button, input:not([type=hidden]), select, summary, .button)')]
  .filter(part => part.checkVisibility({visibilityProperty: true}) && !part.closest('[aria-hidden]'))
  .map(part => [part, (part.closest('label') ?? part).getBoundingClientRect()])
  .filter(([part, box]) => box.height < 44)
  .map(([part, box]) => `${part.outerHTML.slice(0, 90)} ${Math.round(box.height)}`)"""
FOCUS_ABOVE_THE_CARD = """() => document.activeElement.getBoundingClientRect().bottom
  <= document.querySelector('.flags-card').getBoundingClientRect().top"""


def fill(page):
    """What the form needs, by the labels people read."""
    page.get_by_label("Or your ZIP code").fill("21701")
    page.get_by_label("New patient").check()
    page.get_by_label("Full name of the patient").fill("Pat O’Brien")
    page.get_by_label("Phone number").fill("301-555-0142")
    page.get_by_role("group", name="may we leave a message").get_by_label("Yes").check()
    page.get_by_role("group", name="Who pays for the visit?").get_by_label("I am not sure").check()
    page.get_by_label("I agree that the practice may use").check()


def send(page):
    """Sends the form and waits for the answer: what looks at the page next never meets a half-loaded one."""
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Send the")).click()


def expect_thanks(page):
    expect(page.get_by_role("heading", level=1, name="We have your request")).to_be_visible()
    assert re.fullmatch(r"[A-Z2-9]{5}-[A-Z2-9]{5}", page.locator("#reference").inner_text())


def tab_to(page, what, most: int = 150):
    """Presses Tab until that has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if what.evaluate("part => part === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {what}")


def tab_to_group(page, group, answer):
    """Into the radios, then down to that answer."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if group.evaluate("part => part.contains(document.activeElement)"):
            break
    page.keyboard.press("Space")
    for _ in range(6):
        if group.get_by_label(answer).is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(answer)


def test_from_the_treatment_to_the_confirmation_by_keyboard_alone(page):
    page.goto(MILD)
    tab_to(page, page.get_by_role("complementary").get_by_role("link", name="Request an appointment"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/appointments/request/?treatment=*")
    expect(page.get_by_label("Treatment you want to ask about")).to_have_value(
        "minimally-invasive-lumbar-decompression"
    )

    tab_to(page, page.get_by_label("Or your ZIP code"))
    page.keyboard.type("21701")
    tab_to_group(page, page.get_by_role("group", name="Have you been a patient"), "New patient")
    tab_to(page, page.get_by_label("Full name of the patient"))
    page.keyboard.type("Pat O’Brien")
    tab_to(page, page.get_by_label("Phone number"))
    page.keyboard.type("301-555-0142")
    tab_to_group(page, page.get_by_role("group", name="may we leave a message"), "No")
    tab_to_group(page, page.get_by_role("group", name="Who pays for the visit?"), "I am not sure")
    tab_to(page, page.get_by_label("I agree that the practice may use"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Send the request"))
    page.keyboard.press("Enter")

    expect_thanks(page)


def test_three_mistakes_are_mended_through_the_summary(page, axe):
    page.goto(REQUEST)
    fill(page)
    for label, wrong in {"Or your ZIP code": "2170", "Phone number": "12", "Full name": ""}.items():
        page.get_by_label(label).fill(wrong)
    send(page)

    summary = page.get_by_role("alert", name="There is a problem")
    expect(summary).to_be_focused()
    assert page.title().startswith("Error: ")
    assert axe(page) == []
    for sentence, right in {
        "ZIP code of five": "21701",
        "full name": "Pat O’Brien",
        "area code": "301-555-0142",
    }.items():
        summary.get_by_role("link", name=sentence).click()
        page.keyboard.press("Control+A")
        page.keyboard.type(right)
    send(page)

    expect_thanks(page)


def test_a_ticked_emergency_says_911_at_once_and_again_before_it_is_sent(page, axe):
    page.goto(REQUEST)
    card = page.get_by_role("heading", name="Call 911 or go to the emergency room now.")
    expect(card).not_to_be_visible()

    page.get_by_label("You have chest pain").check()
    expect(card).to_be_visible()
    assert axe(page) == []

    fill(page)
    send(page)
    expect(page.get_by_role("alert").first).to_contain_text("Call 911 or go to the emergency room now if:")
    expect(page.get_by_label("Full name of the patient")).to_have_value("Pat O’Brien")
    assert axe(page) == []

    page.get_by_role("button", name="Send the request anyway").click()
    expect_thanks(page)
    expect(page.get_by_text("you have chest pain")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_the_first_sign_of_a_long_list_shows_the_card_without_scrolling_and_hides_nothing_in_focus(page, size):
    page.set_viewport_size(size)
    page.goto(REQUEST)
    signs = page.locator("[name=red_flags]")

    signs.first.check()

    card = page.get_by_role("heading", name="Call 911 or go to the emergency room now.")
    expect(card).to_be_in_viewport()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(signs.nth(3)).to_be_focused()
    page.wait_for_function(FOCUS_ABOVE_THE_CARD)  # the page may scroll gently


def test_only_the_fields_of_the_chosen_payer_are_seen(page):
    page.goto(REQUEST)
    page.get_by_label("Workers’ compensation").check()
    page.get_by_role("group", name="In which state is the job?").get_by_label("Virginia").check()

    expect(page.get_by_label("Employer")).to_be_visible()
    expect(page.get_by_text("a panel of three or more doctors")).to_be_visible()
    expect(page.get_by_text("a proper list of six or more")).not_to_be_visible()
    expect(page.get_by_label("Name of your insurance plan")).not_to_be_visible()


def test_the_browser_does_its_work_without_being_asked(page):
    page.goto(REQUEST)

    expect(page.locator("[name=work]")).to_have_value(re.compile(r"^\d+$"))


def test_the_trap_is_neither_seen_nor_reached(page):
    page.goto(REQUEST)
    box = page.locator("[name=website]").bounding_box()

    assert box["x"] + box["width"] < 0
    assert page.get_by_role("textbox", name="Website").count() == 0


def test_a_message_is_sent(page, axe):
    page.goto("/contact/")
    page.get_by_label("A bill or a payment").check()
    page.get_by_label("Your message").fill("What does a visit cost?")
    page.get_by_label("Your full name").fill("Pat O’Brien")
    page.get_by_label("Phone number").fill("301-555-0142")
    send(page)

    expect(page.get_by_role("heading", level=1, name="We have your message")).to_be_visible()
    assert axe(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_no_state_of_the_forms_breaks_a_rule(page, axe, scheme, size):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    found = {}

    for address in (REQUEST, "/contact/"):
        page.goto(address)
        found[address] = axe(page)
        page.locator("details").first.click()
        send(page)
        found[f"{address} with errors"] = axe(page)
    page.goto(REQUEST)
    for payer in ("Health insurance", "Workers’ compensation", "Personal injury", "I pay myself"):
        page.get_by_label(payer).check()
        found[payer] = axe(page)
    fill(page)
    send(page)
    expect_thanks(page)
    found["thanks"] = axe(page)

    assert {state: broken for state, broken in found.items() if broken} == {}


@pytest.mark.parametrize("address", [REQUEST, "/contact/"])
def test_the_forms_fit_a_small_screen_and_fingers(page, address):
    beyond = {}
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address)
        send(page)
        beyond[width] = page.evaluate(OVERFLOW)

    assert beyond == {320: 0, 390: 0}
    assert page.evaluate(SMALL_TARGETS) == []


def test_a_browser_gets_no_cookie(page, context):
    page.goto(REQUEST)
    fill(page)
    send(page)
    expect_thanks(page)

    assert context.cookies() == []


class TestWithoutJavascript:
    @pytest.fixture
    def browser_context_args(self, browser_context_args, base_url):
        return {**browser_context_args, "base_url": base_url, "java_script_enabled": False, "viewport": PHONE}

    def test_a_request_with_an_emergency_and_a_mistake_gets_through(self, page):
        page.goto(REQUEST)
        fill(page)
        page.get_by_label("You have chest pain").check()
        page.get_by_label("Workers’ compensation").check()
        send(page)
        expect(page.get_by_role("alert").first).to_contain_text("Call 911")

        page.get_by_role("link", name="Choose the state of the job").click()
        page.get_by_role("group", name="In which state is the job?").get_by_label("Maryland").check()
        send(page)

        expect_thanks(page)
