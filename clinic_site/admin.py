"""The staff's desk for sign-ins: helping somebody who lost a phone, and looking at who signed in."""

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from django.contrib import admin

admin.site.unregister([Authenticator, EmailAddress])


@admin.register(Authenticator)
class SecondStepAdmin(admin.ModelAdmin):
    """Deleting all of a person's rows lets that person set up a new second step at the next sign-in."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    list_select_related = ["user"]
    search_fields = ["user__username", "user__last_name"]
    fields = readonly_fields = ["user", "type", "created_at", "last_used_at"]  # never `data`, which holds the secrets

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False
