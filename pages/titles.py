"""Finds pages by the words of their titles and lay names, forgiving small typing mistakes."""

import difflib
import re
from dataclasses import dataclass

from treatments.models import Condition, Treatment

CLOSE_ENOUGH = 0.78
MOST_FOUND = 12
LONGEST_WORD = 40
NOT_SAID = {"treatment", "treatments", "condition", "conditions", "html", "htm", "php", "aspx", "index"}


@dataclass(frozen=True)
class Found:
    """A page whose names match what was typed."""

    page: object
    name: str
    score: float


def words(text: str) -> list[str]:
    """Lower-case words and numbers, without punctuation."""
    return [word[:LONGEST_WORD] for word in re.findall(r"[^\W_]+", text.casefold())]


def words_of_address(path: str) -> str:
    """What the last step of an address may have meant, without the names of lists and file endings."""
    steps = [step for step in path.split("/") if step]
    said = words(steps[-1]) if steps else []
    return " ".join([word for word in said if word not in NOT_SAID] or said)


def find_pages(text: str) -> list[Found]:
    """Published treatments and conditions whose title or other name has every word typed, best first.

    A word matches the beginning of a word of the name, or a word spelled nearly like it.
    """
    wanted = words(text)[:8]
    if not wanted:
        return []
    pages = [*Treatment.objects.published(), *Condition.objects.published()]
    found = [match for page in pages if (match := _best_name(page, wanted))]
    return sorted(found, key=lambda match: (-match.score, match.page.title))[:MOST_FOUND]


def _best_name(page, wanted: list[str]) -> Found | None:
    names = [page.title, page.short_title, *page.other_name_list]
    matches = [Found(page, name, _score(wanted, words(name))) for name in names]
    best = max(matches, key=lambda match: match.score)
    return best if best.score else None


def _score(wanted: list[str], offered: list[str]) -> float:
    """0 when some word is missing, else up to 1: how well the words agree and how much of the name they cover."""
    likeness = [max((_likeness(word, other) for other in offered), default=0) for word in wanted]
    if not likeness or min(likeness) < CLOSE_ENOUGH:
        return 0
    return sum(likeness) / len(likeness) * (0.5 + 0.5 * min(1, len(wanted) / len(offered)))


def _likeness(word: str, other: str) -> float:
    if other == word:
        return 1
    if len(word) >= 3 and other.startswith(word):
        return 0.95
    return difflib.SequenceMatcher(None, word, other).ratio() * 0.95 if len(word) >= 4 else 0
