"""A form with every kind of control in a real browser: on a phone and a desk, light and dark, with and without errors.

Django answers for the form's page in this process; the stylesheets come from the demonstration's server.
"""

from urllib.parse import parse_qs

import pytest
from django.test import Client
from playwright.sync_api import expect

from tests.appointments.every_widget import ADDRESS
from tests.browser.test_accessibility import PHONE, VIEWS
from tests.browser.test_keyboard import walk
from tests.browser.test_small_screens import OVERFLOW, SMALL_TARGETS

pytestmark = pytest.mark.django_db

FOCUSED_ID = "document.activeElement.id"
WORDS_ABOVE_THE_EDGE = """() => {
  const field = document.activeElement.closest('.field')
  return [...field.querySelectorAll('.field__label, .field__hint, .field__error')]
    .filter(part => part.getBoundingClientRect().top < 0).map(part => part.innerText)
}"""


@pytest.fixture
def browser_context_args(browser_context_args, base_url):
    # Nothing is measured while the page still scrolls.
    return {**browser_context_args, "base_url": base_url, "reduced_motion": "reduce"}


@pytest.fixture
def form(page, settings):
    """The page with the empty form."""
    settings.ROOT_URLCONF = "tests.appointments.every_widget"
    client = Client()

    def answer(route, request):
        sent = parse_qs(request.post_data or "", keep_blank_values=True)
        response = client.post(ADDRESS, sent) if request.method == "POST" else client.get(ADDRESS)
        route.fulfill(status=response.status_code, headers=dict(response.headers), body=response.content)

    page.route(f"**{ADDRESS}", answer)
    page.goto(ADDRESS)
    return page


@pytest.fixture
def with_errors(form):
    """The form as it comes back when it was sent empty, but for a payer and half a date."""
    form.get_by_label("Insurance", exact=True).check()
    form.get_by_label("Month").first.fill("3")
    form.get_by_role("button", name="Send the request").click()
    expect(form.get_by_role("alert")).to_be_visible()
    form.wait_for_load_state()  # the stylesheets too
    return form


def parts(page) -> list[str]:
    """The answers whose parts can be seen."""
    return [part.get_attribute("data-shown-when") for part in page.locator(".form-part").all() if part.is_visible()]


@pytest.mark.parametrize("state", ["form", "with_errors"])
def test_no_rule_is_broken_in_any_view(request, axe, state):
    page, found = request.getfixturevalue(state), {}
    for view, (size, media) in VIEWS.items():
        page.set_viewport_size(size)
        page.emulate_media(**media)
        found[view] = axe(page)

    assert {view: broken for view, broken in found.items() if broken} == {}


def test_the_summary_has_the_focus_when_the_page_comes_back(with_errors):
    assert with_errors.evaluate(FOCUSED_ID) == "error-summary"
    assert with_errors.title().startswith("Error: ")


@pytest.mark.parametrize("size", [(320, 700), (1280, 900)], ids=["phone", "desk"])
def test_every_link_of_the_summary_moves_the_focus_to_its_control_and_shows_its_words(with_errors, size):
    page = with_errors
    page.set_viewport_size({"width": size[0], "height": size[1]})
    links = page.get_by_role("alert").get_by_role("link")
    assert links.count() == 9

    for link in links.all():
        link.focus()
        page.keyboard.press("Enter")
        assert "#" + page.evaluate(FOCUSED_ID) == link.get_attribute("href")
        assert page.evaluate(WORDS_ABOVE_THE_EDGE) == []


@pytest.mark.parametrize("state", ["form", "with_errors"])
def test_every_stop_of_the_keyboard_is_seen_and_shown_by_a_ring(request, state):
    page = request.getfixturevalue(state)
    page.set_viewport_size(PHONE)
    page.evaluate("document.activeElement.blur()")

    stops = walk(page)
    assert len(stops) > 20
    assert [stop for stop in stops if not stop["ring"]] == []
    assert [stop for stop in stops if not (stop["onScreen"] and stop["uncovered"])] == []


def test_radios_are_chosen_with_the_arrows(form):
    form.get_by_label("Insurance", exact=True).focus()
    form.keyboard.press("Space")
    form.keyboard.press("ArrowDown")

    assert form.evaluate("document.activeElement.value") == "work"
    assert parts(form) == ["payer=work payer=injury"]


def test_only_the_part_of_the_chosen_answer_is_shown(form):
    shown = {"before": parts(form)}
    for answer in ("Insurance", "Workers’ compensation", "Personal injury", "I pay"):
        form.get_by_label(answer, exact=True).check()
        shown[answer] = parts(form)

    assert shown == {
        "before": [],
        "Insurance": ["payer=insurance"],
        "Workers’ compensation": ["payer=work payer=injury"],
        "Personal injury": ["payer=work payer=injury"],
        "I pay": [],
    }


def test_the_part_of_a_single_box_is_shown_while_it_is_ticked(form):
    form.get_by_label("I need an interpreter").check()
    expect(form.get_by_label("Language")).to_be_visible()

    form.get_by_label("I need an interpreter").uncheck()
    expect(form.get_by_label("Language")).not_to_be_visible()


def test_a_part_with_an_error_stays_whatever_is_chosen(with_errors):
    with_errors.get_by_label("I pay").check()

    expect(with_errors.get_by_text("Enter the name of your insurer.").last).to_be_visible()
    expect(with_errors.get_by_label("Insurer")).to_be_visible()


def test_every_part_is_on_paper(form):
    form.emulate_media(media="print")

    assert len(parts(form)) == 3
    expect(form.get_by_role("button", name="Send the request")).not_to_be_visible()


def test_a_choice_can_be_made_anywhere_on_its_row(form):
    form.set_viewport_size(PHONE)
    row = form.locator("label.choice", has_text="Yes")
    box = row.bounding_box()
    row.click(position={"x": box["width"] - 8, "y": box["height"] - 8})

    expect(form.get_by_label("Yes", exact=True)).to_be_checked()


@pytest.mark.parametrize("state", ["form", "with_errors"])
def test_it_fits_small_screens_large_text_and_fingers(request, state):
    page, beyond = request.getfixturevalue(state), {}
    for width in (320, 390, 768):
        page.set_viewport_size({"width": width, "height": 800})
        beyond[width] = page.evaluate(OVERFLOW)
    small = page.evaluate(SMALL_TARGETS)
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    beyond["twice as large"] = page.evaluate(OVERFLOW)

    assert beyond == {320: 0, 390: 0, 768: 0, "twice as large": 0}
    assert small == []


def test_red_is_left_to_emergencies(with_errors):
    reds = with_errors.evaluate(
        """() => [...document.querySelectorAll('main *')].flatMap(part => {
          const style = getComputedStyle(part)
          return [style.color, style.backgroundColor, style.borderInlineStartColor].map(colour => colour.match(/[\\d.]+/g))
            .filter(([red, green, blue, alpha]) => alpha !== '0' && red - Math.max(green, blue) > 100)
        })"""
    )

    assert reds == []
