"""The outbox: mail that was decided on in the same transaction as what it is about."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from appointments.fields import EncryptedTextField
from appointments.querysets import OutgoingMailQuerySet


class OutgoingMail(models.Model):
    """One mail to one address. It is sent at least once, always with the same Message-ID."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    about = models.CharField(_("about"), max_length=11, editable=False)  # a reference, as spoken
    recipient = EncryptedTextField(_("to"))
    subject = models.CharField(_("subject"), max_length=120)
    body = EncryptedTextField(_("text"))
    message_id = models.CharField(max_length=120, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_attempt_at = models.DateTimeField(_("next try"), default=timezone.now)
    leased_until = models.DateTimeField(null=True, editable=False)
    lease = models.CharField(max_length=32, blank=True, editable=False)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("outgoing mail")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "change")
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="appointments_mail_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sent", "failed"]), name="appointments_mail_state_known"
            )
        ]

    def __str__(self):
        return self.subject
