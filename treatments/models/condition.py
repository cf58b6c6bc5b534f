"""A condition we treat, in typed sections."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publishing.fields import LongTextField, RichTextField
from publishing.models import Illustrated, Published, Row, Source
from treatments.drawings import Drawing
from treatments.models.classification import BodyArea
from treatments.models.rows import Advice, Faq, Question, Urgency, UrgencyCard, lines
from treatments.querysets import ConditionQuerySet


class Condition(Published, Illustrated):
    """What a patient may have."""

    title = models.CharField(_("name"), max_length=120, unique=True)
    short_title = models.CharField(_("short name"), max_length=40, help_text=_("For menus and cards."))
    summary = models.CharField(_("summary"), max_length=200, help_text=_("One plain sentence under the heading."))
    other_names = LongTextField(
        _("other names"),
        blank=True,
        help_text=_("What patients call it, one name a line, such as “pinched nerve”. Search and the A to Z use them."),
    )
    areas = models.ManyToManyField(BodyArea, verbose_name=_("where it hurts"), related_name="conditions", blank=True)
    drawing = models.CharField(
        _("drawing"),
        max_length=40,
        choices=Drawing,
        blank=True,
        help_text=_("Shown unless the page has a picture of its own (below)."),
    )
    what_it_is = RichTextField(_("what it is"), blank=True)
    symptoms_text = RichTextField(_("what it feels like"), blank=True)
    causes = RichTextField(_("causes"), blank=True)
    diagnosis = RichTextField(_("how it is diagnosed"), blank=True)
    treatment_approach = RichTextField(
        _("how it is treated"),
        blank=True,
        help_text=_("Our treatments for it are listed below this text by themselves."),
    )
    living_with = RichTextField(_("living with it"), blank=True)

    objects = ConditionQuerySet.as_manager()

    class Meta(Published.Meta):
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        ordering = ["title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("treatments:condition_detail", args=[self.slug])

    @property
    def other_name_list(self) -> list[str]:
        return lines(self.other_names)


class Symptom(Row):
    """A sign of the condition; a red flag when it needs care at once."""

    condition = models.ForeignKey(Condition, models.CASCADE, related_name="symptoms")
    text = models.CharField(_("symptom"), max_length=300)
    is_red_flag = models.BooleanField(_("needs care at once"), default=False)

    class Meta(Row.Meta):
        verbose_name = _("symptom")
        verbose_name_plural = _("symptoms")

    def __str__(self):
        return self.text


class ConditionAdvice(Advice):
    condition = models.ForeignKey(Condition, models.CASCADE, related_name="advice")

    class Meta(Advice.Meta):
        verbose_name_plural = _("living with it: do and do not")


class ConditionUrgencyCard(UrgencyCard):
    condition = models.ForeignKey(Condition, models.CASCADE, related_name="urgency_cards")

    class Meta(UrgencyCard.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["condition", "urgency"],
                name="treatments_condition_one_card_a_level",
                violation_error_message=_("There is already a card of this urgency. Add your signs to it."),
            ),
            models.CheckConstraint(
                condition=models.Q(urgency__in=Urgency.values), name="treatments_condition_card_urgency_known"
            ),
        ]


class ConditionQuestion(Question):
    condition = models.ForeignKey(Condition, models.CASCADE, related_name="questions")


class ConditionFaq(Faq):
    condition = models.ForeignKey(Condition, models.CASCADE, related_name="faqs")


class ConditionSource(Source):
    condition = models.ForeignKey(Condition, models.CASCADE, related_name="sources")
