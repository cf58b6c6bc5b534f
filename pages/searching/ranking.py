"""How well the names of a page agree with what was meant. Full text finds; this puts in order."""

from dataclasses import dataclass
from functools import lru_cache

from publishing.models import SearchEntry
from publishing.search_words import root, telling, words

WORTH_OF_THE_TEXT = 0.15  # what the database's own order can add
WORTH_OF_THE_VERY_WORDS = 0.15
OTHER_NAME = 0.97
OTHER_PHRASING = 0.95
SHORTEST_BEGINNING = 4


@dataclass(frozen=True)
class Ranked:
    """An entry with its score, 0 to about 1.2, and the name that agreed; empty when only the text did."""

    entry: SearchEntry
    score: float
    name: str


def ranked(entries: list[SearchEntry], phrasings: list[list[str]], typed: list[str]) -> list[Ranked]:
    """The entries, best first. They come in the database's order, which decides where names do not."""
    wanted = [[root(word) for word in phrasing] for phrasing in phrasings]
    found = []
    for place, entry in enumerate(entries):
        score, name = max((_score(name, at, wanted, typed), name) for at, name in enumerate(entry.name_list))
        from_text = WORTH_OF_THE_TEXT * (1 - place / len(entries))
        found.append(Ranked(entry, score + from_text, name if score else ""))
    return sorted(found, key=lambda one: (-one.score, one.entry.names))


def _score(name: str, at: int, wanted: list[list[str]], typed: list[str]) -> float:
    own, roots = _read(name)
    best = max(_agreement(one, roots) * (1 if number == 0 else OTHER_PHRASING) for number, one in enumerate(wanted))
    if not best:
        return 0
    return best * (1 if at == 0 else OTHER_NAME) + WORTH_OF_THE_VERY_WORDS * (own == typed)


@lru_cache(maxsize=4096)
def _read(name: str) -> tuple[list[str], list[str]]:
    """The words of a name, and the roots of those that tell something. Both are the same at every search."""
    own = words(name)
    return own, [root(word) for word in telling(own)]


def _agreement(wanted: list[str], offered: list[str]) -> float:
    """1 when the words are the same; less, the more words are missing on either side; 0 when none agrees."""
    met = [one for one in wanted if any(agrees(one, other) for other in offered)]
    if not met:
        return 0
    return len(met) / len(wanted) * (0.6 + 0.4 * min(1, len(met) / len(offered)))


def agrees(wanted: str, other: str) -> bool:
    """Whether two roots are the same, or one longer than a few letters begins the other."""
    return wanted == other or (len(wanted) >= SHORTEST_BEGINNING and other.startswith(wanted))
