"""What was typed, and the same in the words of our pages."""

from collections.abc import Iterable

from publishing.models import Synonym
from publishing.search_words import root, telling, words

MOST_PHRASINGS = 5


def phrasings(said: list[str], synonyms: Iterable[Synonym]) -> list[list[str]]:
    """The words as typed, then with each known lay phrase replaced, then with all of them replaced."""
    found = [said]
    everything = said
    for synonym in synonyms:
        typed, meant = words(synonym.typed), words(synonym.meant)
        if (one := replaced(said, typed, meant)) != said:
            found.append(one)
        everything = replaced(everything, typed, meant)
    unique = {tuple(telling(one)): None for one in [*found, everything]}
    return [list(one) for one in unique][:MOST_PHRASINGS]


def replaced(said: list[str], typed: list[str], meant: list[str]) -> list[str]:
    """The words with the first run of `typed` in them, in any of its forms, replaced by `meant`."""
    roots, wanted = list(map(root, said)), list(map(root, typed))
    for start in range(len(said) - len(typed) + 1):
        if roots[start : start + len(typed)] == wanted:
            return [*said[:start], *meant, *said[start + len(typed) :]]
    return said
