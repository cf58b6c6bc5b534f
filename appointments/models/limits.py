"""How much of something was used in a span of time, by whom no one can tell."""

from django.db import models


class Allowance(models.Model):
    """The count of one window of time for one keyed hash, such as that of an address of the internet."""

    bucket = models.CharField(max_length=64)
    window = models.PositiveBigIntegerField()
    used = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["bucket", "window"], name="appointments_allowance_once")]

    def __str__(self):
        return f"{self.used}"
