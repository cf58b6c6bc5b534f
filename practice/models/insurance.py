"""Who pays: the plans we take, state by state, and the rules after an accident."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from practice.models.states import State, StateRule
from practice.querysets.insurance import InsuranceGuideQuerySet, InsurancePlanQuerySet
from publishing.fields import LongTextField
from publishing.models import Content, Row
from publishing.past_days import refuse_future


class InsuranceGuide(Content):
    """The words around the list of plans, and what to bring. There is one row."""

    lead = LongTextField(
        _("first words of the insurance page"), max_length=400, help_text=_("A few short sentences above the plans.")
    )
    work_injury = LongTextField(
        _("after an injury at work"), max_length=500, help_text=_("Stands above the rules for injuries at work.")
    )
    accident = LongTextField(
        _("after a crash or another accident"), max_length=500, help_text=_("Stands above the rules for accidents.")
    )

    objects = InsuranceGuideQuerySet.as_manager()

    class Meta:
        verbose_name = _("insurance page")
        verbose_name_plural = _("insurance page")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="practice_only_one_insurance_guide")]

    def __str__(self):
        return str(_("Insurance page"))


class ThingToBring(Row):
    """What every patient with insurance brings to the visit."""

    guide = models.ForeignKey(InsuranceGuide, models.CASCADE, related_name="things_to_bring")
    text = models.CharField(_("what to bring"), max_length=160)

    class Meta(Row.Meta):
        verbose_name = _("thing to bring")
        verbose_name_plural = _("what every patient brings")

    def __str__(self):
        return self.text


class AccidentRule(StateRule):
    """What car insurance pays for care after a crash, by the law of one state."""

    guide = models.ForeignKey(InsuranceGuide, models.CASCADE, related_name="accident_rules")

    class Meta(StateRule.Meta):
        verbose_name = _("rule after an accident")
        verbose_name_plural = _("after an accident: what car insurance pays")
        constraints = [
            models.UniqueConstraint(
                fields=["guide", "state"],
                name="practice_one_accident_rule_a_state",
                violation_error_message=_("This state already has a rule for accidents."),
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="practice_accident_rule_state_known"),
        ]


class InsurancePlan(Row):
    """A plan as it is named on the patient's card."""

    class Kind(models.TextChoices):
        PRIVATE = "private", _("Private health plans")
        MEDICARE = "medicare", _("Medicare")
        MEDICAID = "medicaid", _("Medicaid")
        WORKERS_COMPENSATION = "workers_compensation", _("Workers’ compensation")
        PERSONAL_INJURY = "personal_injury", _("Car and other accident insurance")

    name = models.CharField(
        _("name"),
        max_length=120,
        unique=True,
        help_text=_("As it stands on the card, so that patients find it."),
        error_messages={"unique": _("This plan is on the list already.")},
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)

    objects = InsurancePlanQuerySet.as_manager()

    class Meta(Row.Meta):
        verbose_name = _("insurance plan")
        verbose_name_plural = _("insurance plans")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["private", "medicare", "medicaid", "workers_compensation", "personal_injury"]),
                name="practice_insurance_plan_kind_known",
            )
        ]

    def __str__(self):
        return self.name


class PlanCoverage(Row):
    """How a plan stands in one state. A state without a row is one where the plan is not listed."""

    class Standing(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        CALL_FIRST = "call_first", _("Call first")
        NOT_LISTED = "not_listed", _("Not listed")

    plan = models.ForeignKey(InsurancePlan, models.CASCADE, related_name="coverage")
    state = models.CharField(_("state"), max_length=2, choices=State)
    standing = models.CharField(
        _("how it stands"),
        max_length=10,
        choices=Standing,
        help_text=_("“Call first” where it depends on the office, the person seen or the patient's own plan."),
    )
    verified_on = models.DateField(
        _("verified on"), help_text=_("The day somebody last checked this with the plan. Patients see it.")
    )

    class Meta(Row.Meta):
        verbose_name = _("state")
        verbose_name_plural = _("how it stands, state by state")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "state"],
                name="practice_one_coverage_a_state",
                violation_error_message=_("This plan already says how it stands in this state."),
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="practice_plan_coverage_state_known"),
            models.CheckConstraint(
                condition=Q(standing__in=["accepted", "call_first", "not_listed"]),
                name="practice_plan_coverage_standing_known",
            ),
        ]

    def __str__(self):
        return f"{self.get_state_display()}: {self.get_standing_display()}"

    def clean(self):
        super().clean()
        refuse_future(self, "verified_on")


class PlanThingToBring(Row):
    """What patients with one plan bring besides what everybody brings."""

    plan = models.ForeignKey(InsurancePlan, models.CASCADE, related_name="things_to_bring")
    text = models.CharField(_("what to bring"), max_length=160)

    class Meta(Row.Meta):
        verbose_name = _("thing to bring")
        verbose_name_plural = _("what patients with this plan bring")

    def __str__(self):
        return self.text
