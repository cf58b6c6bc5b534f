"""What we claim about ourselves: each badge with its evidence, its owner and its last day."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, StrIndex, Trim
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _

from practice.badge_words import full_board_name, says_certified, says_how_soon
from practice.models.states import State
from practice.querysets.claims import ClaimQuerySet
from publishing.fields import LongTextField
from publishing.models import InForce, Row
from publishing.past_days import refuse_future

LONGEST = timedelta(days=366)
names_boards = Q(text__icontains="board") & (
    Q(text__icontains="certif") | Q(text__icontains="eligib") | Q(text__icontains="qualif")
)


class Claim(InForce, Row):
    """A badge. It is drawn only while it is in force, has evidence and is allowed where its reader is."""

    class Kind(models.TextChoices):
        PLAIN = "plain", _("Plain")
        MEASURED = "measured", _("How soon patients are seen (measured office by office)")
        BOARD = "board", _("Board certified (names the board in full)")

    text = models.CharField(
        _("words of the badge"),
        max_length=120,
        help_text=_("As patients read it. It says nothing that the evidence below does not show."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PLAIN)
    board_name = models.CharField(
        _("full name of the board"),
        max_length=120,
        blank=True,
        help_text=_("Only for “board certified”. Virginia asks for the full name, so the badge has to contain it."),
    )
    promised_days = models.PositiveSmallIntegerField(
        _("promised days"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Only for how soon patients are seen. Where the measured wait is longer, the badge is not shown."),
    )
    evidence = LongTextField(
        _("evidence"),
        max_length=1000,
        blank=True,
        help_text=_("What shows that it is true, and where it is kept. The badge is not shown while this is empty."),
    )
    owner = models.CharField(_("owner"), max_length=80, help_text=_("Who answers for it and checks it again."))
    verified_on = models.DateField(_("verified on"), help_text=_("The day the owner last checked the evidence."))
    in_force_until = models.DateField(
        _("expires on"),
        help_text=_("The last day on which it is shown, at most a year after it was verified. Then check it again."),
    )
    in_maryland = models.BooleanField(_("may be shown in Maryland"), default=True)
    in_pennsylvania = models.BooleanField(_("may be shown in Pennsylvania"), default=True)
    in_virginia = models.BooleanField(_("may be shown in Virginia"), default=True)

    objects = ClaimQuerySet.as_manager()

    class Meta(Row.Meta):
        verbose_name = _("claim")
        verbose_name_plural = _("claims (badges)")
        constraints = [
            *InForce.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["plain", "measured", "board"]), name="practice_claim_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(in_maryland=True) | Q(in_pennsylvania=True) | Q(in_virginia=True),
                name="practice_claim_somewhere",
                violation_error_message=_("Choose at least one state in which it may be shown."),
            ),
            models.CheckConstraint(
                condition=Q(board_name="") & ~Q(kind="board")
                | Q(kind="board") & GreaterThan(Length(Trim("board_name")), 0),
                name="practice_claim_board_named",
                violation_error_message=_("Give the board's full name for “board certified”, and for nothing else."),
            ),
            models.CheckConstraint(
                condition=Q(board_name="") | GreaterThan(StrIndex(F("text"), F("board_name")), 0),
                name="practice_claim_board_in_text",
                violation_error_message=_("The words of the badge must contain the board's full name."),
            ),
            models.CheckConstraint(
                condition=Q(kind="board") | ~names_boards,
                name="practice_claim_board_said",
                violation_error_message=_("Words about board certification need the kind “Board certified”."),
            ),
            models.CheckConstraint(
                condition=Q(kind="measured", promised_days__isnull=False, promised_days__gte=1)
                | ~Q(kind="measured") & Q(promised_days__isnull=True),
                name="practice_claim_days_promised",
                violation_error_message=_("Say how many days are promised for a wait, and for nothing else."),
            ),
            models.CheckConstraint(
                condition=GreaterThan(Length(Trim("owner")), 0),
                name="practice_claim_owned",
                violation_error_message=_("Say who answers for it."),
            ),
            models.CheckConstraint(
                condition=Q(evidence="") | GreaterThan(Length(Trim("evidence")), 0),
                name="practice_claim_evidence_not_blank",
                violation_error_message=_("Spaces are no evidence."),
            ),
            models.CheckConstraint(
                condition=Q(in_force_until__gte=F("verified_on")),
                name="practice_claim_verified_before_its_end",
                violation_error_message=_("It cannot expire before the day it was verified."),
            ),
        ]

    def __str__(self):
        return self.text

    def clean(self):
        super().clean()
        refuse_future(self, "verified_on")
        if self.verified_on and self.in_force_until and self.in_force_until - self.verified_on > LONGEST:
            raise ValidationError({"in_force_until": _("Choose a day within a year after it was verified.")})
        self._check_words()

    def _check_words(self):
        """That the kind is what the words say. The database knows only the plainest spellings of this."""
        if self.kind == self.Kind.BOARD and self.board_name:
            try:
                full_board_name(self.board_name)
            except ValidationError as refused:
                raise ValidationError({"board_name": refused}) from None
        if self.kind != self.Kind.BOARD and says_certified(self.text):
            raise ValidationError({"text": _("Words about board certification need the kind “Board certified”.")})
        if self.kind != self.Kind.MEASURED and says_how_soon(self.text):
            raise ValidationError(
                {"text": _("Words about how soon patients are seen need the kind “How soon patients are seen”.")}
            )

    @staticmethod
    def field_of(state: str) -> str:
        """The field that says whether a claim may be shown in that state, by its two-letter code."""
        return f"in_{State(state).name.lower()}"

    @property
    def is_measured(self) -> bool:
        return self.kind == self.Kind.MEASURED

    def is_refuted_by(self, longest_wait) -> bool:
        """Whether a wait that was measured, in days (None: none was), is longer than the one promised."""
        return self.is_measured and longest_wait is not None and longest_wait > self.promised_days
