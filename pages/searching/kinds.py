"""What a kind of page must tell the search; the kinds themselves are declared in pages/search_kinds.py."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import CharField, QuerySet

from publishing.fields import LongTextField, RichTextField
from publishing.one_line import one_line

SAID_IN = (CharField, LongTextField, RichTextField)  # exactly these: a telephone number is a kind of CharField


@dataclass(frozen=True)
class Card:
    """How a page stands in a list. `language` is its own, when it is not the site's."""

    title: str
    summary: str
    address: str
    language: str = ""


@dataclass(frozen=True)
class Kind:
    """Pages of one kind. `public` is asked at every search: what is not in it now is never shown.

    `names` is every name of a page, its title first; `also_named` are those that only a completed page knows; `summary`
    is a line about it. What it says besides: the texts in `says`, every text of its related `rows`, and `also_says`.
    Staff's own remarks belong in none of them, nor do words that stop being true on a day. `complete` adds what all
    this reads, in a fixed number of queries.
    """

    key: str
    heading: str
    public: Callable[[], QuerySet]
    names: Callable[[object], list[str]]
    summary: Callable[[object], str]
    complete: Callable[[QuerySet], QuerySet] = lambda pages: pages
    says: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    also_says: Callable[[object], list[str]] = lambda page: []
    also_named: Callable[[object], list[str]] = lambda page: []
    language: Callable[[object], str] = lambda page: ""
    shows_other_names: bool = True
    address: Callable[[object], str] = lambda page: page.get_absolute_url()

    def pages(self):
        """Every public page of this kind with all its words."""
        return self.complete(self.public())

    def named(self, page) -> list[str]:
        """The names without empty ones and repetitions; a name is one line."""
        return _tidy([*self.names(page), *self.also_named(page)])

    def text(self, page) -> str:
        """All words of the page, in its order, without markup; a text is one line."""
        said = [self.summary(page), *(getattr(page, name) for name in self.says), *map(str, self.also_says(page))]
        for name in self.rows:
            for row in getattr(page, name).all():
                said += texts_of(row)
        return "\n".join(line for line in map(one_line, said) if line)

    def cards(self, pks: list[int]) -> dict[int, Card]:
        """Those of these pages that are public at this moment."""
        return {
            pk: Card(_tidy(self.names(page))[0], str(self.summary(page)), self.address(page), self.language(page))
            for pk, page in self.public().in_bulk(pks).items()
        }


def _tidy(names: list[str]) -> list[str]:
    return list(dict.fromkeys(" ".join(str(name).split()) for name in names if name))


def texts_of(row) -> list[str]:
    """What a row's own text fields say; a choice is no text."""
    fields = [each for each in row._meta.concrete_fields if type(each) in SAID_IN and not each.choices]
    return [getattr(row, each.attname) or "" for each in fields]
