"""Who we are: name, colours, telephone lines, links, the words of the home page, rules of our states."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from practice.models.states import State, StateRule
from practice.querysets.identity import PracticeQuerySet
from publishing.fields import LongTextField, SecureUrlField
from publishing.models import Illustrated, Row

DEFAULT_BRAND = "#0b5563"
DEFAULT_ACCENT = "#b4530a"

hex_colour = RegexValidator(
    r"^#[0-9a-fA-F]{6}\Z", _("Enter a colour such as #0b5563: a # and six digits or letters a to f.")
)


class Practice(Illustrated):
    """The practice itself. There is one row. Its picture is the logo."""

    name = models.CharField(_("name"), max_length=80)
    tagline = models.CharField(_("tagline"), max_length=160, help_text=_("One short sentence, used in search results."))
    legal_name = models.CharField(
        _("legal name"), max_length=120, blank=True, help_text=_("For the foot of each page, if it differs.")
    )
    brand_color = models.CharField(
        _("brand color"),
        max_length=7,
        default=DEFAULT_BRAND,
        validators=[hex_colour],
        help_text=_("Links, headings and the header. Shades that can be read in light and dark are made from it."),
    )
    accent_color = models.CharField(
        _("accent color"),
        max_length=7,
        default=DEFAULT_ACCENT,
        validators=[hex_colour],
        help_text=_("The one most important button of a page."),
    )
    home_title = models.CharField(
        _("heading of the home page"), max_length=120, help_text=_("One sentence that says whom you help.")
    )
    home_lead = models.CharField(_("first sentence of the home page"), max_length=300)
    how_it_works_title = models.CharField(_("heading above the three steps"), max_length=80)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practice")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="practice_only_one")]

    def __str__(self):
        return self.name

    def clean(self):
        self.picture_alt = self.name  # what a logo shows is the name
        super().clean()

    @property
    def has_own_colors(self) -> bool:
        return (self.brand_color, self.accent_color) != (DEFAULT_BRAND, DEFAULT_ACCENT)

    @property
    def current_announcements(self) -> list:
        """What every page says at this moment, by the clock and not by when it was read from the database."""
        return [announcement for announcement in self.announcements.all() if announcement.is_published]


class PhoneLine(Row):
    """The telephone number for patients of one state."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="phone_lines")
    state = models.CharField(_("state"), max_length=2, choices=State)
    number = PhoneNumberField(_("telephone number"), region="US")
    hours = models.CharField(
        _("when it is answered"), max_length=80, blank=True, help_text=_("Such as “Monday to Friday, 8 am to 5 pm”.")
    )

    class Meta(Row.Meta):
        verbose_name = _("phone line")
        verbose_name_plural = _("phone lines")
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "state"],
                name="practice_one_line_a_state",
                violation_error_message=_("This state already has a phone line."),
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="practice_phone_line_state_known"),
        ]

    def __str__(self):
        return f"{self.get_state_display()}: {self.number.as_national}"


class SocialLink(Row):
    """A page of ours on another site. It is a plain link; nothing is loaded from there."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="social_links")
    name = models.CharField(_("name of the site"), max_length=40)
    url = SecureUrlField(_("address"), max_length=200)

    class Meta(Row.Meta):
        verbose_name = _("social link")
        verbose_name_plural = _("social links")

    def __str__(self):
        return self.name


class CareStep(Row):
    """One of the steps under “how it works” on the home page."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="care_steps")
    title = models.CharField(_("step"), max_length=80)
    text = LongTextField(_("what happens"), max_length=300)

    class Meta(Row.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("how it works, step by step")

    def __str__(self):
        return self.title


class CompensationRule(StateRule):
    """Who chooses the doctor after an injury at work, by the law of one state."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="compensation_rules")

    class Meta(StateRule.Meta):
        verbose_name = _("workers' compensation rule")
        verbose_name_plural = _("workers' compensation: who chooses the doctor")
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "state"],
                name="practice_one_compensation_rule_a_state",
                violation_error_message=_("This state already has a workers' compensation rule."),
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="practice_compensation_rule_state_known"),
        ]
