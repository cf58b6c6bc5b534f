"""Makes a document safe to typeset: every character shows, every link leads somewhere, no heading level is skipped."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

OUTWARD = re.compile(r"(https?://|mailto:|tel:)\S+$", re.ASCII)
LONG_WORD = re.compile(r"\S{36,}")
LONGEST_PIECE = 30
BREAK_HERE = "\u200b"
UNKNOWN = "□"
BYTE_ORDER_MARK = "\ufeff"
KEPT_SPACES = {"\n", "\u00a0", "\u202f"}
DECORATION = {"So", "Sk", "Cn", "Co", "Cs"}
VERBATIM = {"svg", "href", "id", "kind", "language"}


def printable(document: dict, characters: frozenset[int]) -> dict:
    """The same document, changed only where it could not be typeset. `characters` are what the fonts can show."""
    clean = mapped(document, lambda words: shown(words, characters))
    level, anchors = 0, set()
    for section in clean["sections"]:
        level = section["level"] = max(1, min(section.get("level", 1), level + 1))
        if section.get("id") in anchors:
            section.pop("id", None)
        anchors.add(section.get("id"))
    return linked(clean, anchors)


def mapped(value: Any, change: Callable[[str], str], name: str = "") -> Any:
    """A copy with every text that is printed or spoken changed."""
    if isinstance(value, dict):
        return {key: mapped(item, change, key) for key, item in value.items()}
    if isinstance(value, list):
        return [mapped(item, change, name) for item in value]
    return change(value) if isinstance(value, str) and name not in VERBATIM else value


def shown(words: str, characters: frozenset[int]) -> str:
    """Words without what no font has: emoji and control characters go, other letters become a small square."""
    text = "".join(glyph(letter, characters) for letter in unicodedata.normalize("NFC", words))
    return LONG_WORD.sub(lambda word: breakable(word[0]), text)


def glyph(letter: str, characters: frozenset[int]) -> str:
    if letter.isspace() and letter not in KEPT_SPACES:
        return " "
    kind = unicodedata.category(letter)
    if kind == "Cc" or letter == BYTE_ORDER_MARK:
        return letter if letter == "\n" else ""
    if ord(letter) in characters:
        return letter
    return "" if kind in DECORATION or kind[0] == "M" or kind == "Cf" else UNKNOWN


def breakable(word: str) -> str:
    """A very long word that may be broken where the line ends."""
    return BREAK_HERE.join(word[start : start + LONGEST_PIECE] for start in range(0, len(word), LONGEST_PIECE))


def linked(value: Any, anchors: set) -> Any:
    """A copy in which a link that leads nowhere is plain words."""
    if isinstance(value, list):
        return [linked(item, anchors) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: linked(item, anchors) for key, item in value.items()}
    if "href" in kept and not leads_somewhere(kept["href"], anchors):
        del kept["href"]
    return kept


def leads_somewhere(address: str, anchors: set) -> bool:
    return address[1:] in anchors if address.startswith("#") else bool(OUTWARD.match(address))


def missing_characters(document: dict, characters: frozenset[int]) -> list[str]:
    """Letters of the document that would be printed as a small square, so that somebody can be told."""
    missing = set()

    def note(words: str) -> str:
        composed = unicodedata.normalize("NFC", words)
        missing.update(letter for letter in composed if glyph(letter, characters) == UNKNOWN != letter)
        return words

    mapped(document, note)
    return sorted(missing)
