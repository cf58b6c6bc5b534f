"""Private links by which a patient sees and changes a request."""

import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from appointments.models.requests import AppointmentRequest
from appointments.querysets import ManageLinkQuerySet


def new_public_id() -> str:
    return secrets.token_urlsafe(24)


class ManageLink(models.Model):
    """One link. What stands here opens nothing: the address also carries our signature (manage_links.py)."""

    request = models.ForeignKey(AppointmentRequest, models.CASCADE, related_name="manage_links")
    public_id = models.CharField(max_length=40, unique=True, default=new_public_id, editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now)
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    objects = ManageLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.request}: {self.created_at:%Y-%m-%d %H:%M}"
