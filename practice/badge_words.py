"""What words say, however they are typed: that a board certified somebody, or how soon patients are seen."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from publishing.structured_data import plain

CERTIFIED = re.compile(
    r"\bboards? ?(?:certif|qualif|eligib)|\bcertified by\b|\bcertif\w* [^.!?;]*\bboards?\b|\bdiplomates?\b"
)
NUMBER = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
SOON = re.compile(
    r"\bwithin\b[^.!?;]*\b(?:hour|day|week|month)s?\b"
    rf"|\bin (?:about |at most |less than |under )?{NUMBER} (?:business |working )?(?:hour|day|week|month)s?\b"
)
BESIDES_A_NAME = {"a", "and", "board", "boards", "by", "certified", "doctors", "of", "our", "the"}


def even(text: str) -> str:
    """The text with one kind of space, hyphen and letter, and without what nobody sees."""
    kept = []
    for character in unicodedata.normalize("NFKC", text):
        kind = unicodedata.category(character)
        if kind == "Cf":
            continue  # such as a soft hyphen or a space of no width
        kept.append("-" if kind == "Pd" or character == "\u2212" else " " if kind[0] in "ZC" else character)
    return " ".join("".join(kept).split())


def spoken(text: str) -> str:
    """The text as it is heard: no capitals, no hyphens, no markup."""
    return " ".join(even(plain(text)).replace("-", " ").casefold().split())


def says_certified(text: str) -> bool:
    return bool(CERTIFIED.search(spoken(text)))


def says_how_soon(text: str) -> bool:
    return bool(SOON.search(spoken(text)))


def full_board_name(name: str) -> None:
    """Raises ValidationError for initials, such as ABPM, and for words that name no board, such as “the Board”."""
    words = re.findall(r"[^\W\d_]+", even(name))
    naming = [word for word in words if word.casefold() not in BESIDES_A_NAME]
    if len(words) < 2 or not any(re.search(r"[a-z]", word) for word in naming):
        raise ValidationError(
            _("Write the board's name in full, such as “American Board of Anesthesiology”, not its initials."),
            code="board_initials",
        )
