"""Finds pages by the words of their titles and lay names, forgiving small typing mistakes."""

import difflib
import re
from dataclasses import dataclass

from treatments.models import Condition, Treatment

CLOSE_ENOUGH = 0.78
MOST_FOUND = 12
LONGEST_WORD = 40
MOST_WORDS = 12
SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a about am an and are can do does doctor for from get have help how hurt hurting hurts i in is it me my
        need of on or out pain the there this to treat treatment treatments what when where which
        who why with you your""",
    )
)
SAME_WORD = {"disk": "disc", "disks": "discs", "shots": "shot", "backs": "back", "legs": "leg"}
NOT_SAID = {"treatment", "treatments", "condition", "conditions", "html", "htm", "php", "aspx", "index"}


@dataclass(frozen=True)
class Found:
    """A page whose names match what was typed."""

    page: object
    name: str
    score: float


def words(text: str) -> list[str]:
    """Lower-case words and numbers, without punctuation."""
    found = [word[:LONGEST_WORD] for word in re.findall(r"[^\W_]+", text.casefold())]
    return [SAME_WORD.get(word, word) for word in found]


def words_of_address(path: str) -> str:
    """What the last step of an address may have meant, without the names of lists and file endings."""
    steps = [step for step in path.split("/") if step]
    said = words(steps[-1]) if steps else []
    return " ".join([word for word in said if word not in NOT_SAID] or said)


def find_pages(text: str) -> list[Found]:
    """Published treatments and conditions whose title or other name has the words typed, best first.

    A word matches the beginning of a word of the name, or a word spelled nearly like it. Small words do not count.
    When no name has every word, the names that have the most of them are found.
    """
    wanted = words(text)[:MOST_WORDS]
    wanted = [word for word in wanted if word not in SMALL_WORDS] or wanted
    if not wanted:
        return []
    pages = [(page, _names(page)) for page in [*Treatment.objects.published(), *Condition.objects.published()]]
    for words_that_may_miss in range(len(wanted)):
        found = [match for page, names in pages if (match := _best_name(page, names, wanted, words_that_may_miss))]
        if found:
            return sorted(found, key=lambda match: (-match.score, match.page.title))[:MOST_FOUND]
    return []


def _names(page) -> list[tuple[str, list[str]]]:
    """Each name of a page with its words."""
    return [(name, words(name)) for name in (page.title, page.short_title, *page.other_name_list)]


def _best_name(page, names, wanted: list[str], may_miss: int) -> Found | None:
    matches = [Found(page, name, _score(wanted, offered, may_miss)) for name, offered in names]
    best = max(matches, key=lambda match: match.score)
    return best if best.score else None


def _score(wanted: list[str], offered: list[str], may_miss: int) -> float:
    """0 when more words are missing than may, else up to 1: how well the rest agree and how much of the name it is."""
    likeness = [max((_likeness(word, other) for other in offered), default=0) for word in wanted]
    met = [value for value in likeness if value >= CLOSE_ENOUGH]
    if not met or len(wanted) - len(met) > may_miss:
        return 0
    return sum(met) / len(wanted) * (0.5 + 0.5 * min(1, len(met) / len(offered)))


def _likeness(word: str, other: str) -> float:
    if other == word:
        return 1
    if len(word) >= 3 and other.startswith(word):
        return 0.95
    return difflib.SequenceMatcher(None, word, other).ratio() * 0.95 if len(word) >= 4 else 0
