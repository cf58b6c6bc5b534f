"""What `manage.py check --deploy` and `make serve` say about settings that fit together badly."""

from django.conf import settings
from django.core import checks

WITHOUT_PROXY = checks.Error(
    "SITE_URL begins with https://, but BEHIND_PROXY is not set.",
    hint="gunicorn itself speaks HTTP, so a proxy must stand before it. Without BEHIND_PROXY=1 its headers are not "
    "believed: every page would lead to itself, and all visitors would count as one.",
    id="clinic_site.E001",
)
WITHOUT_MAIL = checks.Warning(
    "EMAIL_URL is not set: no mail leaves, neither to the desks nor to patients. It waits in the outbox.",
    id="clinic_site.W001",
)


@checks.register(deploy=True)
def settings_that_fit_together(app_configs, **options) -> list[checks.CheckMessage]:
    """An error for HTTPS without a proxy, a warning without a mail server."""
    found = [WITHOUT_PROXY] if settings.OVER_HTTPS and not settings.BEHIND_PROXY else []
    return found if settings.EMAIL_URL else [*found, WITHOUT_MAIL]
