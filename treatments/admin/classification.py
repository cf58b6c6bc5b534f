"""The staff's desk for how treatments and conditions are sorted."""

from adminsortable2.admin import SortableAdminMixin
from django.contrib import admin

from publishing.admin import HistoryAdmin
from treatments.models import BodyArea, TreatmentGroup


@admin.register(BodyArea)
class BodyAreaAdmin(SortableAdminMixin, HistoryAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(TreatmentGroup)
class TreatmentGroupAdmin(SortableAdminMixin, HistoryAdmin):
    list_display = ["name", "description"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
