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
WITHOUT_BACKUPS = checks.Warning(
    "BACKUP_RECIPIENTS is not set: no backup can be made. What patients sent is lost with this machine's disk.",
    hint="On a computer of your own run `make backup-key`; put the public key it prints into the settings.",
    id="clinic_site.W002",
)


@checks.register(deploy=True)
def settings_that_fit_together(app_configs, **options) -> list[checks.CheckMessage]:
    """An error for HTTPS without a proxy, warnings without a mail server and without anybody to seal backups for."""
    wrong = [
        (settings.OVER_HTTPS and not settings.BEHIND_PROXY, WITHOUT_PROXY),
        (not settings.EMAIL_URL, WITHOUT_MAIL),
        (not settings.BACKUP_RECIPIENTS, WITHOUT_BACKUPS),
    ]
    return [message for is_wrong, message in wrong if is_wrong]
