"""Questions about places and locations."""

import itertools
import math
from collections import Counter

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cos, Radians, Sin

from locations.nearest import LEVELS, curvatures, level_that_holds, miles, ranges_around
from publishing.querysets import PublishedQuerySet

SPARE = 10  # more than asked for are measured exactly, because the database orders by an approximation


class PlaceQuerySet(models.QuerySet):
    """The gazetteer's rows."""

    def zip(self, code: str):
        """The ZIP code area with these five digits, or None."""
        return self.filter(kind="zip", code=code).first()

    def beginning_with(self, wanted: str, states: tuple[str, ...], most: int) -> list:
        """Towns and ZIP codes of these states whose key begins like that, the largest first."""
        if wanted.isdigit():
            return list(self.filter(kind="zip", code__startswith=wanted, state__in=states).order_by("code")[:most])
        towns = self.filter(kind__in=("town", "county"), state__in=states, names__key__startswith=wanted)
        return list(towns.order_by("is_part_of_city", "-population", "name", "pk").distinct()[:most])

    def named(self, keys: list[str]) -> list:
        """Places that have one of these keys among their names, each with the matching ones as `keys`."""
        name = self.model._meta.get_field("names").related_model
        places = {}
        for found in name.objects.filter(key__in=keys).select_related("place"):
            place = places.setdefault(found.place_id, found.place)
            place.keys = {*getattr(place, "keys", ()), found.key}
        return list(places.values())


class LocationQuerySet(PublishedQuerySet):
    """Our offices."""

    def in_state(self, state: str):
        """Offices of one state, by its two-letter code."""
        return self.filter(state=state)

    def offering(self, treatment):
        """Offices where that treatment is done."""
        return self.filter(treatments=treatment)

    def step_free(self):
        """Offices that a wheelchair can get into."""
        return self.filter(is_step_free=True)

    def passing(self, filters: dict):
        """Offices that pass those of the finder's filters that the database can answer."""
        found = self
        if "treatment" in filters:
            found = found.offering(filters["treatment"])
        if "state" in filters:
            found = found.in_state(filters["state"])
        return found.step_free() if "step_free" in filters else found

    def with_page(self):
        """What the office's page shows, in a fixed number of queries."""
        treatments = self.model._meta.get_field("treatments").related_model
        return self.prefetch_related(
            "opening_hours",
            "special_hours",
            "services",
            "languages",
            models.Prefetch("treatments", treatments.objects.published().by_group()),
        )

    def with_card(self):
        """What a card in a list shows, in a fixed number of queries."""
        return self.prefetch_related("opening_hours", "special_hours", "services")

    def nearest_to(self, latitude: float, longitude: float, most: int) -> list:
        """At most that many offices, nearest first, each with `miles`: a straight line over the earth.

        Two queries, however many offices there are: one finds how far to look, one looks there. See decision 0012.
        """
        try:
            level = self._level_to_search(latitude, longitude, most)
        except EmptyResultSet:
            return []  # `none()`, or a filter that nothing can pass
        there = self.exclude(cell__isnull=True) if level is None else self.filter(_in_cells(latitude, longitude, level))
        closest = there.annotate(nearly_miles=_nearly_miles(latitude, longitude)).order_by("nearly_miles", "pk")
        measured = list(closest[: most + SPARE])
        for location in measured:
            location.miles = miles(latitude, longitude, location.latitude, location.longitude)
        return sorted(measured, key=lambda location: (location.miles, location.pk))[:most]

    def _level_to_search(self, latitude, longitude, most) -> int | None:
        """The level whose cells surely hold the nearest `most`; None when they may be anywhere."""
        counts = self._counts_up_to(most, {level: ranges_around(latitude, longitude, level) for level in LEVELS})
        enough = next((level for level in LEVELS if counts[level] >= most), None)
        return None if enough is None else level_that_holds(latitude, enough)

    def _counts_up_to(self, most: int, ranges: dict[int, list[tuple[int, int]]]) -> Counter:
        """How many rows lie in the ranges of each level, in one query that reads at most `most` rows of each range."""
        searched = [(level, first, last) for level in ranges for first, last in ranges[level]]
        within = RawSQL("searched.column2", ()), RawSQL("searched.column3", ())
        # In the index's order, so that PostgreSQL stops there too and does not first collect the whole range.
        rows, own = self.filter(cell__range=within).order_by("cell").values("pk")[:most].query.sql_with_params()
        values = ", ".join(["(%s, %s, %s)"] * len(searched))
        counts = Counter()
        with connections[self.db].cursor() as cursor:
            # Django compiled the parts; whatever a visitor sent stands in the parameters.
            counting = f"SELECT searched.column1, (SELECT COUNT(*) FROM ({rows}) AS found) "  # nosec B608
            cursor.execute(counting + f"FROM (VALUES {values}) AS searched", [*own, *itertools.chain(*searched)])
            for level, count in cursor.fetchall():
                counts[level] += count
        return counts


def _in_cells(latitude: float, longitude: float, level: int) -> Q:
    """The condition that a row lies in the cells of that level around the point."""
    condition = Q()
    for first, last in ranges_around(latitude, longitude, level):
        condition |= Q(cell__range=(first, last))
    return condition


def _nearly_miles(latitude: float, longitude: float):
    """Grows as the distance does: the haversine of the angle between, stretched as the earth is at the point."""
    north, east = curvatures(latitude)
    northwards = Sin(Radians((F("latitude") - latitude) / 2))
    eastwards = Sin(Radians((F("longitude") - longitude) / 2))
    shrinking = Cos(Radians(F("latitude"))) * (math.cos(math.radians(latitude)) * east**2)
    return northwards * northwards * north**2 + eastwards * eastwards * shrinking
