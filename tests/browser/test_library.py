"""Forms are saved, answers open where a link leads to them and on paper, announcements break no rule."""

import pytest
from playwright.sync_api import expect

from tests.browser.demo_site import run_in_site
from tests.browser.test_accessibility import VIEWS

TEXT = "All offices close at 2 pm on Wednesday."
ANNOUNCE = f"""
from datetime import timedelta
from django.utils import timezone
from practice.models import Announcement
now = timezone.now()
Announcement.objects.create(text={TEXT!r}, level="important", link_text="See our hours", link_path="/locations/",
    publish_from=now - timedelta(hours=1), publish_until=now + timedelta(hours=1))
"""
TAKE_AWAY = "from practice.models import Announcement; Announcement.objects.all().delete()"


def test_a_form_is_saved_as_a_file_and_the_page_stays(page):
    page.goto("/patient-forms/")

    with page.expect_download() as saved:
        page.get_by_role("link", name="Save Pain diary (PDF, 1 page").click()

    assert saved.value.suggested_filename == "pain-diary.pdf"
    assert saved.value.path().read_bytes().startswith(b"%PDF-")
    assert page.url.endswith("/patient-forms/")


def test_an_answer_opens_by_its_question_and_by_the_keyboard(page):
    page.goto("/faqs/")
    question, answer = page.get_by_text("Can someone come with me?"), page.get_by_text("A second pair of ears")
    expect(answer).not_to_be_visible()

    question.click()
    expect(answer).to_be_visible()

    page.keyboard.press("Enter")
    expect(answer).not_to_be_visible()


def test_a_link_to_an_answer_opens_it(page):
    page.goto("/faqs/")
    anchor = page.locator(".answer__text", has_text="A second pair of ears").get_attribute("id")

    page.goto("/")
    page.goto(f"/faqs/#{anchor}")

    expect(page.get_by_text("A second pair of ears")).to_be_visible()


def test_every_answer_is_on_paper(page):
    page.goto("/faqs/")
    page.emulate_media(media="print")

    heights = page.locator(".answer__text").evaluate_all(
        "parts => parts.map(part => part.getBoundingClientRect().height)"
    )
    assert len(heights) >= 24
    assert min(heights) > 10


@pytest.fixture
def announced():
    run_in_site(ANNOUNCE)
    yield
    run_in_site(TAKE_AWAY)


@pytest.mark.parametrize("address", ["/", "/contact/"])
def test_an_announcement_breaks_no_rule_in_any_view(page, axe, announced, address):
    page.goto(address)
    expect(page.get_by_role("region", name="Announcements")).to_contain_text(TEXT)

    found = {}
    for view, (size, media) in VIEWS.items():
        page.set_viewport_size(size)
        page.emulate_media(**media)
        found[view] = axe(page)

    assert {view: broken for view, broken in found.items() if broken} == {}
