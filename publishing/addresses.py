"""Whole addresses of this site, taken from its settings and never from a visitor's headers."""

from django.conf import settings


def absolute(path: str) -> str:
    """The address with scheme and host for a path such as /treatments/."""
    return f"{settings.SITE_URL}{path}"
