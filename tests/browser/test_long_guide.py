"""The long guide: its parts are laid out when there is time, and every place in it stays where a reader looks for it."""

import pytest

FAR_DOWN = "#office-york"
NUMBER_FAR_DOWN = "(717) 555-0108"
WAITS = "document.documentElement.classList.contains('booklet-waits')"
NO_LONGER_WAITS = "html:not(.booklet-waits)"
HEIGHT = "document.documentElement.scrollHeight"
LAST_IS_LAID_OUT = "document.querySelector('#notices > *').checkVisibility({contentVisibilityAuto: true})"
NO_IDLE_TIME = "delete window.requestIdleCallback"
NEVER_IDLE = "window.requestIdleCallback = () => {}"
IDLE_WHEN_TOLD = """
  const due = [];
  window.requestIdleCallback = (work) => due.push(work);
  window.beIdle = () => { while (due.length) due.shift()(); };
"""


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


JUMPS = {
    "found in the page": (f"find('{NUMBER_FAR_DOWN}')", "getSelection().getRangeAt(0)"),
    "focus": (f"document.querySelector('{FAR_DOWN} a').focus()", "document.activeElement"),
    "address": (f"location.hash = '{FAR_DOWN}'", f"document.querySelector('{FAR_DOWN}')"),
    "bottom": (
        "scrollTo(0, document.body.scrollHeight)",
        "document.querySelector('.site-footer').lastElementChild.lastElementChild",
    ),
}


@pytest.mark.parametrize("click", [False, True], ids=["idle", "click"])
@pytest.mark.parametrize(("jump", "seen"), JUMPS.values(), ids=JUMPS)
@pytest.mark.parametrize("size", [(390, 844), (1280, 900)], ids=["phone", "desk"])
def test_what_is_read_stays_where_it_is_when_the_rest_is_laid_out(page, size, jump, seen, click):
    place = f"Math.round({seen}.getBoundingClientRect().top)"
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.add_init_script(IDLE_WHEN_TOLD)
    page.goto("/guide/")
    assert page.evaluate(WAITS)

    before = page.evaluate(f"() => {{ {jump}; return {place} }}")
    assert 0 <= before < size[1]
    if click:
        page.evaluate("document.querySelector('h1').click()")
    page.evaluate("beIdle()")
    wait_until_still(page)

    assert page.evaluate(place) == pytest.approx(before, abs=1)


def test_a_reader_who_scrolled_before_all_was_laid_out_finds_the_place_again(page):
    page.emulate_media(reduced_motion="reduce")
    page.add_init_script(NEVER_IDLE)
    page.goto("/guide/")
    page.evaluate("scrollTo(0, 30_000)")
    wait_until_still(page)
    place = top_of(page, FAR_DOWN)

    page.reload()

    wait_until_still(page)
    assert top_of(page, FAR_DOWN) == pytest.approx(place, abs=5)


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
    place = top_of(page, FAR_DOWN)

    page.add_init_script(NEVER_IDLE)
    if return_to_it == "go_back":
        page.goto("/pain-quiz/")
    getattr(page, return_to_it)()

    wait_until_still(page)
    assert top_of(page, FAR_DOWN) == pytest.approx(place, abs=5)


def test_a_browser_that_cannot_wait_lays_everything_out_at_once(page):
    page.add_init_script(NO_IDLE_TIME)
    page.goto("/guide/")

    assert not page.evaluate(WAITS)
    assert page.evaluate(LAST_IS_LAID_OUT) is True
