"""The schema of where we are."""

from locations.models.hours import OpeningHours, SpecialHours
from locations.models.location import HolidayRule, Language, Location, Service
from locations.models.place import GazetteerVersion, Place, PlaceName

__all__ = [
    "GazetteerVersion",
    "HolidayRule",
    "Language",
    "Location",
    "OpeningHours",
    "Place",
    "PlaceName",
    "Service",
    "SpecialHours",
]
