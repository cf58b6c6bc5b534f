"""Reads a guide's document in tests: the words of its sections, its figures, its links."""

from pages.guide.contents import document_of
from pages.guide.material import gathered
from pages.guide.scope import Scope


def guide_now(state: str = "", treatment: str = "") -> dict:
    """The guide of what is public now."""
    return document_of(gathered(), Scope(state, treatment))


def headings(document: dict) -> list[str]:
    return [section["heading"] for section in document["sections"]]


def section(document: dict, anchor: str) -> dict:
    return next(part for part in document["sections"] if part.get("id") == anchor)


def words(part) -> str:
    """Everything a part says, in order."""
    if isinstance(part, list):
        return " ".join(words(item) for item in part)
    if isinstance(part, dict):
        return " ".join(words(item) for name, item in part.items() if name not in {"svg", "on_screen", "href", "kind"})
    return str(part)


def found(part, name: str) -> list:
    """Every value of that name in a document, in order."""
    if isinstance(part, list):
        return [value for item in part for value in found(item, name)]
    if not isinstance(part, dict):
        return []
    here = [part[name]] if name in part else []
    return here + [value for item in part.values() for value in found(item, name)]
