"""Joins the apps together: the staff's roles and the dressed admin."""

from django.apps import AppConfig, apps
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate


class ClinicSiteConfig(AppConfig):
    name = "clinic_site"

    def ready(self):
        from clinic_site import checks  # noqa: F401, it registers itself
        from clinic_site.roles import sync_roles  # models are loaded only now
        from clinic_site.sign_in import lockout, sessions  # noqa: F401, they listen from here on
        from clinic_site.watching import queries  # noqa: F401, so does this

        # Sent once a migrate, after every table is there; an app without models, such as this one, is never a sender.
        post_migrate.connect(sync_roles, sender=apps.get_app_config("auth"), dispatch_uid="clinic_site.sync_roles")


class ClinicAdminConfig(AdminConfig):
    default_site = "clinic_site.admin_site.ClinicAdminSite"
