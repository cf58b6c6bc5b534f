"""What every template may ask of the site itself."""

from django.conf import settings


def demonstration(request) -> dict:
    """Staff's pages say when they show samples."""
    return {"is_demonstration": settings.DEMO}
