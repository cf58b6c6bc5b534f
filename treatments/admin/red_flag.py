"""The staff's desk for the shared list of red flags."""

from adminsortable2.admin import SortableAdminMixin
from django.contrib import admin

from publishing.admin import HistoryAdmin
from treatments.models import RedFlag


@admin.register(RedFlag)
class RedFlagAdmin(SortableAdminMixin, HistoryAdmin):
    list_display = ["text", "detail"]
    search_fields = ["text", "detail"]
