"""Rich text, or text of several lines, on one line in which every part still ends where it ended."""

import re
from html import unescape
from itertools import pairwise

from django.utils.html import strip_tags

BLOCK = re.compile(r"</?(?:p|br|ul|ol|li|h[1-6])\b[^>]*>", re.IGNORECASE)
ENDS = (".", "!", "?", ":", ";", ",", "…", "。", "।")
CLOSING = "\"'”’»)]"


def one_line(text: str) -> str:
    """The words without markup. Where a part had no mark at its end, it gets one: “pass urine; you have numbness”."""
    parts = _parts(text)
    marked = [part + _mark_between(part, following) for part, following in pairwise(parts)]
    return " ".join([*marked, *parts[-1:]])


def _parts(text: str) -> list[str]:
    """The paragraphs, headings and items of rich text, where a line end is only a space; else the lines."""
    if BLOCK.search(text):
        text = BLOCK.sub("\n", " ".join(text.split()))
    lines = (" ".join(unescape(line).split()) for line in strip_tags(text).split("\n"))
    return [line for line in lines if line]


def _mark_between(part: str, following: str) -> str:
    if part.rstrip(CLOSING).endswith(ENDS):
        return ""
    return ";" if following[0].islower() else "."
