"""The staff's desk in a real browser: nothing is refused by the content policy, everything has a name."""

import pytest

from tests.browser.demo_site import base_url, browser_context_args, sign_in

__all__ = ["base_url", "browser_context_args"]

LIST = "/admin/treatments/treatment/"


@pytest.fixture
def complaints(page):
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.fixture
def desk(page, complaints):
    sign_in(page)
    return page


def open_mild(desk):
    desk.goto(LIST)
    desk.get_by_role("link", name="Minimally Invasive Lumbar Decompression (MILD)").first.click()
    desk.wait_for_load_state("networkidle")


def test_the_form_of_a_treatment_raises_no_complaint(desk, complaints):
    open_mild(desk)

    assert complaints == []


@pytest.mark.parametrize(
    "address", ["/admin/", LIST, "/admin/practice/practice/1/change/", "/admin/treatments/bodyarea/"]
)
def test_other_pages_of_the_desk_raise_no_complaint(desk, complaints, address):
    desk.goto(address, wait_until="networkidle")

    assert complaints == []


def test_the_editor_has_the_name_of_its_field_and_takes_words(desk):
    open_mild(desk)

    editor = desk.get_by_role("textbox", name="What it is")
    editor.first.click()
    desk.keyboard.type("Typed by a test. ")
    assert "Typed by a test." in desk.locator("textarea[name=what_it_is]").input_value()


def test_every_button_of_the_editor_has_a_name(desk):
    open_mild(desk)

    nameless = desk.evaluate(
        """() => [...document.querySelectorAll('.prose-menubar [role=button], .prose-menubar button')]
          .filter(button => !(button.textContent || button.title || button.ariaLabel || '').trim())
          .map(button => button.outerHTML)"""
    )
    assert nameless == []


def test_rows_can_be_put_in_order_by_number_without_dragging(desk):
    open_mild(desk)

    numbers = desk.locator("input[name=risks-0-position]")
    assert numbers.is_visible()
    assert numbers.get_attribute("type") == "number"


def test_a_row_can_be_added(desk):
    open_mild(desk)
    before = int(desk.locator("#id_risks-TOTAL_FORMS").input_value())
    desk.locator("#risks-group").get_by_role("link", name="Add another").or_(
        desk.locator("#risks-group").get_by_role("button", name="Add another")
    ).click()

    assert int(desk.locator("#id_risks-TOTAL_FORMS").input_value()) == before + 1


def test_the_preview_is_one_click_away(desk):
    open_mild(desk)
    desk.get_by_role("link", name="Preview").click()

    assert desk.get_by_text("Preview: not public.").is_visible()


ADMIN_PAGES = {
    "sign in": "/admin/login/",
    "index": "/admin/",
    "list": LIST,
    "form": "/admin/treatments/treatment/1/change/",
    "history": "/admin/treatments/treatment/1/history/",
}


@pytest.mark.parametrize("name", ADMIN_PAGES)
def test_axe_finds_nothing_wrong(page, axe, name):
    if name != "sign in":
        sign_in(page)
    page.goto(ADMIN_PAGES[name], wait_until="networkidle")

    assert axe(page) == []
