"""A physician or nurse practitioner."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from locations.models import Language, Location
from providers.board_claims import no_board_claim
from providers.new_patients import oldest_that_counts
from providers.querysets import ProviderQuerySet
from publishing.fields import LongTextField, RichTextField
from publishing.models import Illustrated, Published
from publishing.past_days import refuse_future
from treatments.models import Treatment
from treatments.models.rows import lines

PHYSICIANS_LETTERS = {"MD", "DO"}
OTHER_WORDS = ("search_title", "search_description", "picture_alt", "reviewed_by")  # every page has these fields


class Kind(models.TextChoices):
    """What the provider is by license."""

    PHYSICIAN = "physician", _("Physician")
    NURSE_PRACTITIONER = "nurse-practitioner", _("Nurse practitioner")


class Provider(Published, Illustrated):
    """One person who treats patients: training, offices, treatments. There is no field for counts or awards."""

    given_name = models.CharField(_("first name"), max_length=60, validators=[no_board_claim])
    family_name = models.CharField(_("last name"), max_length=60, validators=[no_board_claim])
    suffix = models.CharField(
        _("letters after the name"),
        max_length=30,
        validators=[no_board_claim],
        help_text=_("Degree or license, such as MD, DO or CRNP."),
    )
    kind = models.CharField(_("kind"), max_length=18, choices=Kind)
    focus = models.CharField(
        _("field"),
        max_length=80,
        blank=True,
        validators=[no_board_claim],
        help_text=_("Stands after “Physician” or “Nurse practitioner”: a few plain words, such as “Pain medicine”."),
    )
    summary = models.CharField(
        _("summary"),
        max_length=200,
        validators=[no_board_claim],
        help_text=_("One plain sentence under the name. No numbers of patients or years, no awards."),
    )
    other_names = LongTextField(
        _("other names"),
        blank=True,
        validators=[no_board_claim],
        help_text=_("A former name or a usual misspelling, one a line. Search uses them; the page does not show them."),
    )
    biography = RichTextField(
        _("about"),
        blank=True,
        validators=[no_board_claim],
        help_text=_("A few short paragraphs for patients: how this person works, and what a first visit is like."),
    )
    locations = models.ManyToManyField(
        Location,
        blank=True,
        related_name="providers",
        verbose_name=_("offices"),
        help_text=_("Where this person sees patients. At least one public office is needed to publish the page."),
    )
    treatments = models.ManyToManyField(
        Treatment,
        blank=True,
        related_name="providers",
        verbose_name=_("treatments"),
        help_text=_("Only what this person does. The page of each treatment names them."),
    )
    languages = models.ManyToManyField(
        Language,
        blank=True,
        related_name="providers",
        verbose_name=_("languages besides English"),
        help_text=_("Only languages in which they can speak with patients about their care."),
    )
    is_accepting_new_patients = models.BooleanField(
        _("taking new patients"), null=True, blank=True, help_text=_("Leave “Unknown” until somebody has asked.")
    )
    accepting_checked_on = models.DateField(
        _("asked on"),
        null=True,
        blank=True,
        help_text=_("The day somebody asked. The page shows this day, and leaves the answer out after 60 days."),
    )

    objects = ProviderQuerySet.as_manager()

    class Meta(Published.Meta):
        verbose_name = _("provider")
        verbose_name_plural = _("providers")
        ordering = ["family_name", "given_name", "pk"]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="providers_provider_kind_known"),
            models.CheckConstraint(
                condition=Q(is_accepting_new_patients__isnull=True, accepting_checked_on__isnull=True)
                | Q(is_accepting_new_patients__isnull=False, accepting_checked_on__isnull=False),
                name="providers_provider_answer_has_a_day",
                violation_error_message=_(
                    "“Taking new patients” and “asked on” belong together. Fill in both, or neither."
                ),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("providers:provider_detail", args=[self.slug])

    @property
    def title(self) -> str:
        """The whole name, as a page says it: “Alex Sample, MD”."""
        return f"{self.short_title}, {self.suffix}"

    @property
    def short_title(self) -> str:
        """The name without letters: “Alex Sample”."""
        return f"{self.given_name} {self.family_name}"

    @property
    def initials(self) -> str:
        """What stands where there is no portrait."""
        return f"{self.given_name[:1]}{self.family_name[:1]}".upper()

    @property
    def other_name_list(self) -> list[str]:
        return lines(self.other_names)

    @property
    def has_fresh_answer(self) -> bool:
        """Whether somebody asked lately if this person takes new patients."""
        return bool(self.accepting_checked_on) and self.accepting_checked_on >= oldest_that_counts(timezone.localdate())

    def clean_fields(self, exclude=None):
        """Also that the words which every page has say nothing about boards."""
        errors = {}
        try:
            super().clean_fields(exclude=exclude)
        except ValidationError as refused:
            errors = refused.update_error_dict(errors)
        for name in set(OTHER_WORDS) - set(exclude or ()):
            try:
                no_board_claim(getattr(self, name))
            except ValidationError as refused:
                errors.setdefault(name, []).append(refused)
        if errors:
            raise ValidationError(errors)

    def clean(self):
        super().clean()
        is_doctor = bool(PHYSICIANS_LETTERS & set(re.findall(r"[A-Z]+", self.suffix.replace(".", "").upper())))
        if self.kind == Kind.PHYSICIAN and not is_doctor:
            raise ValidationError({"suffix": _("A physician's letters include MD or DO. Check them, or the kind.")})
        if self.kind == Kind.NURSE_PRACTITIONER and is_doctor:
            raise ValidationError({"suffix": _("MD and DO are for physicians. Check the letters, or the kind.")})
        refuse_future(self, "accepting_checked_on", _("Enter the day somebody asked. It cannot be in the future."))

    def missing_to_publish(self) -> list[str]:
        missing = []
        if not self.pk or not self.locations.published().exists():
            missing.append(_("Choose at least one public office before you publish this provider."))
        if not self.pk or not self.credentials.exists():
            missing.append(_("Add at least one credential before you publish this provider."))
        if self.pk and self.unlicensed_states():
            missing.append(_("Add a license for each state in which this provider has an office."))
        return missing

    def unlicensed_states(self) -> set[str]:
        """States in which this person has an office but no license, by their codes."""
        return set(self.locations.values_list("state", flat=True)) - set(self.licenses.values_list("state", flat=True))
