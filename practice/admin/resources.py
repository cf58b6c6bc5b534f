"""The staff's desk for helpful resources."""

from adminsortable2.admin import SortableAdminMixin
from django.contrib import admin

from practice.models import Resource
from publishing.admin import HistoryAdmin


@admin.register(Resource)
class ResourceAdmin(SortableAdminMixin, HistoryAdmin):
    list_display = ["name", "group", "url"]
    list_filter = ["group"]
    search_fields = ["name", "summary", "url"]
    fields = ["name", "url", "summary", "group"]
