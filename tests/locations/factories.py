"""Makes locations for tests that are complete, valid and public; every field can be changed by name."""

from datetime import time, timedelta

from django.utils import timezone

from locations.models import Location
from tests.factories import numbers

WORKDAYS = range(5)
EIGHT_TO_FIVE = ((time(8), time(17)),)
FREDERICK = (39.4143, -77.4105)


def make_location(*, week=None, treatments=(), services=(), languages=(), **changes) -> Location:
    """A public office in Frederick, open 8 to 5 on workdays. `week` maps weekdays (Monday is 0) to (opens, closes)."""
    location = Location.objects.create(**location_fields(**changes))
    for weekday, spans in (dict.fromkeys(WORKDAYS, EIGHT_TO_FIVE) if week is None else week).items():
        for opens, closes in spans:
            location.opening_hours.create(weekday=weekday, opens=opens, closes=closes)
    location.treatments.set(treatments)
    location.services.set(services)
    location.languages.set(languages)
    return location


def location_fields(**changes) -> dict:
    """The fields of such an office, for `bulk_create`."""
    number = next(numbers)
    fields = {
        "slug": f"office-{number}",
        "title": f"Office {number}",
        "street": f"{number} Main Street",
        "city": "Frederick",
        "state": "MD",
        "zip_code": "21701",
        "latitude": FREDERICK[0],
        "longitude": FREDERICK[1],
        "phone": "+13015550100",
        "is_step_free": True,
        "publish_from": timezone.now() - timedelta(days=1),
    }
    return {**fields, **changes}
