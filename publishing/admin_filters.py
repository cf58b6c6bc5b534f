"""Filters of the lists of pages, in the staff's words."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class QuestionFilter(admin.SimpleListFilter):
    """Offers questions that the queryset can answer; each is the name of one of its methods."""

    questions = ()

    def lookups(self, request, model_admin):
        return self.questions

    def queryset(self, request, queryset):
        known = {name for name, _label in self.questions}
        return getattr(queryset, self.value())() if self.value() in known else queryset


class StateFilter(QuestionFilter):
    title = _("state")
    parameter_name = "state"
    questions = (
        ("drafts", _("Draft")),
        ("scheduled", _("Planned")),
        ("published", _("Public")),
        ("ended", _("Ended")),
    )


class ReviewFilter(QuestionFilter):
    title = _("clinical review")
    parameter_name = "review"
    questions = (
        ("unreviewed", _("Never")),
        ("review_due", _("Due again")),
        ("changed_since_review", _("Changed since")),
    )
