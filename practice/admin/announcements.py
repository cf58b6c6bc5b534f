"""The staff's desk for what every page says for a while."""

from adminsortable2.admin import SortableAdminMixin
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from practice.models import Announcement, Practice
from publishing.admin import WindowedAdmin


@admin.register(Announcement)
class AnnouncementAdmin(SortableAdminMixin, WindowedAdmin):
    list_display = ["text", "level", "state", "publish_until"]
    search_fields = ["text"]
    fieldsets = [
        (None, {"fields": ["text", "level", ("link_text", "link_path")]}),
        (
            _("When"),
            {
                "fields": [("publish_from", "publish_until")],
                "description": _(
                    "It appears above every page at the first moment and disappears by itself at the last."
                ),
            },
        ),
    ]

    def has_add_permission(self, request):
        """Announcements are the practice's, so it comes first."""
        return super().has_add_permission(request) and Practice.objects.exists()
