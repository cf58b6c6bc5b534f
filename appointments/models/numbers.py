"""What is kept when requests are gone: numbers, nobody's details."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from locations.models import Location
from publishing.models import Content


class DailyCount(models.Model):
    """How many requests an office got on a day, and how many of them ended in which way."""

    location = models.ForeignKey(Location, models.CASCADE, related_name="+", verbose_name=_("office"))
    day = models.DateField(_("day"))
    status = models.CharField(_("ended as"), max_length=10)
    count = models.PositiveIntegerField(_("requests"), default=0)

    class Meta:
        verbose_name = _("daily count")
        verbose_name_plural = _("daily counts")
        ordering = ["-day", "location", "status"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["location", "day", "status"], name="appointments_daily_count_once")
        ]

    def __str__(self):
        return f"{self.day} {self.location} {self.status}: {self.count}"


class MeasuredWait(Content):
    """The median number of days from request to offered visit at one office, over the last 90 days."""

    location = models.OneToOneField(Location, models.CASCADE, related_name="measured_wait", verbose_name=_("office"))
    median_days = models.DecimalField(_("median, in days"), max_digits=5, decimal_places=1)
    count = models.PositiveIntegerField(_("requests measured"))
    measured_on = models.DateField(_("measured on"))

    class Meta:
        verbose_name = _("measured wait")
        verbose_name_plural = _("measured waits")
        ordering = ["location"]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.location}: {self.median_days}"
