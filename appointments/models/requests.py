"""Requests for an appointment, and all that happened to each."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from appointments.fields import EncryptedJSONField, EncryptedTextField, LookupField
from appointments.models.sending import Sending
from appointments.querysets import AppointmentRequestQuerySet, ConsentWordingQuerySet
from locations.models import Location


class Status(models.TextChoices):
    """Where a request stands. What can follow what is said in `flow.py`."""

    NEW = "new", _("New")
    CONTACTED = "contacted", _("Contacted")
    SCHEDULED = "scheduled", _("Scheduled")
    SEEN = "seen", _("Seen")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn by the patient")


class Payer(models.TextChoices):
    """Who pays for the visit."""

    INSURANCE = "insurance", _("Health insurance")
    WORKERS_COMPENSATION = "workers_compensation", _("Workers’ compensation (hurt at work)")
    PERSONAL_INJURY = "personal_injury", _("Personal injury (such as a car crash)")
    SELF_PAY = "self_pay", _("I pay myself")
    UNSURE = "unsure", _("I am not sure")


class TimeOfDay(models.TextChoices):
    """When somebody likes to be called."""

    MORNING = "morning", _("Morning (8 to 11)")
    MIDDAY = "midday", _("Around noon (11 to 1)")
    AFTERNOON = "afternoon", _("Afternoon (1 to 5)")
    EVENING = "evening", _("Early evening (after 5)")


class ContactBy(models.TextChoices):
    """How somebody likes to be reached."""

    PHONE = "phone", _("Telephone call")
    TEXT = "text", _("Text message")
    EMAIL = "email", _("E-mail")


class PatientType(models.TextChoices):
    """Whether we know the patient."""

    NEW = "new", _("New patient")
    RETURNING = "returning", _("I have been here before")


class AppointmentRequest(Sending):
    """Somebody asks to be called about a visit.

    Readable in the database: office, times, status, whether it is urgent. Everything else is encrypted.
    """

    location = models.ForeignKey(
        Location, models.PROTECT, related_name="appointment_requests", verbose_name=_("office")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.NEW)
    status_changed_at = models.DateTimeField(_("status since"), default=timezone.now)
    is_urgent = models.BooleanField(_("urgent"), default=False)
    wants_earlier_visit = models.BooleanField(_("would come sooner if a visit opens up"), default=False)
    promised_by = models.DateField(_("visit promised by"))
    visit_at = models.DateTimeField(_("visit"), null=True, blank=True)
    first_visit_offered = models.DateTimeField(_("first visit offered"), null=True, editable=False)
    patient_type = EncryptedTextField(_("new or returning"))
    contact_by = EncryptedTextField(_("how to reach the patient"))
    may_leave_message = EncryptedJSONField(_("a message may be left"), default=False)
    best_times = EncryptedJSONField(_("best times"), default=list)
    language = EncryptedTextField(_("language"), blank=True)
    needs_interpreter = EncryptedJSONField(_("needs an interpreter"), default=False)
    treatment = EncryptedTextField(_("treatment asked about"), blank=True)
    reason = EncryptedTextField(_("what it is about"), blank=True)
    red_flags = EncryptedJSONField(_("red flags"), default=list)
    payer = EncryptedTextField(_("who pays"))
    payer_lookup = LookupField(of="payer")
    payer_details = EncryptedJSONField(_("about the payer"), default=dict)
    zip_code = EncryptedTextField(_("ZIP code"), blank=True)
    quiz_summary = EncryptedTextField(_("summary of the pain quiz"), blank=True)

    objects = AppointmentRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment request")
        verbose_name_plural = _("appointment requests")
        ordering = ["-is_urgent", "promised_by", "pk"]
        default_permissions = ()
        permissions = [
            ("answer_requests", _("Can read and answer the requests of their own offices")),
            ("manage_requests", _("Can read and answer the requests of all offices, and export them")),
        ]
        indexes = [
            models.Index(fields=["status", "location", "promised_by"], name="appointments_request_board"),
            models.Index(fields=["location", "created_at"], name="appointments_request_wait"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="appointments_request_status_known"),
            models.CheckConstraint(
                condition=~Q(status=Status.SCHEDULED) | Q(visit_at__isnull=False),
                name="appointments_request_scheduled_has_time",
                violation_error_message=_("Enter the day and time of the visit."),
            ),
        ]

    def get_absolute_url(self):
        return reverse("staff:request_detail", args=[self.reference])

    @property
    def is_open(self) -> bool:
        """Whether the practice still owes an answer."""
        return self.status in (Status.NEW, Status.CONTACTED)


class StatusChange(models.Model):
    """One step of a request: what it became, when, and by whom (nobody: the patient or the site itself)."""

    request = models.ForeignKey(AppointmentRequest, models.CASCADE, related_name="status_changes")
    status = models.CharField(_("status"), max_length=10, choices=Status)
    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("who"))

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="appointments_change_status_known")
        ]

    def __str__(self):
        return f"{self.request}: {self.status}"


class Note(models.Model):
    """What somebody of the staff wrote about a request."""

    request = models.ForeignKey(AppointmentRequest, models.CASCADE, related_name="notes")
    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    text = EncryptedTextField(_("note"))

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.request}: {self.at:%Y-%m-%d %H:%M}"


class Call(models.Model):
    """One try to reach the patient by telephone."""

    class Outcome(models.TextChoices):
        """How it went."""

        REACHED = "reached", _("Reached")
        NO_ANSWER = "no_answer", _("No answer")
        MESSAGE_LEFT = "message_left", _("Message left")
        WRONG_NUMBER = "wrong_number", _("Wrong number")

    request = models.ForeignKey(AppointmentRequest, models.CASCADE, related_name="calls")
    at = models.DateTimeField(_("when"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    outcome = models.CharField(_("how it went"), max_length=12, choices=Outcome)

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["reached", "no_answer", "message_left", "wrong_number"]),
                name="appointments_call_outcome_known",
            )
        ]

    def __str__(self):
        return f"{self.request}: {self.get_outcome_display()}"


class ConsentWording(models.Model):
    """The exact words of one consent. They change by a new version; people agreed to the old ones, so those stay."""

    class Purpose(models.TextChoices):
        """What is agreed to."""

        REQUEST = "request", _("Using the details to answer")
        TEXT_MESSAGES = "text_messages", _("Text messages")
        EMAIL = "email", _("E-mail with the private link")

    purpose = models.CharField(_("purpose"), max_length=13, choices=Purpose)
    version = models.PositiveSmallIntegerField(_("version"))
    text = models.CharField(_("words beside the box"), max_length=500)
    in_force_from = models.DateTimeField(_("in force from"), default=timezone.now)

    objects = ConsentWordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent wording")
        verbose_name_plural = _("consent wordings")
        ordering = ["purpose", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "version"],
                name="appointments_wording_version_once",
                violation_error_message=_("This purpose already has a wording with this version."),
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=["request", "text_messages", "email"]),
                name="appointments_wording_purpose_known",
            ),
        ]

    def __str__(self):
        return f"{self.get_purpose_display()}, {self.version}"


class Consent(models.Model):
    """That somebody ticked the box beside exactly these words, and when."""

    request = models.ForeignKey(AppointmentRequest, models.CASCADE, related_name="consents")
    wording = models.ForeignKey(ConsentWording, models.PROTECT, related_name="consents")
    given_at = models.DateTimeField(_("given"), default=timezone.now)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["request", "wording"], name="appointments_consent_once")]

    def __str__(self):
        return f"{self.request}: {self.wording}"
