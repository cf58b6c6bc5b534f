"""The staff's desk for conditions, section by section in the order of the page."""

from django.contrib import admin
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
from treatments import views
from treatments.models import (
    Condition,
    ConditionAdvice,
    ConditionFaq,
    ConditionQuestion,
    ConditionSource,
    ConditionUrgencyCard,
    Symptom,
    TreatmentCondition,
)


class SymptomRows(TabularRows):
    model = Symptom
    fields = ["text", "is_red_flag", "position"]


class AdviceRows(TabularRows):
    model = ConditionAdvice
    fields = ["kind", "text", "position"]


class UrgencyCardRows(StackedRows):
    model = ConditionUrgencyCard
    fields = ["urgency", "signs", "position"]
    max_num = 3


class QuestionRows(TabularRows):
    model = ConditionQuestion
    fields = ["text", "position"]


class FaqRows(StackedRows):
    model = ConditionFaq
    fields = ["question", "answer", "position"]


class TreatmentLinks(TabularRows):
    model = TreatmentCondition
    fields = ["treatment", "position"]
    autocomplete_fields = ["treatment"]
    verbose_name = _("treatment we offer for it")
    verbose_name_plural = _("treatments we offer for it")


class SourceRows(StackedRows):
    model = ConditionSource
    fields = [("publisher", "title"), ("url", "read_on"), "position"]


@admin.register(Condition)
class ConditionAdmin(PublishedAdmin):
    list_filter = ["areas", *PublishedAdmin.list_filter]
    filter_horizontal = ["areas"]
    inlines = [
        SymptomRows,
        AdviceRows,
        UrgencyCardRows,
        QuestionRows,
        FaqRows,
        TreatmentLinks,
        SourceRows,
    ]
    fieldsets = [
        (_("Name"), {"fields": ["title", "short_title", "summary", "other_names", "areas"]}),
        PUBLISHING_FIELDSET,
        (
            _("Text"),
            {
                "fields": [
                    "drawing",
                    "what_it_is",
                    "symptoms_text",
                    "causes",
                    "diagnosis",
                    "treatment_approach",
                    "living_with",
                ]
            },
        ),
        REVIEW_FIELDSET,
        SEARCH_FIELDSET,
        PICTURE_FIELDSET,
    ]

    def render_page(self, request, page, *, is_preview):
        return views.render_condition(request, page, is_preview=is_preview)
