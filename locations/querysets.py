"""Questions about places and locations."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import RawSQL

from locations.cells import EARTH, Cell, Surroundings, divided, joined
from locations.nearest import miles
from publishing.querysets import PublishedQuerySet

LOOKS = 4  # how often a search divides the cells it looks at
FEW = 1000  # so many positions are measured one by one without looking at cells
MOST_RANGES = 200  # a query of more conditions is slower than reading what lies between them
SATURDAY = 5
DECISIVE = ("pk", "state", "is_step_free", "time_zone", "holiday_rule", "closed_from", "reopens_on", "closed_because")


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


class HoursQuerySet(models.QuerySet):
    """Rows of offices' hours: of a week, or of single days."""

    def on_dates(self, days: Iterable[date]):
        """Hours of these dates alone."""
        return self.filter(date__in=days)

    def on_weekdays(self, days: Iterable[date]):
        """Hours of these dates' weekdays, in any week."""
        return self.filter(weekday__in={day.weekday() for day in days})

    def on_saturdays(self):
        """Hours that begin on a Saturday."""
        return self.filter(weekday=SATURDAY)

    def past(self, clock: time):
        """Hours that reach past that time of day, or past midnight."""
        return self.filter(Q(closes__gt=clock) | Q(closes__lte=F("opens")))

    def by_office(self, offices: list[int]) -> dict[int, list]:
        """The rows of those offices by the office's primary key: all columns, but no models."""
        found = defaultdict(list)
        for row in self.filter(location__in=offices).order_by().values_list(named=True):
            found[row.location_id].append(row)
        return found


class LocationQuerySet(PublishedQuerySet):
    """Our offices."""

    def in_state(self, state: str):
        """Offices of one state, by its two-letter code."""
        return self.filter(state=state)

    def offering(self, treatment):
        """Offices where that treatment is done."""
        return self.filter(treatments=treatment)

    def unreviewed(self):
        """None: an office gives no medical advice, so no clinician has to sign it."""
        return self.none()

    def other_than(self, office):
        """All but this one, by name."""
        return self.exclude(pk=office.pk).order_by("state", "title")

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

    def with_sections(self):
        """Everything the office's page shows, in a fixed number of queries."""
        treatments = self.model._meta.get_field("treatments").related_model
        return self.select_related("measured_wait").prefetch_related(
            "opening_hours",
            "special_hours",
            "services",
            "languages",
            models.Prefetch("treatments", treatments.objects.published().by_group()),
        )

    def for_guide(self):
        """What a guide says of each, in a fixed number of queries."""
        treatments = self.model._meta.get_field("treatments").related_model.objects.published().names()
        return self.with_card().prefetch_related("languages", models.Prefetch("treatments", treatments))

    def longest_measured_wait(self) -> Decimal | None:
        """The longest wait that was measured at one of them, in days; None where nothing was measured."""
        return self.aggregate(longest=models.Max("measured_wait__median_days"))["longest"]

    def with_card(self):
        """What a card in a list shows, in a fixed number of queries."""
        return self.prefetch_related("opening_hours", "special_hours", "services")

    def decisive_columns(self, evening: time, treatment=None):
        """Rows without models: what decides which of the finder's filters an office passes, but for hours of a date."""
        hours = self.model._meta.get_field("opening_hours").related_model.objects.filter(location=OuterRef("pk"))
        offering = self.model.objects.offering(treatment) if treatment else self.model.objects.none()
        return self.annotate(
            offers=Exists(offering.filter(pk=OuterRef("pk"))),
            has_saturday=Exists(hours.on_saturdays()),
            has_evening=Exists(hours.past(evening)),
        ).values_list(*DECISIVE, "offers", "has_saturday", "has_evening", named=True)

    def by_state(self):
        """In the order of the list: state by state, then by name."""
        return self.order_by("state", "title")

    def on_the_map(self):
        """Offices whose place on earth is known."""
        return self.exclude(cell__isnull=True)

    def count_up_to(self, most: int) -> int:
        """How many there are, never counting beyond `most`: as quick with a million offices as with a thousand."""
        return self.order_by()[:most].count()

    def nearest_to(self, latitude: float, longitude: float, most: int) -> list:
        """At most that many offices, nearest first, each with `miles`: a straight line over the earth.

        One query more than `miles_to_nearest`.
        """
        distances = self.miles_to_nearest(latitude, longitude, most)
        nearest = self.in_order_of(distances)
        for location in nearest:
            location.miles = distances[location.pk]
        return nearest

    def in_order_of(self, keys: Iterable[int]) -> list:
        """Those of the offices that have these primary keys, in the keys' order: models or rows, one query."""
        found = {office.pk: office for office in self.filter(pk__in=list(keys))}
        return [found[key] for key in keys if key in found]

    def miles_to_nearest(self, latitude: float, longitude: float, most: int) -> dict[int, float]:
        """By primary key, nearest first: straight lines over the earth to at most that many offices.

        Five queries, however many offices there are and wherever they lie: four find where to look, one reads the
        positions there. See decision 0012.
        """
        try:
            cells = self._cells_to_read(Surroundings(latitude, longitude), most)
        except EmptyResultSet:
            return {}  # `none()`, or a filter that nothing can pass
        there = self.filter(_in_cells(cells)) if cells else self.on_the_map()
        points = there.prefetch_related(None).order_by().values_list("pk", "latitude", "longitude")
        distances = {pk: miles(latitude, longitude, *point) for pk, *point in points}
        nearest = sorted(distances, key=lambda pk: (distances[pk], pk))[:most]
        return {pk: distances[pk] for pk in nearest}

    def _cells_to_read(self, surroundings: Surroundings, most: int) -> list[Cell]:
        """Cells that hold the nearest `most`, and little else; none when there are so few that all can be read."""
        cells = surroundings.cells
        for _look in range(LOOKS - 1):
            counts = self._counts(cells, most)
            cells = divided(surroundings.reached(counts, most), counts, most)
        return surroundings.reached(self._counts(cells, most), most)

    def _counts(self, cells: list[Cell], most: int) -> dict[Cell, int]:
        """How many rows lie in each cell, in one query that reads at most `most` of each; 0 everywhere when FEW pass.

        Few are found at once by the index of the filter that only they pass, but hardly cell by cell.
        """
        cells = cells or [EARTH]
        within = RawSQL("searched.column1", ()), RawSQL("searched.column2", ())
        # In the index's order, so that PostgreSQL stops there too and does not first collect the whole range.
        inside = self.filter(cell__range=within).order_by("cell").values("pk")[:most].query.sql_with_params()
        some = self.on_the_map().order_by().values("pk")[:FEW].query.sql_with_params()
        ranges = ", ".join(f"({first}, {last})" for first, last in (cell.range for cell in cells))
        with connections[self.db].cursor() as cursor:
            # Django compiled the parts; whatever a visitor sent stands in the parameters.
            cursor.execute(
                f"SELECT column1, CASE WHEN (SELECT COUNT(*) FROM ({some[0]}) AS passing) < {FEW} THEN 0 "  # nosec B608
                f"ELSE (SELECT COUNT(*) FROM ({inside[0]}) AS there) END FROM (VALUES {ranges}) AS searched",
                [*some[1], *inside[1]],
            )
            counts = dict(cursor.fetchall())
        return {cell: counts[cell.range[0]] for cell in cells}


def _in_cells(cells: list[Cell]) -> Q:
    """The condition that a row lies in one of the cells, or in a gap between them when they are many."""
    condition = Q()
    for first, last in joined(cells, MOST_RANGES):
        condition |= Q(cell__range=(first, last))
    return condition
