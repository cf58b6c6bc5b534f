"""The settings that `wagtail start` made for production, with what it asks everybody to fill in."""

from clinic.settings.base import *  # noqa: F403
from clinic.settings.base import INSTALLED_APPS, STORAGES

DEBUG = False
SECRET_KEY = "only for measuring"
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = [*INSTALLED_APPS, "care"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
