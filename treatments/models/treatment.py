"""A treatment we offer, in typed sections with ordered rows."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publishing.fields import LongTextField, RichTextField
from publishing.models import Illustrated, Published, Row, Source
from treatments.drawings import Drawing
from treatments.models.classification import TreatmentGroup
from treatments.models.condition import Condition
from treatments.models.rows import Advice, Faq, Question, Urgency, UrgencyCard, lines
from treatments.querysets import CandidacyRowQuerySet, TreatmentQuerySet


class Treatment(Published, Illustrated):
    """What we can do for a patient."""

    title = models.CharField(_("name"), max_length=120, unique=True)
    short_title = models.CharField(_("short name"), max_length=40, help_text=_("For menus and cards."))
    group = models.ForeignKey(
        TreatmentGroup, models.PROTECT, related_name="treatments", verbose_name=_("kind of treatment")
    )
    summary = models.CharField(_("summary"), max_length=200, help_text=_("One plain sentence under the heading."))
    other_names = LongTextField(
        _("other names"),
        blank=True,
        help_text=_("What patients call it, one name a line, such as “back shot”. Search uses them."),
    )
    conditions = models.ManyToManyField(
        Condition, through="TreatmentCondition", related_name="treatments", verbose_name=_("conditions it treats")
    )
    drawing = models.CharField(
        _("drawing near the top"),
        max_length=40,
        choices=Drawing,
        blank=True,
        help_text=_("Shown unless the page has a picture of its own (below)."),
    )
    what_it_is = RichTextField(_("what it is"), blank=True)
    candidacy = RichTextField(_("who it may help"), blank=True)
    preparation = RichTextField(_("how to prepare"), blank=True)
    afterwards = RichTextField(_("afterwards"), blank=True, help_text=_("The first hours and days."))
    recovery = RichTextField(_("recovery"), blank=True, help_text=_("Back to driving, work and exercise."))
    benefits = RichTextField(_("benefits"), blank=True)
    realistic_results = RichTextField(_("realistic results"), blank=True)
    risks_text = RichTextField(
        _("about the risks"), blank=True, help_text=_("A short paragraph above the lists of risks.")
    )
    cost = RichTextField(_("cost and insurance"), blank=True)

    objects = TreatmentQuerySet.as_manager()

    class Meta(Published.Meta):
        verbose_name = _("treatment")
        verbose_name_plural = _("treatments")
        ordering = ["title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("treatments:treatment_detail", args=[self.slug])

    @property
    def other_name_list(self) -> list[str]:
        return lines(self.other_names)

    def missing_to_publish(self) -> list[str]:
        missing = []
        if not self.pk or not self.risks.exists():
            missing.append(_("Add at least one risk before you publish this treatment."))
        if not self.pk or not self.urgency_cards.exists():
            missing.append(_("Add at least one “when to call” card before you publish this treatment."))
        return missing


class TreatmentCondition(Row):
    """That a treatment is offered for a condition."""

    treatment = models.ForeignKey(Treatment, models.CASCADE, related_name="condition_links")
    condition = models.ForeignKey(Condition, models.CASCADE, related_name="treatment_links")

    class Meta(Row.Meta):
        verbose_name = _("treatment for a condition")
        verbose_name_plural = _("treatments for conditions")
        constraints = [
            models.UniqueConstraint(
                fields=["treatment", "condition"],
                name="treatments_treatment_condition_once",
                violation_error_message=_("This pair is already in the list."),
            )
        ]

    def __str__(self):
        return f"{self.treatment} – {self.condition}"


class QuickFact(Row):
    """A short answer at the top of the page."""

    class Kind(models.TextChoices):
        TIME = "time", _("Time it takes")
        ANESTHESIA = "anesthesia", _("Numbing or sedation")
        SETTING = "setting", _("Where it is done")
        DRIVER = "driver", _("Ride home")
        BACK_TO_NORMAL = "back_to_normal", _("Back to normal")

    treatment = models.ForeignKey(Treatment, models.CASCADE, related_name="quick_facts")
    kind = models.CharField(_("fact"), max_length=14, choices=Kind)
    value = models.CharField(_("answer"), max_length=120)

    class Meta(Row.Meta):
        verbose_name = _("quick fact")
        verbose_name_plural = _("quick facts")
        constraints = [
            models.UniqueConstraint(
                fields=["treatment", "kind"],
                name="treatments_quick_fact_once",
                violation_error_message=_("This fact is already in the list."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=("time", "anesthesia", "setting", "driver", "back_to_normal")),
                name="treatments_quick_fact_kind_known",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.value}"


class CandidacyRow(Row):
    """One reason for, or against, this treatment. The page's checklist and the quiz read the same rows."""

    class Kind(models.TextChoices):
        COULD_BE_RIGHT_IF = "could", _("Could be right if …")
        USUALLY_NOT_IF = "usually_not", _("Usually not if …")

    treatment = models.ForeignKey(Treatment, models.CASCADE, related_name="candidacy_rows")
    kind = models.CharField(_("for or against"), max_length=11, choices=Kind)
    text = models.CharField(
        _("reason"), max_length=300, help_text=_("Completes the sentence and begins with “you” or “your”.")
    )
    rules_out = models.BooleanField(
        _("rules it out"),
        default=False,
        help_text=_("Only for “usually not if”: the quiz then never names this treatment, whatever speaks for it."),
    )

    objects = CandidacyRowQuerySet.as_manager()

    class Meta(Row.Meta):
        verbose_name = _("who it may help")
        verbose_name_plural = _("who it may help / may not help")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=("could", "usually_not")), name="treatments_candidacy_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(rules_out=False) | models.Q(kind="usually_not"),
                name="treatments_candidacy_only_against_rules_out",
                violation_error_message=_("Only a line of “usually not if” can rule a treatment out."),
            ),
        ]

    def __str__(self):
        return self.text


class TreatmentAdvice(Advice):
    """What to do, and not to do, before or after the treatment."""

    class When(models.TextChoices):
        BEFORE = "before", _("Before")
        AFTER = "after", _("After")

    treatment = models.ForeignKey(Treatment, models.CASCADE, related_name="advice")
    when = models.CharField(_("when"), max_length=6, choices=When)

    class Meta(Advice.Meta):
        verbose_name_plural = _("before and after: do and do not")
        constraints = [
            *Advice.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(when__in=("before", "after")), name="treatments_advice_when_known"
            ),
        ]


class Step(Row):
    """One step of what happens on the day."""

    treatment = models.ForeignKey(Treatment, models.CASCADE, related_name="steps")
    title = models.CharField(_("step"), max_length=120)
    text = LongTextField(_("what happens"), max_length=600)
    drawing = models.CharField(_("drawing"), max_length=40, choices=Drawing, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("what happens, step by step")

    def __str__(self):
        return self.title


class Risk(Row):
    """Something that may go wrong."""

    class Frequency(models.TextChoices):
        COMMON = "common", _("Common")
        RARE_BUT_SERIOUS = "rare", _("Rare but serious")

    treatment = models.ForeignKey(Treatment, models.CASCADE, related_name="risks")
    frequency = models.CharField(_("how often"), max_length=6, choices=Frequency)
    text = models.CharField(_("risk"), max_length=300)

    class Meta(Row.Meta):
        verbose_name = _("risk")
        verbose_name_plural = _("risks (required to publish)")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(frequency__in=("common", "rare")), name="treatments_risk_frequency_known"
            )
        ]

    def __str__(self):
        return self.text


class TreatmentUrgencyCard(UrgencyCard):
    treatment = models.ForeignKey(Treatment, models.CASCADE, related_name="urgency_cards")

    class Meta(UrgencyCard.Meta):
        verbose_name_plural = _("when to call (required to publish)")
        constraints = [
            models.UniqueConstraint(
                fields=["treatment", "urgency"],
                name="treatments_treatment_one_card_a_level",
                violation_error_message=_("There is already a card of this urgency. Add your signs to it."),
            ),
            models.CheckConstraint(
                condition=models.Q(urgency__in=Urgency.values), name="treatments_treatment_card_urgency_known"
            ),
        ]


class TreatmentQuestion(Question):
    treatment = models.ForeignKey(Treatment, models.CASCADE, related_name="questions")


class TreatmentFaq(Faq):
    treatment = models.ForeignKey(Treatment, models.CASCADE, related_name="faqs")


class TreatmentSource(Source):
    treatment = models.ForeignKey(Treatment, models.CASCADE, related_name="sources")
