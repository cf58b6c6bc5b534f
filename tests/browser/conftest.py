"""A real Chromium against a real server: `page.goto("/")`, with axe at hand and no request to anybody else."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from scripts import chromium
from tests.browser.demo_site import base_url, browser_context_args

__all__ = ["base_url", "browser_context_args"]

AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": chromium.find(), "args": list(chromium.FLAGS)}


@pytest.fixture
def ours(base_url):
    """The one host that the browser may ask."""
    return urlsplit(base_url).netloc


@pytest.fixture(autouse=True)
def strangers(context, ours):
    """The addresses of other hosts that the browser asked for anything; one is enough to fail the test."""
    asked = []

    def notice(request):
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != ours:
            asked.append(request.url)

    context.on("request", notice)
    yield asked
    assert asked == []


@pytest.fixture
def complaints(page):
    """What the browser's console says that is worse than information."""
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.fixture
def axe():
    """A function: what axe finds wrong with a page, one readable line each; empty when nothing is."""

    def violations(page) -> list[str]:
        page.wait_for_load_state()  # a click returns when the next page begins to arrive, maybe before it has a body
        found = Axe().run(page, options={"runOnly": AXE_RULES, "resultTypes": ["violations"]})
        return [
            f"{violation['id']}: {violation['help']} — {node['html']}"
            for violation in found.response["violations"]
            for node in violation["nodes"]
        ]

    return violations
