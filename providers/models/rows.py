"""What a provider's page lists: credentials, licenses, specialties, education."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from practice.models import State
from providers.board_claims import full_board_name, no_board_claim
from providers.models.provider import Kind, Provider
from providers.querysets import CredentialQuerySet
from providers.years import FIRST_YEAR, LAST_YEAR, no_later_than_this_year
from publishing.models import Content, Row
from publishing.past_days import refuse_future

year_help = _("Four digits, such as 2015. Leave empty when it is not known.")


class Credential(Row):
    """That a board certified somebody. The page's words are made from it, once checked and until its last day."""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="credentials")
    board = models.CharField(
        _("the board's full name"),
        max_length=120,
        validators=[full_board_name],
        help_text=_("In full and without “the”, such as “American Board of Anesthesiology”."),
    )
    subject = models.CharField(
        _("in what"),
        max_length=100,
        validators=[no_board_claim],
        help_text=_("What the certificate is for, such as “pain medicine”."),
    )
    since_year = models.PositiveSmallIntegerField(
        _("since"), null=True, blank=True, validators=[no_later_than_this_year], help_text=year_help
    )
    certified_until = models.DateField(
        _("valid until"),
        null=True,
        blank=True,
        help_text=_("The last day. After it the credential is not shown. Leave empty when it does not end."),
    )
    verified_on = models.DateField(
        _("checked with the board on"),
        null=True,
        blank=True,
        help_text=_("The day somebody looked it up at the board. The credential is not shown while this is empty."),
    )

    objects = CredentialQuerySet.as_manager()

    class Meta(Row.Meta):
        verbose_name = _("credential")
        verbose_name_plural = _("credentials (required to publish)")
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "board", "subject"],
                name="providers_credential_once",
                violation_error_message=_("This credential is already in the list."),
            ),
            models.CheckConstraint(
                condition=Q(since_year__isnull=True) | Q(since_year__range=(FIRST_YEAR, LAST_YEAR)),
                name="providers_credential_year_likely",
                violation_error_message=_("Enter the year with four digits, such as 2015."),
            ),
        ]

    def __str__(self):
        return self.wording

    @property
    def wording(self) -> str:
        """The claim with the board's full name, as a page says it."""
        names = {"subject": self.subject, "board": self.board}
        if self.provider.kind == Kind.PHYSICIAN:
            return _now("Board certified in %(subject)s by the %(board)s") % names
        return _now("Certified in %(subject)s by the %(board)s") % names

    def clean(self):
        super().clean()
        if self.since_year and self.certified_until and self.certified_until.year < self.since_year:
            raise ValidationError({"certified_until": _("The last day cannot be before the year it began.")})
        refuse_future(self, "verified_on")


class License(Content):
    """That a state licenses somebody to practice there."""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="licenses")
    state = models.CharField(_("state"), max_length=2, choices=State)

    class Meta:
        verbose_name = _("state license")
        verbose_name_plural = _("state licenses (one for each state with an office)")
        ordering = ["state"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "state"],
                name="providers_license_once",
                violation_error_message=_("This state is already in the list."),
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="providers_license_state_known"),
        ]

    def __str__(self):
        return self.get_state_display()


class Specialty(Row):
    """Something a provider attends to above all."""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="specialties")
    name = models.CharField(
        _("specialty"), max_length=100, validators=[no_board_claim], help_text=_("Such as “Lower back and leg pain”.")
    )

    class Meta(Row.Meta):
        verbose_name = _("specialty")
        verbose_name_plural = _("specialties")
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "name"],
                name="providers_specialty_once",
                violation_error_message=_("This specialty is already in the list."),
            )
        ]

    def __str__(self):
        return self.name


class Education(Row):
    """A degree, residency or fellowship."""

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="education")
    what = models.CharField(
        _("what"), max_length=100, validators=[no_board_claim], help_text=_("Such as “Fellowship in pain medicine”.")
    )
    where = models.CharField(
        _("where"), max_length=120, validators=[no_board_claim], help_text=_("The school or hospital.")
    )
    year = models.PositiveSmallIntegerField(
        _("finished in"), null=True, blank=True, validators=[no_later_than_this_year], help_text=year_help
    )

    class Meta(Row.Meta):
        verbose_name = _("education")
        verbose_name_plural = _("education")
        constraints = [
            models.CheckConstraint(
                condition=Q(year__isnull=True) | Q(year__range=(FIRST_YEAR, LAST_YEAR)),
                name="providers_education_year_likely",
                violation_error_message=_("Enter the year with four digits, such as 2015."),
            )
        ]

    def __str__(self):
        return f"{self.what}, {self.where}"
