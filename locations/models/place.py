"""The gazetteer: ZIP codes, towns, counties and states of the United States, with the names people give them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from locations.querysets import PlaceQuerySet


class Place(models.Model):
    """A place that may be typed into the finder. Loaded by `load_gazetteer`, not edited by staff."""

    class Kind(models.TextChoices):
        ZIP = "zip", _("ZIP code")
        TOWN = "town", _("Town")
        COUNTY = "county", _("County")
        STATE = "state", _("State")

    kind = models.CharField(max_length=6, choices=Kind)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=100)
    state = models.CharField(max_length=2)
    county = models.CharField(max_length=60, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    population = models.PositiveIntegerField(default=0)
    is_part_of_city = models.BooleanField(default=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "code"], name="locations_place_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=("zip", "town", "county", "state")), name="locations_place_kind_known"
            ),
        ]

    def __str__(self):
        return f"{self.label} {self.code}" if self.kind == self.Kind.ZIP else self.label

    @property
    def label(self) -> str:
        """As an answer names it: “Frederick, MD”."""
        return self.name if self.kind == self.Kind.STATE else f"{self.name}, {self.state}"


class PlaceName(models.Model):
    """One name of a place, in the spelling of locations.place_names.key."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="names")
    key = models.CharField(max_length=100, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "key"], name="locations_place_name_once")]

    def __str__(self):
        return self.key


class GazetteerVersion(models.Model):
    """Which data file the places come from: one row with its digest."""

    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="locations_one_gazetteer")]

    def __str__(self):
        return self.digest
