"""A scheduled visit as a calendar file. It says where and when, never what for."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

VISIT = timedelta(minutes=30)


def calendar_of(request, practice_name: str) -> bytes:
    """An iCalendar file (RFC 5545) with the visit of a scheduled request."""
    location = request.location
    event = Event()
    event.add("uid", f"{request.reference.lower()}@visits")
    event.add("dtstamp", timezone.now())
    event.add("last-modified", request.status_changed_at)
    event.add("sequence", int(request.status_changed_at.timestamp()) - int(request.created_at.timestamp()))
    event.add("dtstart", request.visit_at)
    event.add("dtend", request.visit_at + VISIT)
    event.add("summary", _("Visit at %(practice)s") % {"practice": practice_name})
    event.add("location", ", ".join(filter(None, [location.title, location.street, location.unit, _town(location)])))
    event.add("description", _("To change or cancel, call %(phone)s.") % {"phone": location.phone.as_national})
    calendar = Calendar()
    calendar.add("prodid", "-//Clinic//Visits//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return calendar.to_ical()


def _town(location) -> str:
    return f"{location.city}, {location.state} {location.zip_code}"
