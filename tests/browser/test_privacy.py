"""A reader's visit leaves nothing behind and tells nobody; the page asks for little and complains of nothing."""

from urllib.parse import urlsplit

import pytest

from tests.browser.demo_site import MILD, PAGES


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_page_sets_no_cookie_stores_nothing_and_raises_no_complaint(page, context, complaints, address):
    page.goto(address, wait_until="networkidle")

    expected = ["404"] if address == PAGES["missing"] else []
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert [words for words in complaints if not any(sign in words for sign in expected)] == []


def test_the_first_view_of_mild_takes_at_most_six_requests(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(MILD, wait_until="networkidle")

    assert len(asked) <= 6, asked


def test_no_address_that_is_visited_is_told_to_another_site(page, base_url):
    page.goto(MILD)

    assert page.evaluate("document.referrer") == ""
    policy = page.request.get(MILD).headers["referrer-policy"]
    assert policy == "same-origin"
    assert urlsplit(page.url).netloc == urlsplit(base_url).netloc
