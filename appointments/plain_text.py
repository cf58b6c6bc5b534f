"""Takes out of what somebody sent the characters that nobody types and that nobody can see."""

import unicodedata

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

LINES = "\n\r\t"
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # they show a text in another order


def plain(text: str) -> str:
    """The text without control characters, halves of characters, and marks that turn its direction around."""
    return text if text.isascii() and text.isprintable() else "".join(filter(_is_kept, text))


def plain_values(data: QueryDict) -> MultiValueDict:
    """The same for all names and values of a form."""
    return MultiValueDict({plain(name): list(map(plain, values)) for name, values in data.lists()})


def _is_kept(letter: str) -> bool:
    if letter in LINES:
        return True
    return letter not in TURNING and unicodedata.category(letter) not in ("Cc", "Cs")
