"""Refuses the day of something that has been done when that day has not come yet."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

CHECKED_LATER = _("Enter the day it was checked. That day cannot be in the future.")


def refuse_future(row: models.Model, field: str, sentence=CHECKED_LATER) -> None:
    """Raises the sentence at the field; one without a day passes."""
    day = getattr(row, field)
    if day and day > timezone.localdate():
        raise ValidationError({field: sentence})
