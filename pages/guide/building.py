"""The small blocks that chapters are built from, out of plain words (their shapes: typesetting.py)."""

from collections.abc import Iterable

from pages.guide.blocks import blocks_of, runs_of
from treatments.models import Urgency


def paragraph(*parts: str | dict) -> dict:
    """One paragraph of words and runs."""
    return {"kind": "paragraph", "text": [run for part in parts for run in as_runs(part)]}


def as_runs(part: str | dict) -> list[dict]:
    return [part] if isinstance(part, dict) else runs_of(part)


def strong(words: str) -> dict:
    return {"text": str(words), "strong": True}


def linked(words: str, href: str) -> dict:
    return {"text": words, "href": href}


def heading(words: str) -> dict:
    return {"kind": "heading", "text": runs_of(words)}


def bullets(lines: Iterable[str]) -> list[dict]:
    """A list of one line each; nothing for no lines."""
    items = [[paragraph(line)] for line in lines if line]
    return [{"kind": "list", "items": items}] if items else []


def titled(title: str, blocks: list[dict]) -> list[dict]:
    """Blocks under a heading; nothing when there are no blocks."""
    return [heading(title), *blocks] if blocks else []


def rich(title: str, html: str) -> list[dict]:
    """Rich text under a heading."""
    return titled(title, blocks_of(html))


def definitions(pairs: Iterable[tuple[str, str | dict | list[dict]]]) -> list[dict]:
    """Terms with their answers, words or blocks; those without an answer are left out."""
    items = [{"term": runs_of(term), "blocks": as_blocks(answer)} for term, answer in pairs if answer]
    return [{"kind": "definitions", "items": items}] if items else []


def as_blocks(answer: str | dict | list[dict]) -> list[dict]:
    return answer if isinstance(answer, list) else [paragraph(answer)]


def note(title: str, blocks: list[dict], urgency: str = "") -> dict:
    """A note that stands out; `level` tells the urgency to those who do not see it."""
    urgent = {"urgency": urgency, "level": str(Urgency(urgency).level)} if urgency else {}
    return {"kind": "note", "title": str(title), "blocks": blocks} | urgent


def invitation(words: str, href: str) -> dict:
    """A link on a line of its own."""
    return {"kind": "link", "text": words, "href": href}


def phone_of(line) -> dict:
    """A line as a document names it under “phones”."""
    return {"name": line.get_state_display(), "number": line.number.as_national, "href": line.number.as_rfc3966}


def section(title: str, blocks: list[dict], *, level: int = 1, anchor: str = "") -> dict:
    return {"heading": str(title), "level": level, "blocks": blocks} | ({"id": anchor} if anchor else {})


def chapter(title: str, blocks: list[dict], *, anchor: str) -> list[dict]:
    """A section of the first level; none when it would be empty."""
    return [section(title, blocks, anchor=anchor)] if blocks else []
