"""A sign that always means an emergency, whatever page the patient is on."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.models import Row


class RedFlag(Row):
    """A line of the one list that the treatment and condition pages, the request form and the quiz share."""

    text = models.CharField(
        _("sign"),
        max_length=160,
        help_text=_(
            "One sign that needs an emergency room now, as a patient can tick it. It begins with “You” or “Your” and "
            "has no full stop at its end. Signs that can wait until tomorrow do not belong here."
        ),
    )
    detail = models.CharField(
        _("explanation"),
        max_length=200,
        blank=True,
        help_text=_("One or two short sentences that help a patient to tell. Leave empty when the sign says it all."),
    )

    class Meta(Row.Meta):
        verbose_name = _("red flag")
        verbose_name_plural = _("red flags (call 911)")

    def __str__(self):
        return self.text

    def clean(self):
        super().clean()
        if not self.text.startswith(("You ", "Your ")):
            raise ValidationError({"text": _("Begin with “You” or “Your”, so that a patient can tick it.")})

    @property
    def sign(self) -> str:
        """The text as it completes “Call 911 … now if:”."""
        return self.text[:1].lower() + self.text[1:]
