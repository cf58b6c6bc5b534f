"""Columns of a sheet: a heading, where its value is kept, and what staff are told about it."""

from import_export.fields import Field

from locations.opening_hours import Span
from locations.services import replace_day
from locations.spreadsheets.cells import Line, Spans


class Column(Field):
    """A column for one field of the row's own model."""

    is_related = False

    def __init__(self, attribute, heading, cell=None, advice="", example="", **options):
        super().__init__(attribute=attribute, column_name=heading, widget=cell or Line(), **options)
        self.advice, self.example = advice, example

    def text_of(self, instance) -> str:
        """The cell of a stored row; of a new one where that needs no other table."""
        return "" if self.is_related and instance.pk is None else self.widget.render(self.value_of(instance))

    def value_of(self, instance):
        return getattr(instance, self.attribute)

    def export(self, instance, **kwargs) -> str:
        return self.text_of(instance)

    def store(self, instance, value):
        setattr(instance, self.attribute, value)


class KeysColumn(Column):
    """A column for rows of another table; stored after the row itself."""

    is_related = True

    def value_of(self, instance):
        return getattr(instance, self.attribute).all()

    def store(self, instance, value):
        getattr(instance, self.attribute).set(value)


class DayColumn(Column):
    """A column for the hours of one day of the week, which are rows of their own."""

    is_related = True

    def __init__(self, weekday, heading, **options):
        super().__init__(heading.lower(), heading, Spans(), **options)
        self.weekday = weekday

    def value_of(self, instance):
        rows = instance.opening_hours.all()
        return [Span(row.opens, row.closes) for row in rows if row.weekday == self.weekday]

    def store(self, instance, value):
        replace_day(instance, self.weekday, value)
