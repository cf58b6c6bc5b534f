"""Questions about the words of pages."""

from datetime import date

from django.db import models
from modelsearch.query import Or, PlainText
from modelsearch.queryset import SearchableQuerySetMixin


class SearchEntryQuerySet(SearchableQuerySetMixin, models.QuerySet):
    """The words of public pages."""

    def saying(self, phrasings: list[list[str]], most: int, *, all_words: bool = True) -> list:
        """At most so many entries that have the words of one of these phrasings, the likeliest first, without texts.

        The words must be letters and digits only (publishing.search_words): the library passes others on as syntax.
        """
        operator = "and" if all_words else "or"
        queries = [PlainText(" ".join(phrasing), operator=operator) for phrasing in phrasings if phrasing]
        if not queries:
            return []
        query = queries[0] if len(queries) == 1 else Or(queries)
        return list(self.defer("text").search(query)[:most])

    def texts(self, pks: list[int]) -> dict[int, str]:
        """The texts of these entries, by primary key."""
        return dict(self.filter(pk__in=pks).values_list("pk", "text"))


class EmptySearchQuerySet(models.QuerySet):
    """Words that found nothing."""

    def told(self):
        """Those that staff may read: typed on enough days."""
        return self.exclude(word="")

    def new_on(self, day: date):
        """Those first typed on that day."""
        return self.filter(first_on=day)

    def older_than(self, day: date):
        """Those not typed since before that day."""
        return self.filter(last_on__lt=day)
