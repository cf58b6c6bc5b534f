"""The sheet of special hours: one row is one span of one date, or a date on which an office is closed."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from locations.models import Location, SpecialHours
from locations.services import keep_special_hours, save_office
from locations.spreadsheets.cells import Clock, Day, Line
from locations.spreadsheets.columns import Column
from locations.spreadsheets.reports import Change
from locations.spreadsheets.sheets import RowsFindTheirOwn, SheetResource


class Office(Line):
    """An office, by its page address."""

    def __init__(self):
        super().__init__()
        self.offices = None

    def clean(self, value, row=None, **kwargs):
        offices = self.known()
        if value.lower() not in offices:
            raise ValidationError(_("There is no office with the address “%(text)s”.") % {"text": value[:60]})
        return offices[value.lower()]

    def render(self, value, obj=None, **kwargs):
        return value.slug if value else ""

    def known(self) -> dict[str, Location]:
        """All offices by address, asked for once for each file."""
        if self.offices is None:
            self.offices = {office.slug: office for office in Location.objects.all()}
        return self.offices


class OfficeColumn(Column):
    """Which office a row is about."""

    def value_of(self, instance):
        return instance.location if instance.location_id else None


class SpecialHoursResource(SheetResource):
    """Special hours by office and date. The rows of a date replace what is stored for it; other dates stay."""

    required = ["Page address", "Date"]

    location = OfficeColumn("location", "Page address", Office(), _lazy("Of the office, such as frederick."))
    date = Column("date", "Date", Day(), _lazy("Such as 2027-12-24."), "2027-12-24")
    opens = Column("opens", "Opens", Clock(), _lazy("Leave both times empty: closed all day."), "08:00")
    closes = Column("closes", "Closes", Clock(), _lazy("Such as 12:00."), "12:00")
    note = Column("note", "Why", advice=_lazy("Shown to patients."), example="Staff training")

    class Meta:
        model = SpecialHours
        import_id_fields = ["location", "date"]
        store_instance = True
        skip_diff = True
        instance_loader_class = RowsFindTheirOwn

    def get_queryset(self):
        return SpecialHours.objects.select_related("location").order_by("location__slug", "date", "opens", "pk")

    def example(self):
        self.fields["location"].example = next(iter(sorted(self.fields["location"].widget.known())), "example-office")
        return super().example()

    def key_of(self, row):
        """Office, date and opening time as they will be stored; unreadable parts stay text."""
        return (*self.day_of(row), self._read("opens", row))

    def day_of(self, row):
        return self._read("location", row), self._read("date", row)

    def _read(self, name, row):
        column = self.fields[name]
        text = row.get(column.column_name, "")
        try:
            return column.widget.clean(text)
        except ValidationError:
            return text

    @cached_property
    def stored(self) -> dict[tuple, SpecialHours]:
        return {(row.location, row.date, row.opens): row for row in self.get_queryset()}

    def get_instance(self, instance_loader, row):
        return self.stored.get(self.key_of(row))

    def name_of(self, row):
        return f"{row['Page address']}, {row['Date']}"

    def office_of(self, instance):
        return instance.location

    def errors_of_row(self, instance, row):
        rows = self.by_key[self.key_of(row)]
        if len(rows) > 1:
            return {
                "date": [_("Rows %(rows)s say the same date twice. Keep one.") % {"rows": ", ".join(map(str, rows))}]
            }
        office, day, opens = self.key_of(row)
        closed = self.by_key.get((office, day, None))
        if closed and opens is not None:
            sentence = _("Row %(row)d says that the office is closed on this date. Keep one of the two.")
            return {"opens": [sentence % {"row": closed[0]}]}
        return {}

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        if not row.get("Page address") or not row.get("Date"):
            return
        kept = {opens for office, day, opens in self.by_key if (office, day) == self.day_of(row)}
        for gone in keep_special_hours(*self.day_of(row), kept):
            self.extra_changes.append(Change(_("Hours of this date"), str(gone), _("removed")))
            self.own["removed"] = gone

    def store(self, instance):
        instance.save()
        save_office(instance.location, {"special_hours"})
