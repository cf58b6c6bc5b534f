"""Notices that the law asks for: each in numbered versions whose words stay as they were, by state and language."""

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from practice.models.states import State
from practice.notices.required_languages import ENGLISH, LANGUAGE_HELP, missing_for
from practice.querysets.notices import NoticeQuerySet, NoticeTextQuerySet, NoticeVersionQuerySet
from publishing.fields import RichTextField
from publishing.models import Content, InForce, Row

RIGHT_TO_LEFT = {"R", "AL"}
language_tag = RegexValidator(
    r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?\Z",
    _("Enter the code of a language, such as es for Spanish or zh-Hans for simplified Chinese."),
)


class Notice(Row):
    """One notice, whatever its words are at the moment."""

    class Kind(models.TextChoices):
        PRIVACY = "privacy", _("Your privacy")
        RIGHTS = "rights", _("Your rights")
        COSTS = "costs", _("Costs and bills")
        WEBSITE = "website", _("This website")

    slug = models.SlugField(
        _("address"),
        max_length=60,
        unique=True,
        help_text=_("The last part of the page's address. It cannot change later: it is printed on papers."),
    )
    title = models.CharField(_("title"), max_length=60)
    short_title = models.CharField(
        _("short title"), max_length=24, help_text=_("For the foot of every page and the trail above the title.")
    )
    summary = models.CharField(_("what it says, in one sentence"), max_length=155)
    kind = models.CharField(_("about"), max_length=10, choices=Kind)
    legal_basis = models.CharField(
        _("legal basis"), max_length=80, blank=True, help_text=_("Such as “45 CFR 164.520”. For staff only.")
    )

    objects = NoticeQuerySet.as_manager()

    class Meta(Row.Meta):
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["privacy", "rights", "costs", "website"]), name="practice_notice_kind_known"
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("practice:notice_detail", args=[self.slug])

    @property
    def is_language_help(self) -> bool:
        return self.slug == LANGUAGE_HELP


class NoticeVersion(InForce):
    """The words of a notice from one day on. It holds until the next version begins."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="versions", verbose_name=_("notice"))
    number = models.PositiveSmallIntegerField(_("version"))
    in_force_from = models.DateField(
        _("in force from"),
        null=True,
        blank=True,
        help_text=_(
            "Leave empty while it is a draft. From the beginning of this day it takes the place of the version "
            "before it, and its words cannot be changed any more."
        ),
    )
    in_force_until = models.DateField(
        _("in force until"),
        null=True,
        blank=True,
        help_text=_("Only when the notice ends with nothing in its place: the last day on which it is shown."),
    )
    review_by = models.DateField(
        _("look at it again by"),
        null=True,
        blank=True,
        help_text=_("The day by which somebody must check it against the law. Staff are reminded 30 days ahead."),
    )

    objects = NoticeVersionQuerySet.as_manager()

    class Meta(InForce.Meta):
        verbose_name = _("version of a notice")
        verbose_name_plural = _("versions of notices")
        ordering = ["notice__position", "notice", "-number"]
        constraints = [
            *InForce.Meta.constraints,
            models.UniqueConstraint(
                fields=["notice", "number"],
                name="practice_notice_version_number_once",
                violation_error_message=_("This notice already has a version with that number."),
            ),
            models.UniqueConstraint(
                fields=["notice", "in_force_from"],
                name="practice_notice_one_version_a_day",
                violation_error_message=_("Another version of this notice begins on that day."),
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="practice_notice_version_number_from_one"),
            models.CheckConstraint(
                condition=Q(in_force_until__isnull=True) | Q(in_force_from__isnull=False),
                name="practice_notice_version_begins_before_it_ends",
                violation_error_message=_("Enter the first day too, not only the last."),
            ),
        ]

    def __str__(self):
        return _("%(notice)s, version %(number)s") % {"notice": self.notice, "number": self.number}

    def get_absolute_url(self):
        return reverse("practice:notice_version", args=[self.notice.slug, self.number])

    @property
    def is_frozen(self) -> bool:
        """Whether somebody may have relied on its words already."""
        return self.in_force_from is not None and self.in_force_from <= timezone.localdate()

    def missing_to_publish(self) -> list[str]:
        """Sentences that say what must be added before this version may be in force; empty when it is complete."""
        return missing_for(self.notice.slug, self.texts.values_list("state", "language"))


class NoticeText(Content):
    """A version's words in one language, for one state or for all."""

    class Direction(models.TextChoices):
        LEFT_TO_RIGHT = "ltr", _("left to right")
        RIGHT_TO_LEFT = "rtl", _("right to left")

    version = models.ForeignKey(NoticeVersion, models.CASCADE, related_name="texts")
    state = models.CharField(
        _("state"), max_length=2, choices=State, blank=True, help_text=_("Leave empty when it is for all states.")
    )
    language = models.CharField(
        _("language code"),
        max_length=12,
        default=ENGLISH,
        validators=[language_tag],
        help_text=_("Such as en, es or zh-Hans. It tells browsers and screen readers how to read the words."),
    )
    direction = models.CharField(_("it runs"), max_length=3, choices=Direction, default=Direction.LEFT_TO_RIGHT)
    own_name = models.CharField(
        _("the language's name for itself"), max_length=40, default="English", help_text=_("Such as “Español”.")
    )
    english_name = models.CharField(_("its name in English"), max_length=40, default="English")
    needs_certified_review = models.BooleanField(
        _("a certified translator has not checked it yet"),
        default=False,
        help_text=_("Readers are told so. Untick it when the check is done and changed no word."),
    )
    body = RichTextField(
        _("words"), help_text=_("Write {phone} where the telephone number of the reader's state belongs.")
    )

    objects = NoticeTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts, one for each language and state")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "state", "language"],
                name="practice_notice_one_text_a_state_and_language",
                violation_error_message=_("This version already has a text in this language for this state."),
            ),
            models.CheckConstraint(condition=Q(state__in=["", *State.values]), name="practice_notice_text_state_known"),
            models.CheckConstraint(
                condition=Q(direction__in=["ltr", "rtl"]), name="practice_notice_text_direction_known"
            ),
        ]

    def __str__(self):
        return f"{self.english_name} ({self.get_state_display() if self.state else _('all states')})"

    @property
    def is_in_latin_letters(self) -> bool:
        return all(unicodedata.name(letter, "").startswith("LATIN") for letter in self.own_name if letter.isalpha())

    def clean(self):
        super().clean()
        if self.own_name and self.direction != direction_of(self.own_name):
            raise ValidationError({"direction": _("The language's name for itself runs the other way.")})
        if not strip_tags(self.body or "").strip():
            raise ValidationError({"body": _("Enter the words of the notice.")})


def direction_of(words: str) -> str:
    """Which way the first letter of these words runs."""
    for letter in words:
        if letter.isalpha():
            return "rtl" if unicodedata.bidirectional(letter) in RIGHT_TO_LEFT else "ltr"
    return "ltr"
