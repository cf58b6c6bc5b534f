"""An office where patients are seen."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from locations.fields import CellField
from locations.querysets import LocationQuerySet
from practice.models import State
from publishing.fields import LongTextField
from publishing.models import Illustrated, Published, Row
from treatments.models import Treatment

zip_code = RegexValidator(r"^\d{5}(-\d{4})?\Z", _("Enter a ZIP code of five digits, such as 21701."))


class HolidayRule(models.TextChoices):
    """On which public holidays the office is closed unless special hours say otherwise."""

    MAJOR = "major", _("Closed on the six major holidays")
    ALL = "all", _("Closed on every public holiday of its state")
    NONE = "none", _("Open on holidays")


class TimeZone(models.TextChoices):
    """The zones in use in the United States' east; more can be added here."""

    EASTERN = "America/New_York", _("Eastern")
    CENTRAL = "America/Chicago", _("Central")


class Language(Row):
    """A language that somebody at an office speaks."""

    code = models.CharField(_("code"), max_length=10, unique=True, help_text=_("Such as “es” for Spanish."))
    name = models.CharField(_("name"), max_length=60)

    class Meta(Row.Meta):
        verbose_name = _("language")
        verbose_name_plural = _("languages")

    def __str__(self):
        return self.name


class Service(Row):
    """Something an office offers besides treatments, such as X-ray on site."""

    name = models.CharField(_("name"), max_length=80, unique=True)

    class Meta(Row.Meta):
        verbose_name = _("service")
        verbose_name_plural = _("services")

    def __str__(self):
        return self.name


class Location(Published, Illustrated):
    """One office: where, when, how to get in, what is done there."""

    title = models.CharField(_("name"), max_length=100, unique=True, help_text=_("Such as “Frederick office”."))
    street = models.CharField(_("street and number"), max_length=120)
    unit = models.CharField(_("suite or floor"), max_length=60, blank=True)
    city = models.CharField(_("city"), max_length=80)
    state = models.CharField(_("state"), max_length=2, choices=State)
    zip_code = models.CharField(_("ZIP code"), max_length=10, validators=[zip_code])
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, help_text=_("Leave empty to take the middle of the ZIP code.")
    )
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    cell = CellField(editable=False, null=True)
    phone = PhoneNumberField(_("telephone"), region="US")
    fax = PhoneNumberField(_("fax"), region="US", blank=True)
    alert = models.CharField(
        _("alert"), max_length=200, blank=True, help_text=_("Shown at the top, such as “Enter from Church Street”.")
    )
    parking = LongTextField(_("parking"), max_length=400, blank=True)
    transit = LongTextField(_("bus and train"), max_length=400, blank=True)
    is_step_free = models.BooleanField(
        _("step-free"), default=False, help_text=_("A wheelchair can get from the street to the exam room.")
    )
    access = LongTextField(_("getting in and around"), max_length=400, blank=True)
    languages = models.ManyToManyField(Language, blank=True, related_name="locations", verbose_name=_("languages"))
    services = models.ManyToManyField(Service, blank=True, related_name="locations", verbose_name=_("services"))
    treatments = models.ManyToManyField(
        Treatment, blank=True, related_name="locations", verbose_name=_("treatments offered here")
    )
    time_zone = models.CharField(_("time zone"), max_length=40, choices=TimeZone, default=TimeZone.EASTERN)
    holiday_rule = models.CharField(_("holidays"), max_length=5, choices=HolidayRule, default=HolidayRule.MAJOR)
    closed_from = models.DateField(_("closed from"), null=True, blank=True)
    reopens_on = models.DateField(
        _("reopens on"), null=True, blank=True, help_text=_("The office opens again by itself on this day.")
    )
    closed_because = models.CharField(_("why it is closed"), max_length=120, blank=True)

    objects = LocationQuerySet.as_manager()

    class Meta(Published.Meta):
        verbose_name = _("location")
        verbose_name_plural = _("locations")
        ordering = ["state", "title"]
        # What the finder counts cell by cell, with each of its filters; see decision 0012.
        indexes = [
            models.Index(fields=["cell", "publish_from", "publish_until"], name="locations_by_cell"),
            models.Index(fields=["state", "cell"], name="locations_by_state_and_cell"),
            models.Index(fields=["cell"], condition=Q(is_step_free=True), name="locations_step_free"),
            models.Index(fields=["state", "cell"], condition=Q(is_step_free=True), name="locations_step_free_by_state"),
            models.Index(fields=["state", "title"], name="locations_by_state_and_title"),
        ]
        constraints = [
            *Published.Meta.constraints,
            models.CheckConstraint(condition=Q(state__in=State.values), name="locations_location_state_known"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="locations_location_on_earth",
                violation_error_message=_("Latitude lies between -90 and 90, longitude between -180 and 180."),
            ),
            models.CheckConstraint(
                condition=Q(reopens_on__isnull=True) | Q(closed_from__isnull=False, reopens_on__gt=F("closed_from")),
                name="locations_location_closure_in_order",
                violation_error_message=_("“Reopens on” must be later than “closed from”, which must be filled in."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("locations:location_detail", args=[self.slug])

    @property
    def summary(self) -> str:
        """One line for search results."""
        return f"{self.street}, {self.city}, {self.state} {self.zip_code}"

    def missing_to_publish(self) -> list[str]:
        if self.latitude is None:
            return [_("Enter a ZIP code we know, or latitude and longitude, before you publish this location.")]
        return []
