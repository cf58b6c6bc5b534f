"""What every sending of a public form has: a code to say on the telephone, and a key that makes it one."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from appointments.fields import EncryptedTextField, LookupField
from appointments.references import new_reference, spoken


class Sending(models.Model):
    """One thing a patient sent. Nothing that identifies the patient stands in it readable."""

    reference = models.CharField(_("reference"), max_length=10, unique=True, default=new_reference, editable=False)
    key = models.CharField(max_length=64, unique=True, editable=False)
    content_digest = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("received"), default=timezone.now, editable=False, db_index=True)
    suspicions = models.JSONField(_("marks"), default=list, editable=False)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_%(class)ss",
        verbose_name=_("who takes care of it"),
    )
    name = EncryptedTextField(_("name"))
    phone = EncryptedTextField(_("telephone"))
    email = EncryptedTextField(_("e-mail"), blank=True)
    phone_lookup = LookupField(of="phone")
    email_lookup = LookupField(of="email")

    class Meta:
        abstract = True

    def __str__(self):
        return self.spoken_reference

    @property
    def spoken_reference(self) -> str:
        return spoken(self.reference)
