"""The states we treat people in, and a rule of one state's law in plain words."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.fields import LongTextField
from publishing.models import Row
from publishing.past_days import refuse_future


class State(models.TextChoices):
    """The states we treat people in."""

    MARYLAND = "MD", _("Maryland")
    PENNSYLVANIA = "PA", _("Pennsylvania")
    VIRGINIA = "VA", _("Virginia")


class StateRule(Row):
    """What the law of one state says about who chooses or who pays, and whether somebody compared the words with it."""

    state = models.CharField(_("state"), max_length=2, choices=State)
    rule = LongTextField(
        _("the rule"), max_length=300, help_text=_("One plain sentence that begins with “In general”.")
    )
    explanation = LongTextField(
        _("what it means for the patient"),
        max_length=800,
        help_text=_(
            "A few short sentences. End with whom to ask: the insurer, the state's office and, "
            "after an injury at work, the employer."
        ),
    )
    checked_on = models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_("The day somebody compared these words with the state's own. Leave empty until then."),
    )

    class Meta(Row.Meta):
        abstract = True

    def __str__(self):
        return self.get_state_display()

    def clean(self):
        super().clean()
        refuse_future(self, "checked_on")
