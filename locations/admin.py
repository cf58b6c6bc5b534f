"""The staff's desk for offices, their hours, languages and services."""

from adminsortable2.admin import SortableAdminMixin
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from locations import views
from locations.models import Language, Location, OpeningHours, Service, SpecialHours
from locations.services import fill_coordinates
from locations.spreadsheets.desk import SpreadsheetDesk
from publishing.admin import (
    PICTURE_FIELDSET,
    PUBLISHING_FIELDSET,
    REVIEW_FIELDS,
    SEARCH_FIELDSET,
    HistoryAdmin,
    PublishedAdmin,
)
from publishing.admin_filters import StateFilter
from publishing.admin_forms import NamedFieldsFormSet


class OpeningHoursRows(admin.TabularInline):
    model = OpeningHours
    formset = NamedFieldsFormSet
    extra = 0


class SpecialHoursRows(admin.TabularInline):
    model = SpecialHours
    formset = NamedFieldsFormSet
    extra = 0


class PublishingFilter(StateFilter):
    """Drafts, planned and public offices; “state” is where an office stands."""

    title = _("publishing")
    parameter_name = "publishing"


@admin.register(Location)
class LocationAdmin(SpreadsheetDesk, PublishedAdmin):
    list_display = ["title", "city", "state_code", "publishing_state", "phone", "preview_link"]
    list_filter = ["state", PublishingFilter]
    search_fields = ["title", "city", "zip_code", "street"]
    prepopulated_fields = {"slug": ["city"]}
    filter_horizontal = ["treatments", "services", "languages"]
    inlines = [OpeningHoursRows, SpecialHoursRows]
    exclude = [*REVIEW_FIELDS]
    fieldsets = [
        (_("Name and address"), {"fields": ["title", "street", "unit", ("city", "state", "zip_code")]}),
        PUBLISHING_FIELDSET,
        (_("Reaching us"), {"fields": [("phone", "fax"), "alert", "parking", "transit", "is_step_free", "access"]}),
        (_("What is here"), {"fields": ["treatments", "services", "languages"]}),
        (_("Closed for a while"), {"fields": [("closed_from", "reopens_on"), "closed_because"]}),
        (_("Hours"), {"fields": [("time_zone", "holiday_rule")]}),
        (
            _("On the map"),
            {
                "fields": [("latitude", "longitude")],
                "description": _("Leave both empty to take the middle of the ZIP code. You can adjust them."),
            },
        ),
        SEARCH_FIELDSET,
        PICTURE_FIELDSET,
    ]

    @admin.display(description=_("state"), ordering="state")
    def state_code(self, location):
        return location.get_state_display()

    @admin.display(description=_("publishing"), ordering="publish_from")
    def publishing_state(self, location):
        """The model's own “state” hides the column of that name."""
        return PublishedAdmin.state(self, location)

    def save_model(self, request, obj, form, change):
        if not fill_coordinates(obj):
            text = _("We do not know this ZIP code. The office is not in the finder until you enter its coordinates.")
            self.message_user(request, text, "warning")
        super().save_model(request, obj, form, change)

    def render_page(self, request, page, *, is_preview):
        return views.render_location(request, page, is_preview=is_preview)


@admin.register(Language)
class LanguageAdmin(SortableAdminMixin, HistoryAdmin):
    list_display = ["name", "code"]


@admin.register(Service)
class ServiceAdmin(SortableAdminMixin, HistoryAdmin):
    list_display = ["name"]
