"""The filters in use in words, each with the list that is left without it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from practice.models import State
from providers.models import Kind


@dataclass(frozen=True)
class ActiveFilter:
    """One filter in use: in words, the query string without it, and how many providers that shows (if counted)."""

    words: str
    without: str
    then: int | None

    def __str__(self):
        return self.words


def active_filters(asked, filters: dict, providers=None) -> list[ActiveFilter]:
    """In the form's order, from the query as it was asked; counted, one query each, where `providers` are given."""
    return [
        ActiveFilter(
            words=words_for(name, value),
            without=_without(asked, name),
            then=None if providers is None else providers.passing(_all_but(filters, name)).count(),
        )
        for name, value in filters.items()
    ]


def words_for(name: str, value) -> str:
    """A filter as a patient would say it: “MILD”, “Speaks Korean”, “Virginia”."""
    if name == "language":
        return _("Speaks %(language)s") % {"language": value.name}
    if name == "treatment":
        return value.short_title
    if name == "location":
        return value.title
    return str((State if name == "state" else Kind)(value).label)


def _without(asked, name: str) -> str:
    rest = asked.copy()
    rest.pop(name, None)
    return rest.urlencode()


def _all_but(filters: dict, name: str) -> dict:
    return {other: value for other, value in filters.items() if other != name}
