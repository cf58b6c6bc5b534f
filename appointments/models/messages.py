"""Messages from the contact form."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from appointments.fields import EncryptedTextField
from appointments.models.desks import Topic
from appointments.models.sending import Sending
from appointments.querysets import ContactMessageQuerySet


class ContactMessage(Sending):
    """What somebody wrote, for the desk of the topic they picked."""

    class Status(models.TextChoices):
        """Where it stands."""

        NEW = "new", _("New")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed")

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="messages", verbose_name=_("topic"))
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.NEW)
    status_changed_at = models.DateTimeField(_("status since"), default=timezone.now)
    answer_by = EncryptedTextField(_("how to answer"))
    text = EncryptedTextField(_("message"))

    objects = ContactMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["created_at", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["new", "answered", "closed"]), name="appointments_message_status_known"
            )
        ]

    def get_absolute_url(self):
        return reverse("staff:message_detail", args=[self.reference])
