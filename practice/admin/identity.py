"""The staff's desk for the practice itself."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from practice.models import CareStep, CompensationRule, PhoneLine, Practice, SocialLink, State
from publishing.admin import HistoryAdmin, StackedRows, TabularRows


class PhoneLineRows(TabularRows):
    model = PhoneLine
    fields = ["state", "number", "hours", "position"]
    classes = []


class CareStepRows(StackedRows):
    model = CareStep
    fields = ["title", "text", "position"]


class SocialLinkRows(TabularRows):
    model = SocialLink
    fields = ["name", "url", "position"]


class CompensationRuleRows(StackedRows):
    model = CompensationRule
    fields = ["state", "rule", "explanation", "checked_on", "position"]
    max_num = len(State)


@admin.register(Practice)
class PracticeAdmin(HistoryAdmin):
    inlines = [PhoneLineRows, CareStepRows, SocialLinkRows, CompensationRuleRows]
    fieldsets = [
        (_("Name"), {"fields": ["name", "legal_name", "tagline"]}),
        (_("Home page"), {"fields": ["home_title", "home_lead", "how_it_works_title"]}),
        (_("Colors"), {"fields": [("brand_color", "accent_color")]}),
        (
            _("Logo"),
            {"fields": ["picture"], "classes": ["collapse"], "description": _("Its words are the name above.")},
        ),
    ]

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Practice.objects.exists()

    def save_model(self, request, obj, form, change):
        obj.pk = 1
        super().save_model(request, obj, form, change)
