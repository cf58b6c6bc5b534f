"""Who answers: the reception of each office, the desks behind the contact form, and who works where."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from appointments.querysets import ReceptionQuerySet
from locations.models import Location
from publishing.models import Row

PROMISE_DAYS = 14  # what the practice publishes: seen within two weeks


class Reception(models.Model):
    """How one office takes requests. An office without this row takes them with what is written here as default."""

    location = models.OneToOneField(Location, models.CASCADE, related_name="reception", verbose_name=_("office"))
    promise_days = models.PositiveSmallIntegerField(
        _("promise, in days"),
        default=PROMISE_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
        help_text=_("Patients are promised a visit within so many days of their request."),
    )
    email = models.EmailField(
        _("e-mail for new requests"),
        blank=True,
        help_text=_("Gets “New request A7K2P-9M4TX” and a link, nothing else. Leave empty to send none."),
    )

    objects = ReceptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("reception")
        verbose_name_plural = _("receptions")
        ordering = ["location"]
        constraints = [
            models.CheckConstraint(
                condition=Q(promise_days__range=(1, 90)), name="appointments_reception_promise_possible"
            )
        ]

    def __str__(self):
        return str(self.location)


class OfficeMembership(models.Model):
    """That somebody of the staff works at the front desk of an office, and reads its requests."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="office_memberships", verbose_name=_("who")
    )
    location = models.ForeignKey(Location, models.CASCADE, related_name="memberships", verbose_name=_("office"))

    class Meta:
        verbose_name = _("front desk of an office")
        verbose_name_plural = _("front desks: who reads which office’s requests")
        ordering = ["location", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "location"],
                name="appointments_office_membership_once",
                violation_error_message=_("This person already works at this office."),
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.location}"


class Desk(models.Model):
    """Where messages of one or more topics are answered, such as Billing."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    email = models.EmailField(
        _("e-mail for new messages"),
        blank=True,
        help_text=_("Gets “New message A7K2P-9M4TX” and a link, nothing else. Leave empty to send none."),
    )

    class Meta:
        verbose_name = _("desk")
        verbose_name_plural = _("desks")
        ordering = ["name"]

    def __str__(self):
        return self.name


class DeskMembership(models.Model):
    """That somebody of the staff answers the messages of a desk."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="desk_memberships", verbose_name=_("who")
    )
    desk = models.ForeignKey(Desk, models.CASCADE, related_name="memberships")

    class Meta:
        verbose_name = _("member of a desk")
        verbose_name_plural = _("members")
        ordering = ["desk", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "desk"],
                name="appointments_desk_membership_once",
                violation_error_message=_("This person already answers this desk’s messages."),
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.desk}"


class Topic(Row):
    """What a message is about; patients pick one."""

    name = models.CharField(_("topic"), max_length=80, unique=True, help_text=_("As patients read it."))
    hint = models.CharField(_("hint"), max_length=160, blank=True, help_text=_("One line under the topic."))
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="topics", verbose_name=_("desk that answers"))

    class Meta(Row.Meta):
        verbose_name = _("contact topic")
        verbose_name_plural = _("contact topics")

    def __str__(self):
        return self.name
