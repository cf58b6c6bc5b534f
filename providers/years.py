"""Which years may stand in a curriculum."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1940, 2200


def no_later_than_this_year(year: int) -> None:
    """Raises ValidationError for a year that has not begun."""
    if year > timezone.localdate().year:
        raise ValidationError(_("Enter a year that is not in the future."), code="future_year")
