"""A column that a database can search for what is near."""

from django.db import models

from locations.cells import number_of


class CellField(models.BigIntegerField):
    """The cell of the row's latitude and longitude, computed whenever the row is saved; empty without them."""

    def pre_save(self, instance, add):
        known = instance.latitude is not None and instance.longitude is not None
        value = number_of(instance.latitude, instance.longitude) if known else None
        setattr(instance, self.attname, value)
        return value
