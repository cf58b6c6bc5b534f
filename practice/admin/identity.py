"""The staff's desk for the practice itself."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from practice.admin.only_one import OnlyOneAdmin
from practice.models import CareStep, CompensationRule, PhoneLine, Practice, SocialLink, State
from publishing.admin import StackedRows, TabularRows


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
class PracticeAdmin(OnlyOneAdmin):
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
