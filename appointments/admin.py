"""The staff's desk for what surrounds requests: desks, topics, receptions, wordings, mail, records. Never a request."""

from adminsortable2.admin import SortableAdminMixin
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from appointments.models import (
    AccessRecord,
    ConsentWording,
    DailyCount,
    Desk,
    DeskMembership,
    MeasuredWait,
    OfficeMembership,
    OutgoingMail,
    Reception,
    Topic,
)
from appointments.references import cleaned
from appointments.services.outbox import send_again


class StaffOnly:
    """Offers only people who can sign in."""

    def formfield_for_foreignkey(self, field, request, **kwargs):
        if field.name == "user":
            staff = get_user_model().objects.filter(is_staff=True, is_active=True)
            kwargs["queryset"] = staff.order_by("last_name", "first_name", "username")
        return super().formfield_for_foreignkey(field, request, **kwargs)


class ForReading(admin.ModelAdmin):
    """Rows that the site writes; nobody adds, changes or deletes them, not even a superuser."""

    actions = None

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class DeskMembers(StaffOnly, admin.TabularInline):
    model = DeskMembership
    extra = 0


@admin.register(Desk)
class DeskAdmin(admin.ModelAdmin):
    list_display = ["name", "email"]
    inlines = [DeskMembers]


@admin.register(Topic)
class TopicAdmin(SortableAdminMixin, admin.ModelAdmin):
    list_display = ["position", "name", "desk"]
    list_display_links = ["name"]
    list_select_related = ["desk"]
    fields = ["name", "hint", "desk"]


@admin.register(Reception)
class ReceptionAdmin(admin.ModelAdmin):
    list_display = ["location", "promise_days", "email"]
    list_select_related = ["location"]


@admin.register(OfficeMembership)
class OfficeMembershipAdmin(StaffOnly, admin.ModelAdmin):
    list_display = ["user", "location"]
    list_filter = ["location"]
    list_select_related = ["user", "location"]


@admin.register(ConsentWording)
class ConsentWordingAdmin(admin.ModelAdmin):
    """New words are a new version. Once a patient has agreed to some, they stay as they are."""

    list_display = ["purpose", "version", "text", "in_force_from"]
    list_filter = ["purpose"]
    actions = None

    def has_change_permission(self, request, obj=None) -> bool:
        return super().has_change_permission(request, obj) and not _was_agreed_to(obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and not _was_agreed_to(obj)


def _was_agreed_to(wording: ConsentWording | None) -> bool:
    return wording is not None and wording.consents.exists()


@admin.register(OutgoingMail)
class OutgoingMailAdmin(admin.ModelAdmin):
    """What became of each mail. To whom it goes and what it says is not shown, nor read from the database."""

    list_display = ["subject", "state", "created_at", "attempts", "next_attempt_at", "last_error", "sent_at"]
    list_filter = ["state"]
    fields = readonly_fields = ["about", *list_display]
    actions = ["send_again"]
    list_per_page = 50

    def get_queryset(self, request):
        return super().get_queryset(request).without_words()

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        """Of the list, where mail is sent again; one mail has nothing to change."""
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    @admin.action(description=_("Send again"), permissions=["change"])
    def send_again(self, request, chosen):
        done = sum(send_again(mail) for mail in chosen)
        words = ngettext("%(n)s mail will be sent now.", "%(n)s mails will be sent now.", done) % {"n": done}
        self.message_user(request, words, messages.SUCCESS if done else messages.WARNING)


@admin.register(AccessRecord)
class AccessRecordAdmin(ForReading):
    list_display = ["at", "by", "action", "reference", "detail"]
    list_filter = ["action"]
    list_select_related = ["by"]
    search_fields = ["=reference"]
    search_help_text = _("A reference, such as A7K2P-9M4TX.")
    fields = ["at", "by", "action", "reference", "detail"]
    list_per_page = 50

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, cleaned(search_term))


@admin.register(DailyCount)
class DailyCountAdmin(ForReading):
    list_display = ["day", "location", "status", "count"]
    list_filter = ["location", "status"]
    list_select_related = ["location"]


@admin.register(MeasuredWait)
class MeasuredWaitAdmin(ForReading):
    list_display = ["location", "median_days", "count", "measured_on"]
    list_select_related = ["location"]
