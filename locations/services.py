"""What changes offices."""

from locations.models import Location, Place


def fill_coordinates(location: Location) -> bool:
    """Gives an office without coordinates the middle of its ZIP code. Returns whether it has coordinates now."""
    if location.latitude is None or location.longitude is None:
        place = Place.objects.zip(location.zip_code[:5])
        if place is None:
            return False
        location.latitude, location.longitude = place.latitude, place.longitude
    return True
