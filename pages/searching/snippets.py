"""The part of a text that has the words meant, cut into marked and plain pieces. No markup: the template writes it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pages.searching.ranking import agrees
from publishing.search_words import root, words

LONGEST = 180


@dataclass(frozen=True)
class Piece:
    """Some text, marked or not."""

    text: str
    is_marked: bool = False


def marked(text: str, roots: frozenset[str]) -> list[Piece]:
    """The whole text in pieces; a word is marked when one of the roots is its own."""
    pieces, end = [], 0
    for word in _meant(text, roots):
        pieces += [Piece(text[end : word.start()]), Piece(word.group(), is_marked=True)]
        end = word.end()
    return [piece for piece in [*pieces, Piece(text[end:])] if piece.text]


def snippet(summary: str, text: str, roots: frozenset[str]) -> list[Piece]:
    """The summary if it has one of the words, else the line of the text that has most of them, else the summary."""
    if _meant(summary, roots):
        return marked(_cut(summary, roots), roots)
    best = max(text.split("\n"), key=lambda line: len({word.group() for word in _meant(line, roots)}), default="")
    return marked(_cut(best, roots), roots) if _meant(best, roots) else [Piece(_cut(summary, roots))]


@lru_cache(maxsize=256)
def _beginning_with(roots: frozenset[str]) -> re.Pattern:
    """Finds words that begin with one of the roots, fast; whether it is one of theirs is told more slowly."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(roots)))})\w*", re.IGNORECASE)


def _meant(text: str, roots: frozenset[str]) -> list[re.Match]:
    """The words that have one of these roots."""
    return [word for word in _beginning_with(roots).finditer(text) if _is_meant(word.group(), roots)] if roots else []


def _is_meant(word: str, roots: frozenset[str]) -> bool:
    return any(agrees(wanted, root(own)) for own in words(word) for wanted in roots)


def _cut(line: str, roots: frozenset[str]) -> str:
    """So much of a long line, from a word before the first one meant, with an ellipsis where it goes on.

    A line that begins in the middle of a sentence, such as a reason against a treatment, gets one before it, too.
    """
    before = "… " if line[:1].islower() else ""
    if len(line) <= LONGEST:
        return before + line
    first = next((word.start() for word in _meant(line, roots)), 0)
    start = line.rfind(" ", 0, max(0, first - LONGEST // 3)) + 1
    end = line.rfind(" ", start, start + LONGEST)
    end = end if end > first else start + LONGEST
    return ("… " if start else before) + line[start:end] + (" …" if end < len(line) else "")
