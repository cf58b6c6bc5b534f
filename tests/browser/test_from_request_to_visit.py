"""One request in two real browsers: the patient sends it, staff set a visit and move it, the patient keeps the date."""

import re
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.demo_site import sign_in
from tests.browser.test_asking_for_a_visit import fill, send

EASTERN = ZoneInfo("America/New_York")
TUESDAY = next(day for day in (timezone.localdate() + timedelta(days=30 + n) for n in range(7)) if day.weekday() == 1)


@pytest.fixture
def patient(page):
    page.goto("/appointments/request/")
    fill(page)
    send(page)
    return page


@pytest.fixture
def staff(browser, browser_context_args):
    context = browser.new_context(**browser_context_args)
    page = context.new_page()
    sign_in(page)
    yield page
    context.close()


def test_from_the_request_to_a_visit_in_the_patients_calendar(patient, staff, axe, complaints):
    reference = patient.locator("#reference").inner_text()
    patient.get_by_role("link", name="Open your request").click()
    expect(patient.get_by_text("We have your request.")).to_be_visible()
    assert patient.get_by_role("link", name=re.compile("calendar")).count() == 0

    staff.goto("/staff/")
    staff.get_by_role("link", name=reference).click()
    staff.get_by_role("radio", name="Reached").check()
    staff.get_by_role("button", name="Write down the call").click()
    staff.get_by_role("radio", name="Scheduled: a visit is set").check()
    staff.get_by_label("Day of the visit").fill(TUESDAY.isoformat())
    staff.get_by_label("Time", exact=True).fill("10:15")
    staff.get_by_role("button", name="Save the step").click()
    expect(staff.get_by_text("The status is changed.")).to_be_visible()

    patient.reload()
    expect(patient.get_by_text(f"{TUESDAY:%B} {TUESDAY.day}").first).to_be_visible()
    assert axe(patient) == []
    with patient.expect_download() as download:
        patient.get_by_role("link", name=re.compile("calendar")).click()
    [visit] = icalendar.Calendar.from_ical(Path(download.value.path()).read_bytes()).walk("VEVENT")
    begins = visit["DTSTART"].dt.astimezone(EASTERN)
    assert begins.strftime("%Y-%m-%d %H:%M") == f"{TUESDAY} 10:15"
    assert complaints == []


def test_staff_give_a_request_to_the_office_the_patient_asked_for(patient, staff, axe):
    reference = patient.locator("#reference").inner_text()
    staff.goto("/staff/")
    staff.get_by_role("link", name=reference).click()
    staff.get_by_text("Another office", exact=True).click()
    staff.get_by_role("button", name="Move it").click()
    expect(staff.get_by_role("alert")).to_contain_text("Choose the office that takes it.")
    assert axe(staff) == []

    offices = staff.get_by_label("Move to another office")
    chosen = offices.locator("option").nth(2).inner_text()
    offices.select_option(chosen)
    staff.get_by_role("button", name="Move it").click()

    expect(staff.get_by_text("The request went to the other office.")).to_be_visible()
    expect(staff.get_by_text(re.compile(f"Moved from .* to {re.escape(chosen.partition(',')[0])}"))).to_be_visible()
