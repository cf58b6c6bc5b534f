"""When an office is open: rows of a week, and days with hours of their own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from locations.models.location import Location
from locations.querysets import HoursQuerySet
from publishing.models import Content


class Weekday(models.IntegerChoices):
    """Days of the week as Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class OpeningHours(Content):
    """One span of one weekday. A day may have several, such as before and after lunch."""

    location = models.ForeignKey(Location, models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(
        _("closes"), help_text=_("A time no later than “opens” means the next day, such as 10 pm to 2 am.")
    )

    objects = HoursQuerySet.as_manager()

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours, week by week")
        ordering = ["weekday", "opens"]
        constraints = [
            models.UniqueConstraint(
                fields=["location", "weekday", "opens"],
                name="locations_span_once",
                violation_error_message=_("This day already has hours that begin at this time."),
            ),
            models.CheckConstraint(condition=Q(weekday__in=Weekday.values), name="locations_weekday_known"),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class SpecialHours(Content):
    """Hours of one date, in place of the week's. Without times the office is closed that day."""

    location = models.ForeignKey(Location, models.CASCADE, related_name="special_hours")
    date = models.DateField(_("date"))
    opens = models.TimeField(_("opens"), null=True, blank=True, help_text=_("Leave both times empty: closed all day."))
    closes = models.TimeField(_("closes"), null=True, blank=True)
    note = models.CharField(_("why"), max_length=80, blank=True, help_text=_("Shown, such as “Staff training”."))

    objects = HoursQuerySet.as_manager()

    class Meta:
        verbose_name = _("special hours")
        verbose_name_plural = _("special hours")
        ordering = ["date", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens__isnull=True, closes__isnull=True) | Q(opens__isnull=False, closes__isnull=False),
                name="locations_special_hours_both_or_none",
                violation_error_message=_("Enter both times, or leave both empty for a day that is closed."),
            ),
            models.UniqueConstraint(
                fields=["location", "date", "opens"],
                name="locations_special_span_once",
                violation_error_message=_("This date is already in the list."),
            ),
            models.UniqueConstraint(
                fields=["location", "date"],
                condition=Q(opens__isnull=True),
                name="locations_closed_day_once",
                violation_error_message=_("This date is already in the list as a closed day."),
            ),
        ]

    def __str__(self):
        return f"{self.date}: {self.opens:%H:%M}–{self.closes:%H:%M}" if self.opens else f"{self.date}: –"
