"""The practice's content files as data, and the links, telephone numbers and reading grade found in a text."""

import re
import tomllib
from pathlib import Path

import textstat

from tests.treatments.content import sentences, texts

FOLDER = Path(__file__).parents[2] / "practice" / "content"
NOTICES = sorted((FOLDER / "notices").glob("*.toml"))
NOTICE_SLUGS = {
    *("privacy-practices", "nondiscrimination", "language-assistance", "good-faith-estimate"),
    *("balance-billing", "accessibility", "what-this-site-records"),
}
STATES = ("MD", "PA", "VA")
PHONE = re.compile(r"(?:\+?1[- ]?)?\(?\b\d{3}\)?[- ]?\d{3}[- ]?\d{4}\b")
OUTSIDE_LINK = re.compile(r"\[[^\]]+\]\(https:[^)]*\)")


def load(name: str) -> dict:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def links(data) -> list[str]:
    """Where the Markdown inside leads, in order."""
    return [link for text in texts(data) for link in re.findall(r"\]\(([^)]*)\)", text)]


def phones(data) -> set[str]:
    """Ten-digit telephone numbers, digits only."""
    return {re.sub(r"\D", "", number)[-10:] for text in texts(data) for number in PHONE.findall(text)}


def grades(data) -> tuple[int, float]:
    """(SMOG rounded, Flesch-Kincaid) of what is read. The name of an office elsewhere is not ours to make simpler."""
    read = [OUTSIDE_LINK.sub("them", text) for text in texts(data)]
    text = " ".join(sentences({"text": read}))
    return round(textstat.smog_index(text)), textstat.flesch_kincaid_grade(text)
