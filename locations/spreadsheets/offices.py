"""The sheet of offices: one row is one office with its week."""

from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from locations.models import HolidayRule, Language, Location, Service
from locations.models.location import TimeZone
from locations.services import fill_coordinates, save_office
from locations.spreadsheets.cells import Choice, Day, Keys, Lines, Moment, Number, Phone, YesNo
from locations.spreadsheets.columns import Column, DayColumn, KeysColumn
from locations.spreadsheets.sheets import RowsFindTheirOwn, SheetResource
from practice.models import State
from treatments.models import Treatment

SPANS = _lazy("Opening and closing time on the 24-hour clock; several with a comma between. Empty: closed.")
SEVERAL = _lazy("Several with a semicolon between.")


class OfficeResource(SheetResource):
    """Offices by their page address. A row without one is a new office, whose address is made from its name."""

    required = ["Page address"]

    slug = Column(
        "slug",
        "Page address",
        advice=_lazy("Says which office the row is about. Empty: a new office, its address is made from the name."),
        example="example-office",
    )
    title = Column("title", "Name", example="Example office")
    street = Column("street", "Street and number", example="100 Example Street")
    unit = Column("unit", "Suite or floor", example="Suite 2")
    city = Column("city", "City", example="Frederick")
    state = Column("state", "State", Choice(State), _lazy("Two letters: MD, PA or VA."), "MD")
    zip_code = Column("zip_code", "ZIP code", advice=_lazy("Five digits."), example="21701")
    latitude = Column("latitude", "Latitude", Number(), _lazy("Leave both empty to take the middle of the ZIP code."))
    longitude = Column("longitude", "Longitude", Number())
    phone = Column("phone", "Telephone", Phone(), example="(301) 555-0101")
    fax = Column("fax", "Fax", Phone())
    alert = Column("alert", "Alert", advice=_lazy("Shown at the top of the office's page."))
    parking = Column("parking", "Parking", Lines(), example="Free parking behind the building.")
    transit = Column("transit", "Bus and train", Lines())
    is_step_free = Column("is_step_free", "Step-free", YesNo(), _lazy("yes or no."), "yes")
    access = Column("access", "Getting in and around", Lines())
    monday = DayColumn(0, "Monday", advice=SPANS, example="08:00-12:00, 13:00-17:00")
    tuesday = DayColumn(1, "Tuesday", advice=SPANS, example="08:00-17:00")
    wednesday = DayColumn(2, "Wednesday", advice=SPANS, example="08:00-17:00")
    thursday = DayColumn(3, "Thursday", advice=SPANS, example="08:00-17:00")
    friday = DayColumn(4, "Friday", advice=SPANS, example="08:00-12:00")
    saturday = DayColumn(5, "Saturday", advice=SPANS)
    sunday = DayColumn(6, "Sunday", advice=SPANS)
    time_zone = Column(
        "time_zone",
        "Time zone",
        Choice(TimeZone, TimeZone.EASTERN),
        _lazy("America/New_York or America/Chicago. Empty: America/New_York."),
        "America/New_York",
    )
    holiday_rule = Column(
        "holiday_rule",
        "Holidays",
        Choice(HolidayRule, HolidayRule.MAJOR),
        _lazy("major: closed on the six major holidays. all: closed on each public holiday. none: open on holidays."),
        "major",
    )
    closed_from = Column("closed_from", "Closed from", Day(), _lazy("A date, such as 2027-12-24."))
    reopens_on = Column("reopens_on", "Reopens on", Day(), _lazy("A date later than “Closed from”."))
    closed_because = Column("closed_because", "Why it is closed")
    treatments = KeysColumn(
        "treatments", "Treatments", Keys(Treatment, "slug"), _lazy("Page addresses, with a semicolon between.")
    )
    services = KeysColumn("services", "Services", Keys(Service, "name"), SEVERAL)
    languages = KeysColumn("languages", "Languages", Keys(Language, "code"), _lazy("Codes, such as es; ko."))
    publish_from = Column(
        "publish_from", "Publish from", Moment(), _lazy("A date and a time, such as 2027-01-31 08:00. Empty: a draft.")
    )
    publish_until = Column("publish_until", "Publish until", Moment(), _lazy("Empty: it stays public."))
    search_title = Column("search_title", "Title for search engines")
    search_description = Column("search_description", "Description for search engines")

    class Meta:
        model = Location
        import_id_fields = ["slug"]
        store_instance = True
        skip_diff = True
        instance_loader_class = RowsFindTheirOwn

    def get_queryset(self):
        return Location.objects.prefetch_related("opening_hours", "treatments", "services", "languages")

    @cached_property
    def offices(self) -> dict[str, Location]:
        return {office.slug: office for office in self.get_queryset()}

    def get_instance(self, instance_loader, row):
        return self.offices.get(self.key_of(row))

    def key_of(self, row):
        return row["Page address"].lower()

    def name_of(self, row):
        stored = self.offices.get(self.key_of(row))
        return row.get("Name") or (stored.title if stored else row["Page address"])

    def office_of(self, instance):
        return instance

    def import_instance(self, instance, row, **kwargs):
        given = row["Page address"].lower()
        made = slugify(row.get("Name", ""))[:90].strip("-")
        super().import_instance(instance, {**row, "Page address": given or made}, **kwargs)

    def errors_of_row(self, instance, row):
        key = row["Page address"]
        rows = self.by_key.get(key, [])
        if len(rows) > 1:
            numbers = ", ".join(map(str, rows))
            return {"slug": [_("Rows %(rows)s are about the same office. Keep one.") % {"rows": numbers}]}
        if instance.pk is None and Location.objects.filter(slug=key).exists():
            sentence = _("There is an office “%(key)s” already. Write its address to change it, or choose another.")
            return {"slug": [sentence % {"key": key}]}
        return {}

    def complete(self, instance):
        if instance.latitude is None and instance.longitude is None:
            if fill_coordinates(instance):
                self.own["latitude"] = instance.latitude
            else:
                self.notes.append(
                    _("We do not know this ZIP code. The office is not in the finder until you enter its coordinates.")
                )

    def store(self, instance):
        save_office(instance, {*self.own, *(column.attribute for column, _value in self.related)})
