"""The staff's desk for treatments, section by section in the order of the page."""

from contextlib import contextmanager

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.utils.translation import gettext_lazy as _

from publishing.admin import (
    PICTURE_FIELDSET,
    PUBLISHING_FIELDSET,
    REVIEW_FIELDSET,
    SEARCH_FIELDSET,
    PublishedAdmin,
    StackedRows,
    TabularRows,
)
from publishing.admin_forms import RequiredToPublishFormSet
from publishing.admin_history import UndoRefused
from treatments import views
from treatments.admin.candidacy import CandidacyRows, why_not_deleted
from treatments.models import (
    CandidacyRow,
    QuickFact,
    Risk,
    Step,
    Treatment,
    TreatmentAdvice,
    TreatmentCondition,
    TreatmentFaq,
    TreatmentQuestion,
    TreatmentSource,
    TreatmentUrgencyCard,
)


class RiskFormSet(RequiredToPublishFormSet):
    required_sentence = _(
        "This treatment cannot be public without risks. Add at least one, or empty “Publish from” to keep a draft."
    )


class UrgencyCardFormSet(RequiredToPublishFormSet):
    required_sentence = _(
        "This treatment cannot be public without “when to call”. Add at least one card, or empty “Publish from” to "
        "keep a draft."
    )


class QuickFactRows(TabularRows):
    model = QuickFact
    fields = ["kind", "value", "position"]


class AdviceRows(TabularRows):
    model = TreatmentAdvice
    fields = ["when", "kind", "text", "position"]


class StepRows(StackedRows):
    model = Step
    fields = ["title", "text", "drawing", "position"]


class RiskRows(TabularRows):
    model = Risk
    formset = RiskFormSet
    classes = []
    fields = ["frequency", "text", "position"]


class UrgencyCardRows(StackedRows):
    model = TreatmentUrgencyCard
    formset = UrgencyCardFormSet
    classes = []
    fields = ["urgency", "signs", "position"]
    max_num = 3


class QuestionRows(TabularRows):
    model = TreatmentQuestion
    fields = ["text", "position"]


class FaqRows(StackedRows):
    model = TreatmentFaq
    fields = ["question", "answer", "position"]


class ConditionLinks(TabularRows):
    model = TreatmentCondition
    fields = ["condition", "position"]
    autocomplete_fields = ["condition"]
    verbose_name = _("condition it treats")
    verbose_name_plural = _("conditions it treats")


class SourceRows(StackedRows):
    model = TreatmentSource
    fields = [("publisher", "title"), ("url", "read_on"), "position"]


@admin.register(Treatment)
class TreatmentAdmin(PublishedAdmin):
    list_display = ["title", "group", *PublishedAdmin.list_display[1:]]
    list_filter = ["group", *PublishedAdmin.list_filter]
    list_select_related = ["group"]
    inlines = [
        QuickFactRows,
        CandidacyRows,
        AdviceRows,
        StepRows,
        RiskRows,
        UrgencyCardRows,
        QuestionRows,
        FaqRows,
        ConditionLinks,
        SourceRows,
    ]
    fieldsets = [
        (_("Name"), {"fields": ["title", "short_title", "group", "summary", "other_names"]}),
        PUBLISHING_FIELDSET,
        (
            _("Text"),
            {
                "fields": [
                    "drawing",
                    "what_it_is",
                    "candidacy",
                    "preparation",
                    "afterwards",
                    "recovery",
                    "benefits",
                    "realistic_results",
                    "risks_text",
                    "cost",
                ]
            },
        ),
        REVIEW_FIELDSET,
        SEARCH_FIELDSET,
        PICTURE_FIELDSET,
    ]

    def render_page(self, request, page, *, is_preview):
        return views.render_treatment(request, page, is_preview=is_preview)

    @contextmanager
    def around_undo(self, request, object_id):
        """An older state without a line that the quiz uses now would delete it."""
        lines = CandidacyRow.objects.filter(treatment=unquote(object_id))
        refusals = why_not_deleted(lines) if request.method == "POST" else {}
        with super().around_undo(request, object_id):
            yield
        kept = set(CandidacyRow.objects.filter(pk__in=refusals).values_list("pk", flat=True))
        if refusals.keys() - kept:
            raise UndoRefused(" ".join(text for pk, text in refusals.items() if pk not in kept))
