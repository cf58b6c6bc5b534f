"""Numbers for help can be called by touching them, and nothing else becomes a link."""

import pytest

from treatments.templatetags.help_lines import calling

LINK_911, LINK_988 = '<a href="tel:911">911</a>', '<a href="tel:988">988</a>'


@pytest.mark.parametrize(("text", "shown"), [
    ("If it gets worse, call 911.", f"If it gets worse, call {LINK_911}."),
    ("Call or text 988 at any hour. In danger, call 911.", f"Call or text {LINK_988} at any hour. In danger, call {LINK_911}."),
    ("911", LINK_911),
    ("Call 301-911-0100, 1911 or 911.5", "Call 301-911-0100, 1911 or 911.5"),
    ("It has 9110 lines", "It has 9110 lines"),
    ("", ""),
])  # fmt: skip
def test_the_two_lines_are_links(text, shown):
    assert calling(text) == shown


def test_what_staff_typed_stays_text():
    assert calling("<b>911</b>") == f"&lt;b&gt;{LINK_911}&lt;/b&gt;"
