"""The staff's desk for insurance plans and the words around them."""

from adminsortable2.admin import SortableAdminMixin
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from practice.admin.only_one import OnlyOneAdmin
from practice.models import (
    AccidentRule,
    InsuranceGuide,
    InsurancePlan,
    PlanCoverage,
    PlanThingToBring,
    State,
    ThingToBring,
)
from publishing.admin import HistoryAdmin, StackedRows, TabularRows


class PlanCoverageRows(TabularRows):
    model = PlanCoverage
    fields = ["state", "standing", "verified_on", "position"]
    max_num = len(State)
    classes = []


class PlanThingToBringRows(TabularRows):
    model = PlanThingToBring
    fields = ["text", "position"]


@admin.register(InsurancePlan)
class InsurancePlanAdmin(SortableAdminMixin, HistoryAdmin):
    list_display = ["name", "kind", "standings"]
    list_filter = ["kind"]
    search_fields = ["name"]
    fields = ["name", "kind"]
    inlines = [PlanCoverageRows, PlanThingToBringRows]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("coverage")

    @admin.display(description=_("how it stands"))
    def standings(self, plan):
        return ", ".join(map(str, plan.coverage.all()))


class ThingToBringRows(TabularRows):
    model = ThingToBring
    fields = ["text", "position"]


class AccidentRuleRows(StackedRows):
    model = AccidentRule
    fields = ["state", "rule", "explanation", "checked_on", "position"]
    max_num = len(State)


@admin.register(InsuranceGuide)
class InsuranceGuideAdmin(OnlyOneAdmin):
    inlines = [ThingToBringRows, AccidentRuleRows]
    fields = ["lead", "work_injury", "accident"]
