"""From what was typed to groups of public pages: one search, one question for each kind that was found."""

from dataclasses import dataclass, field

from pages.search_kinds import KINDS
from pages.searching.kinds import Card
from pages.searching.phrasings import phrasings
from pages.searching.places import place_named
from pages.searching.ranking import Ranked, ranked
from pages.searching.snippets import Piece, marked, snippet
from pages.searching.spelling import Vocabulary, vocabulary
from publishing.models import SearchEntry, Synonym
from publishing.remembered import read_once
from publishing.search_words import SMALL_WORDS, root, telling, words

MOST_WORDS = 12
MOST_FOUND = 200
MOST_IN_A_GROUP = 5
MOST_OF_ONE_KIND = 50
NOT_SAID_BY_AN_ADDRESS = {"treatment", "treatments", "condition", "conditions", "html", "htm", "php", "aspx", "index"}
SURE = 0.85  # from this score on, a name says what was meant


@dataclass(frozen=True)
class Result:
    """A page as the list shows it. `name` is the other name that agreed, or empty."""

    kind: object
    card: Card
    score: float
    name: str
    title: list[Piece]
    text: list[Piece]


@dataclass(frozen=True)
class Group:
    """The results of one kind, best first, and how many there are beside those shown."""

    kind: object
    results: list[Result]
    more: int


@dataclass(frozen=True)
class Finding:
    """What a search found. `instead` are the words it was found by when those typed are on no page."""

    groups: list[Group] = field(default_factory=list)
    instead: str = ""
    place: str = ""
    unknown: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(len(group.results) + group.more for group in self.groups)

    def best(self, most: int) -> list[Result]:
        """The best of all kinds."""
        results = [result for group in self.groups for result in group.results]
        return sorted(results, key=lambda result: -result.score)[:most]


def words_of_address(path: str) -> str:
    """What the last step of an address may have meant, without the names of lists and file endings."""
    steps = [step for step in path.split("/") if step]
    said = words(steps[-1]) if steps else []
    return " ".join([word for word in said if word not in NOT_SAID_BY_AN_ADDRESS] or said)


def find(text: str, only: str = "") -> Finding:
    """The public pages that say what was typed, the best group first; with `only`, those of the kind of that key.

    Pages with all the words come before anything else; if there are none, pages with all words as they were probably
    meant to be spelled; if there are none of these, pages with the most of them.
    """
    typed = words(text)[:MOST_WORDS]
    if not typed:
        return Finding()
    lexicon, synonyms = vocabulary(), read_once(all_synonyms)
    meant, found, said = _search(typed, lexicon, synonyms)
    roots = frozenset(root(word) for phrasing in said for word in phrasing)
    groups = _groups(found, roots, only)
    instead = " ".join(meant) if groups and meant != typed else ""
    is_sure = bool(groups) and groups[0].kind.key != "location" and groups[0].results[0].score >= SURE
    unknown = telling(typed) if lexicon.roots and not groups else []
    place = "" if is_sure or only else place_named(text) or place_named(instead)
    return Finding(groups, instead, place, unknown)


def all_synonyms() -> list[Synonym]:
    """What lay words mean, in a fixed order."""
    return list(Synonym.objects.all())


def _search(typed: list[str], lexicon: Vocabulary, synonyms) -> tuple[list[str], list[Ranked], list[list[str]]]:
    """The words it was found by, what was found, and their phrasings."""
    lay = {root(word) for synonym in synonyms for word in words(synonym.typed)}
    meant = [word if word in SMALL_WORDS or root(word) in lay else lexicon.meant(word) for word in typed]
    said, spelled = phrasings(typed, synonyms), phrasings(meant, synonyms)
    if entries := SearchEntry.objects.saying(said, MOST_FOUND):
        # The database's stems may see through a mistake (“insurence”) that names do not; then names are compared too.
        said += spelled if meant != typed else []
        return typed, ranked(entries, said, meant), said
    entries = SearchEntry.objects.saying(spelled, MOST_FOUND) if meant != typed else []
    if not entries and any(len(phrasing) > 1 for phrasing in spelled):
        entries = SearchEntry.objects.saying(spelled, MOST_FOUND, all_words=False)
    return meant, ranked(entries, spelled, meant), spelled


def _groups(found: list[Ranked], roots: frozenset[str], only: str) -> list[Group]:
    """The results by kind; a group is as good as its best result."""
    groups = []
    for kind in KINDS:
        own = [one for one in found if one.entry.kind == kind.key and only in ("", kind.key)]
        if not own:
            continue
        cards = kind.cards([one.entry.page_id for one in own])
        own = [one for one in own if one.entry.page_id in cards]
        most = MOST_OF_ONE_KIND if only else MOST_IN_A_GROUP
        if own:
            groups.append((kind, own[:most], cards, max(0, len(own) - most)))
    texts = SearchEntry.objects.texts([one.entry.pk for _kind, own, _cards, _more in groups for one in own])
    groups.sort(key=lambda group: -group[1][0].score)
    return [
        Group(kind, [_result(kind, one, cards[one.entry.page_id], texts, roots) for one in own], more)
        for kind, own, cards, more in groups
    ]


def _result(kind, one: Ranked, card: Card, texts: dict[int, str], roots: frozenset[str]) -> Result:
    other = one.name if one.name != card.title and kind.shows_other_names else ""
    text = snippet(card.summary, texts.get(one.entry.pk, ""), roots)
    return Result(kind, card, one.score, other, marked(card.title, roots), text)
