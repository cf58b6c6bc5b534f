"""The staff's desk for the site search: words that patients type, and words that found nothing."""

from django.contrib import admin

from publishing.admin import HistoryAdmin
from publishing.models import EmptySearch, Synonym


@admin.register(Synonym)
class SynonymAdmin(HistoryAdmin):
    list_display = ["typed", "meant"]
    search_fields = ["typed", "meant"]
    list_per_page = 200


@admin.register(EmptySearch)
class EmptySearchAdmin(admin.ModelAdmin):
    """Only words that were typed on several days; nothing to add or change."""

    list_display = ["word", "days", "last_on"]
    list_display_links = None

    def get_queryset(self, request):
        return super().get_queryset(request).told()

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
