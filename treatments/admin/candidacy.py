"""The staff's desk for who a treatment may help. The pain quiz uses these lines: none disappears under it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from publishing.admin import TabularRows
from publishing.admin_forms import OrderedRowsFormSet
from treatments.admin.quiz_answers import named
from treatments.models import CandidacyRow
from treatments.querysets import CandidacyRowQuerySet


class CandidacyFormSet(OrderedRowsFormSet):
    """A line that answers of the quiz bring up cannot be deleted: its reason would be gone from them without a word."""

    def clean(self):
        super().clean()
        gone = [form.instance.pk for form in self.initial_forms if self._should_delete_form(form)]
        refusals = why_not_deleted(CandidacyRow.objects.filter(pk__in=gone))
        if refusals:
            raise ValidationError([ValidationError(text, code="used_by_quiz") for text in refusals.values()])


class CandidacyRows(TabularRows):
    model = CandidacyRow
    formset = CandidacyFormSet
    fields = ["kind", "text", "rules_out", "position"]
    verbose_name_plural = gettext_lazy(
        "who it may help / may not help (the pain quiz uses these lines: what you change here holds there at once)"
    )


def why_not_deleted(lines: CandidacyRowQuerySet) -> dict[int, str]:
    """By its id, for each of these lines that the quiz uses: a sentence that says where, and what to do."""
    sentence = _(
        "“%(line)s” cannot be deleted, because answers of the pain quiz bring it up: %(answers)s. Change its words, or "
        "first take it off these answers, in a draft of the quiz, and have that published."
    )
    used = lines.used_by_quiz()
    return {line.pk: sentence % {"line": line.text, "answers": _where(line)} for line in used}


def _where(line: CandidacyRow) -> str:
    """The answers that bring it up, but those of editions that nobody takes any more."""
    return named(line.quiz_answers.exclude(question__quiz__status="retired"))
