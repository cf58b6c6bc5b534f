"""The kinds of rows that treatments and conditions share."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.fields import LongTextField, RichTextField
from publishing.models import Row


def lines(text: str) -> list[str]:
    """The lines of a one-item-a-line text, trimmed, without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class Urgency(models.TextChoices):
    """How soon a patient should get help, the most urgent first."""

    EMERGENCY = "emergency", _("Emergency: call 911 now")
    TODAY = "today", _("Call us today")
    ROUTINE = "routine", _("Call us in office hours")

    @property
    def heading(self) -> str:
        """The action, ending in “if:”, as the heading of the card."""
        return {
            Urgency.EMERGENCY: _("Call 911 or go to the emergency room now if:"),
            Urgency.TODAY: _("Call us today if:"),
            Urgency.ROUTINE: _("Call us during office hours if:"),
        }[self]

    @property
    def level(self) -> str:
        """The level in words, for those who do not see the colour."""
        return {
            Urgency.EMERGENCY: _("Emergency."),
            Urgency.TODAY: _("Urgent advice."),
            Urgency.ROUTINE: _("Advice that can wait."),
        }[self]


class UrgencyCardQuerySet(models.QuerySet):
    """When-to-call cards."""

    def most_urgent_first(self):
        """The emergency first, whatever order they were typed in."""
        order = [models.When(urgency=urgency.value, then=place) for place, urgency in enumerate(Urgency)]
        return self.order_by(models.Case(*order))


class UrgencyCard(Row):
    """Signs that call for help at one level. A page has at most one card a level."""

    urgency = models.CharField(_("how urgent"), max_length=10, choices=Urgency)
    signs = LongTextField(
        _("signs"),
        help_text=_("One sign a line. Each line completes the sentence of the heading, such as “you have a fever”."),
    )

    objects = UrgencyCardQuerySet.as_manager()

    class Meta(Row.Meta):
        abstract = True
        verbose_name = _("when-to-call card")
        verbose_name_plural = _("when to call")

    def __str__(self):
        return str(Urgency(self.urgency).heading) if self.urgency else ""

    @property
    def sign_list(self) -> list[str]:
        return lines(self.signs)

    @property
    def heading(self) -> str:
        return Urgency(self.urgency).heading

    @property
    def level(self) -> str:
        return Urgency(self.urgency).level


class Advice(Row):
    """Something to do, or not to do."""

    class Kind(models.TextChoices):
        DO = "do", _("Do")
        DO_NOT = "do_not", _("Do not")

    kind = models.CharField(_("do or do not"), max_length=6, choices=Kind)
    text = models.CharField(_("advice"), max_length=300, help_text=_("A “do not” line begins with “Do not”."))

    class Meta(Row.Meta):
        abstract = True
        verbose_name = _("do / do not")
        verbose_name_plural = _("do and do not")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=("do", "do_not")), name="%(app_label)s_%(class)s_kind_known"
            )
        ]

    def __str__(self):
        return self.text

    def clean(self):
        super().clean()
        if self.kind == self.Kind.DO_NOT and not self.text.lower().startswith("do not "):
            raise ValidationError({"text": _("Begin this line with “Do not”, so that nobody can misread it.")})


class Question(Row):
    """A question the patient may take along to the visit."""

    text = models.CharField(_("question"), max_length=250)

    class Meta(Row.Meta):
        abstract = True
        verbose_name = _("question to ask")
        verbose_name_plural = _("questions to ask")

    def __str__(self):
        return self.text


class Faq(Row):
    """A question patients ask us, with its answer."""

    question = models.CharField(_("question"), max_length=200)
    answer = RichTextField(_("answer"), help_text=_("The first sentence answers the question."))

    class Meta(Row.Meta):
        abstract = True
        verbose_name = _("frequent question")
        verbose_name_plural = _("frequent questions")

    def __str__(self):
        return self.question
