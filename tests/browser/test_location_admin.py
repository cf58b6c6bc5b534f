"""The form of an office in a real browser: hours, special hours, what patients see; and CSV files in and out."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.demo_site import sign_in
from tests.locations.sheets import csv_of

LIST = "/admin/locations/location/"
OFFICE = "Sample Hagerstown office"
PUBLIC = "/locations/hagerstown/"
IMPORT = f"{LIST}import/offices/"


@pytest.fixture
def desk(page, complaints):
    sign_in(page)
    return page


def open_office(desk):
    desk.goto(LIST)
    desk.get_by_role("link", name=OFFICE, exact=True).click()
    desk.wait_for_load_state("networkidle")


def add_row(desk, prefix) -> str:
    """Presses “Add another” under these rows; returns the beginning of the new fields' names."""
    number = int(desk.locator(f"#id_{prefix}-TOTAL_FORMS").input_value())
    desk.locator(f"#{prefix}-group .add-row a").press("Enter")
    return f"{prefix}-{number}"


def save(desk):
    desk.get_by_role("button", name="Save", exact=True).first.click()
    expect(desk.locator(".messagelist .success")).to_be_visible()


def public_words(desk) -> str:
    """The words of the office's public page, when what was saved has arrived there."""
    desk.wait_for_timeout(1000)  # a process asks twice a second whether anything changed
    desk.goto(PUBLIC)
    return re.sub(r"\s+", " ", desk.locator("main").inner_text())


def choose(desk, *rows):
    desk.goto(IMPORT)
    file = {"name": "offices.csv", "mimeType": "text/csv", "buffer": csv_of(*rows).encode()}
    desk.get_by_label("CSV file").set_input_files(file)
    desk.get_by_role("button", name="Check the file").press("Enter")


def test_a_second_span_of_a_day_is_shown_to_patients(desk, complaints):
    open_office(desk)
    prefix = add_row(desk, "opening_hours")
    desk.locator(f"[name={prefix}-weekday]").select_option(label="Sunday")
    desk.locator(f"[name={prefix}-opens]").fill("09:10")
    desk.locator(f"[name={prefix}-closes]").fill("11:20")
    prefix = add_row(desk, "opening_hours")
    desk.locator(f"[name={prefix}-weekday]").select_option(label="Sunday")
    desk.locator(f"[name={prefix}-opens]").fill("13:30")
    desk.locator(f"[name={prefix}-closes]").fill("15:40")
    save(desk)

    words = public_words(desk)
    assert re.search(r"Sunday.{0,20}9:10.{0,20}11:20.{0,20}1:30.{0,20}3:40", words)
    assert complaints == []


def test_special_hours_are_shown_to_patients_with_their_reason(desk):
    open_office(desk)
    day = desk.evaluate("() => new Date(Date.now() + 2 * 864e5).toLocaleDateString('sv')")
    prefix = add_row(desk, "special_hours")
    desk.locator(f"[name={prefix}-date]").fill(day)
    desk.locator(f"[name={prefix}-note]").fill("Staff training")
    save(desk)

    assert "Staff training" in public_words(desk)


def test_hours_that_begin_together_are_answered_in_the_form(desk):
    open_office(desk)
    first = {name: desk.locator(f"[name=opening_hours-0-{name}]").input_value() for name in ("weekday", "opens")}
    prefix = add_row(desk, "opening_hours")
    desk.locator(f"[name={prefix}-weekday]").select_option(first["weekday"])
    desk.locator(f"[name={prefix}-opens]").fill(first["opens"])
    desk.locator(f"[name={prefix}-closes]").fill("23:00")
    desk.get_by_role("button", name="Save", exact=True).first.click()

    expect(desk.locator(".errorlist").first).to_contain_text("Please correct the duplicate")


def test_every_field_can_be_reached_with_the_keyboard(desk):
    open_office(desk)
    wanted = set(
        desk.evaluate(
            """() => [...document.querySelectorAll('#location_form :is(input:not([type=hidden]), select, textarea)')]
              .filter(field => field.checkVisibility() && !field.name.includes('__prefix__')
                && !field.closest('details:not([open])')).map(field => field.name).filter(Boolean)"""
        )
    )
    reached = set()
    desk.locator("#id_title").focus()
    for _step in range(600):
        reached.add(desk.evaluate("() => document.activeElement.name || ''"))
        desk.keyboard.press("Tab")
        if desk.evaluate("() => document.activeElement === document.body"):
            break

    assert wanted
    assert wanted - reached == set()


def test_an_office_is_changed_by_csv_with_the_keyboard(desk, complaints):
    choose(desk, {"Page address": "hagerstown", "Alert": "Enter from Church Street"})
    expect(desk.get_by_role("cell", name="Enter from Church Street")).to_be_visible()
    desk.get_by_role("button", name="Import these changes").press("Enter")
    expect(desk.locator(".messagelist .success")).to_contain_text("1 changed")

    assert "Enter from Church Street" in public_words(desk)
    assert complaints == []


def test_a_faulty_row_is_named(desk):
    choose(desk, {"Page address": "hagerstown", "Monday": "9am-5pm"})

    expect(desk.get_by_text("Row 2, Monday: “9am-5pm” is not a span of hours; write 09:00-17:00.")).to_be_visible()
    expect(desk.get_by_role("button", name="Import these changes")).to_have_count(0)


def test_an_export_can_be_chosen_as_it_is(desk, tmp_path):
    desk.goto(LIST)
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Export to CSV").click()
    download.value.save_as(tmp_path / "offices.csv")
    desk.get_by_role("link", name="Import from CSV").click()
    desk.get_by_label("CSV file").set_input_files(tmp_path / "offices.csv")
    desk.get_by_role("button", name="Check the file").click()

    expect(desk.get_by_text("No changes: everything in this file is stored already.")).to_be_visible()


# Rules that Django's own templates break; whoever mends one takes it away here.
NOT_OURS = {
    "form": {
        "empty-table-header",  # tables of rows
        "aria-prohibited-attr",  # the search field of a choice with two boxes
    },
}


@pytest.mark.parametrize("name", ["list", "form", "import", "faulty", "check"])
def test_axe_and_the_content_policy_find_only_what_django_itself_does_wrong(desk, axe, complaints, name):
    if name == "form":
        open_office(desk)
    elif name in ("faulty", "check"):
        choose(desk, {"Page address": "hagerstown", "Monday": "9-5" if name == "faulty" else "10:11-12:13"})
    else:
        desk.goto({"list": LIST, "import": IMPORT}[name])
    desk.wait_for_load_state("networkidle")

    assert complaints == []  # before axe, which writes styles of its own
    assert {line.split(":")[0] for line in axe(desk)} == NOT_OURS.get(name, set())
