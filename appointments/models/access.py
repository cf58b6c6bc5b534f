"""Who read or changed what a patient sent. Rows are added, never changed; each carries the digest of the one before."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from appointments.querysets import AccessRecordQuerySet


class AccessRecord(models.Model):
    """One look at, or one change of, a request or message. It holds no value of the patient's."""

    class Action(models.TextChoices):
        """What was done."""

        OPENED = "opened", _("Opened")
        LISTED = "listed", _("Seen in a list")
        SEARCHED = "searched", _("Found by a search")
        CHANGED = "changed", _("Changed")
        EXPORTED = "exported", _("Exported")
        PURGED = "purged", _("Deleted after its time")

    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who"))
    action = models.CharField(_("what"), max_length=8, choices=Action)
    reference = models.CharField(_("reference"), max_length=10, db_index=True)
    detail = models.CharField(_("detail"), max_length=60, blank=True)
    digest = models.CharField(max_length=64, editable=False)

    objects = AccessRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("access record")
        verbose_name_plural = _("access records")
        ordering = ["-pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(action__in=["opened", "listed", "searched", "changed", "exported", "purged"]),
                name="appointments_access_action_known",
            )
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.reference}"
