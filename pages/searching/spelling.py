"""Words spelled nearly like words of our pages."""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from publishing.models import SearchIndex
from publishing.search_words import SMALL_WORDS, root

SHORTEST_BEGINNING = 4
SHORTEST_MISTYPED = 3
LIKE_ENOUGH = 0.7
LIKE_ENOUGH_FOR_A_TEXT = 0.85  # “lawyer” is no mistyped “layer”
WORTH_OF_A_NAME = 0.06  # a word of a title or lay name is likelier to be meant than one of the text
WORTH_OF_THE_FIRST_LETTER = 0.05  # people rarely mistype the first letter


@dataclass(frozen=True)
class Vocabulary:
    """The words that may have been meant, and the roots of every word that some page has."""

    in_names: tuple[str, ...] = ()
    in_texts: tuple[str, ...] = ()
    roots: frozenset[str] = frozenset()

    def knows(self, word: str) -> bool:
        return root(word) in self.roots

    def meant(self, word: str) -> str:
        """The word itself if it is known, else the one that begins like it or is spelled nearly so, else itself."""
        if self.knows(word) or len(word) < SHORTEST_MISTYPED or any(sign.isdigit() for sign in word):
            return word
        return self._begun_with(word) or self._spelled_like(word) or word

    def _begun_with(self, word: str) -> str:
        begun = [name for name in self.in_names if name.startswith(word)] if len(word) >= SHORTEST_BEGINNING else []
        return min(begun, key=lambda name: (len(name), name), default="")

    def _spelled_like(self, word: str) -> str:
        best, name_found = 0.0, ""
        for offered, worth, enough in (
            (self.in_names, WORTH_OF_A_NAME, LIKE_ENOUGH),
            (self.in_texts, 0, LIKE_ENOUGH_FOR_A_TEXT),
        ):
            for name, likeness, _index in process.extract(
                word, offered, scorer=OSA.normalized_similarity, score_cutoff=enough, limit=5
            ):
                value = likeness + worth + WORTH_OF_THE_FIRST_LETTER * (name[0] == word[0])
                if value > best:
                    best, name_found = value, name
        return name_found


def vocabulary() -> Vocabulary:
    """The words of the index as it is now: one small question, and the words only when it was made again."""
    made_at = SearchIndex.objects.values_list("made_at", flat=True).first()
    return _read(made_at) if made_at else Vocabulary()


@lru_cache(maxsize=1)
def _read(made_at) -> Vocabulary:
    made = SearchIndex.objects.get()
    in_names, in_texts = made.name_words.split(), made.text_words.split()
    return Vocabulary(_telling(in_names), _telling(in_texts), frozenset(map(root, in_names + in_texts)))


def _telling(offered: list[str]) -> tuple[str, ...]:
    """Without small words: nobody who typed another word meant “please”."""
    return tuple(word for word in offered if word not in SMALL_WORDS)
