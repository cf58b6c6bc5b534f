"""Joins the apps together: the staff's roles and the dressed admin."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate


class ClinicSiteConfig(AppConfig):
    name = "clinic_site"

    def ready(self):
        from clinic_site.roles import sync_roles  # models are loaded only now

        post_migrate.connect(sync_roles, sender=self, dispatch_uid="clinic_site.sync_roles")


class ClinicAdminConfig(AdminConfig):
    default_site = "clinic_site.admin_site.ClinicAdminSite"
