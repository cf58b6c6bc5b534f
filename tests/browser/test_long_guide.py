"""The long guide: its parts are laid out when there is time, and every place in it stays where a reader looks for it."""

import pytest

FAR_DOWN = "#office-york"
WAITS = "document.documentElement.classList.contains('booklet-waits')"
NO_LONGER_WAITS = "html:not(.booklet-waits)"
HEIGHT = "document.documentElement.scrollHeight"
SEEN = "() => document.elementFromPoint(innerWidth / 2 + 60, 300).closest('.booklet__section').id"
LAST_IS_LAID_OUT = "document.querySelector('#notices > *').checkVisibility({contentVisibilityAuto: true})"
NO_IDLE_TIME = "delete window.requestIdleCallback"
NEVER_IDLE = "window.requestIdleCallback = () => {}"


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 390, "height": 844}}


def top_of(page, part: str) -> float:
    return page.evaluate("part => document.querySelector(part).getBoundingClientRect().top", part)


def wait_until_still(page):
    """Scrolling takes its time, up to two seconds on a long page."""
    places = []
    while len(places) < 2 or places[-1] != places[-2]:
        page.wait_for_timeout(500)
        places.append(page.evaluate("scrollY"))


def test_parts_out_of_sight_wait_while_the_browser_is_busy(page):
    page.add_init_script(NEVER_IDLE)
    page.goto("/guide/")

    assert page.evaluate(WAITS)
    assert page.evaluate(LAST_IS_LAID_OUT) is False


def test_in_the_end_the_whole_guide_is_laid_out(page):
    page.goto("/guide/#contents")
    height = page.evaluate(HEIGHT)

    page.goto("/pain-quiz/")
    page.goto("/guide/")
    page.wait_for_selector(NO_LONGER_WAITS, state="attached")

    assert page.evaluate(HEIGHT) == height


def test_a_link_leads_to_its_part_even_at_once(page):
    page.add_init_script(NEVER_IDLE)
    page.goto("/guide/")
    page.locator(f".booklet__contents a[href='{FAR_DOWN}']").click()

    wait_until_still(page)
    assert 0 <= top_of(page, FAR_DOWN) < 200


@pytest.mark.parametrize(
    ("way", "place"),
    [(f"document.querySelector('{FAR_DOWN} a').focus()", ":focus"), (f"location.hash = '{FAR_DOWN}'", FAR_DOWN)],
    ids=["focus", "address"],
)
def test_who_goes_far_without_a_click_arrives_there_even_at_once(page, way, place):
    page.add_init_script(NEVER_IDLE)
    page.goto("/guide/")
    page.evaluate(way)

    wait_until_still(page)
    assert 0 <= top_of(page, place) < 800


def test_an_address_of_a_part_leads_to_it(page):
    page.goto(f"/guide/{FAR_DOWN}")

    wait_until_still(page)
    assert 0 <= top_of(page, FAR_DOWN) < 200


@pytest.mark.parametrize("return_to_it", ["reload", "go_back"])
def test_a_reader_who_comes_back_finds_the_place(page, return_to_it):
    page.emulate_media(reduced_motion="reduce")  # a smooth way there would have everything on it laid out
    page.goto("/guide/")
    page.wait_for_selector(NO_LONGER_WAITS, state="attached")
    page.evaluate("scrollTo({top: 60_000, behavior: 'instant'})")
    place = page.evaluate(SEEN)

    page.add_init_script(NEVER_IDLE)
    if return_to_it == "go_back":
        page.goto("/pain-quiz/")
    getattr(page, return_to_it)()

    wait_until_still(page)
    assert page.evaluate(SEEN) == place


def test_a_browser_that_cannot_wait_lays_everything_out_at_once(page):
    page.add_init_script(NO_IDLE_TIME)
    page.goto("/guide/")

    assert not page.evaluate(WAITS)
    assert page.evaluate(LAST_IS_LAID_OUT) is True
