"""Starts the ground of the house: content triggers follow every migration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = _("Addresses")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from publishing.content_version import install_triggers  # models are loaded only now

        post_migrate.connect(install_triggers, dispatch_uid="publishing.install_triggers")
