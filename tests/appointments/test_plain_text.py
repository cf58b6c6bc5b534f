"""What nobody can see is taken out; what people write stays as it is."""

import pytest
from django.http import QueryDict

from appointments.plain_text import plain, plain_values


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Pat O’Brien",
        "two\r\nlines\tand a tab",
        "\u0645\u062d\u0645\u062f\u200f \u0639\u0644\u064a",
        "👩‍👩‍👧",
        "Nguyễn",
        "日本",
        "a\u00a0b",
        "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    ],
)
def test_what_people_write_stays(text):
    assert plain(text) == text


@pytest.mark.parametrize("hidden", ["\0", "\x08", "\x1b", "\x7f", "\x85", "\ud800", "\u202e", "\u2067"])
def test_what_nobody_types_goes(hidden):
    assert plain(f"a{hidden}b") == "ab"


def test_names_and_values_are_cleaned_alike():
    data = QueryDict(mutable=True)
    data.setlist("na\0me", ["\0", "Pat\x08"])

    assert dict(plain_values(data).lists()) == {"name": ["", "Pat"]}
