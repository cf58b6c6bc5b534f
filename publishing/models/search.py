"""The tables of the site search: entries, their vocabulary, synonyms, words that found nothing."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import normalize_newlines
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from publishing.models.content import Content
from publishing.search_querysets import EmptySearchQuerySet, SearchEntryQuerySet
from publishing.search_words import plain_words, words

MOST_WORDS_OF_A_SYNONYM = 4


class SearchEntry(index.Indexed, models.Model):
    """The words of one public page. Made from the content by pages.searching.indexing; nobody edits it."""

    kind = models.CharField(max_length=20)
    page_id = models.PositiveBigIntegerField()
    names = models.TextField()  # one a line, the first is the title
    text = models.TextField()

    objects = SearchEntryQuerySet.as_manager()

    search_auto_update = False  # the writer fills the index in batches; a task for each row would be slower
    search_fields = [index.SearchField("title", boost=2), index.SearchField("body")]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "page_id"], name="publishing_one_entry_a_page")]

    def __str__(self):
        return f"{self.kind} {self.page_id}"

    @property
    def name_list(self) -> list[str]:
        return self.names.split("\n")

    def title(self) -> str:
        """The names as the index gets them."""
        return plain_words(self.names)

    def body(self) -> str:
        """The text as the index gets it."""
        return plain_words(self.text)


class SearchIndex(models.Model):
    """One row: which content the entries were made from, and every word in them."""

    token = models.CharField(max_length=32)
    good_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    name_words = models.TextField()
    text_words = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="publishing_one_search_index")]

    def __str__(self):
        return self.token


class Synonym(Content):
    """Words that patients type, and what our pages call it."""

    typed = models.CharField(
        _("what patients type"), max_length=60, unique=True, help_text=_("One to four words, such as “blown disc”.")
    )
    meant = models.CharField(
        _("what our pages call it"), max_length=60, help_text=_("Words that stand on our pages: “herniated disc”.")
    )

    class Meta:
        verbose_name = _("search word")
        verbose_name_plural = _("search words (what patients type)")
        ordering = ["typed"]

    def __str__(self):
        return f"{self.typed} → {self.meant}"

    def clean(self):
        super().clean()
        self.typed, self.meant = (normalize_newlines(text).strip() for text in (self.typed, self.meant))
        for name, said in (("typed", words(self.typed)), ("meant", words(self.meant))):
            if not said or len(said) > MOST_WORDS_OF_A_SYNONYM:
                raise ValidationError({name: _("Type one to four words.")})
        if words(self.typed) == words(self.meant):
            raise ValidationError({"meant": _("Type other words than those on the left.")})


class EmptySearch(models.Model):
    """A word that found nothing. The word itself is stored only once it was typed on several days.

    Until then there is a keyed hash, from which nobody can tell the word. See docs/decisions/0026.
    """

    key = models.CharField(max_length=64, unique=True, editable=False)
    word = models.CharField(_("word"), max_length=30, blank=True, editable=False)
    days = models.PositiveIntegerField(_("typed on so many days"), default=1, editable=False)
    first_on = models.DateField(_("first"), editable=False)
    last_on = models.DateField(_("last"), db_index=True, editable=False)

    objects = EmptySearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("search that found nothing")
        verbose_name_plural = _("searches that found nothing")
        ordering = ["-days", "-last_on", "word"]
        default_permissions = ("view",)

    def __str__(self):
        return self.word
