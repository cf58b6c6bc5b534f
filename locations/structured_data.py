"""An office in schema.org's words. Only what its page shows."""

from datetime import datetime, timedelta

from locations.opening_hours import Schedule
from publishing.addresses import absolute

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SPECIAL_DAYS_AHEAD = 7


def location_data(location, schedule: Schedule, now: datetime) -> dict:
    """MedicalClinic with address, position, telephone, and hours: the week's and the coming days that differ."""
    data = {
        "@context": "https://schema.org",
        "@type": "MedicalClinic",
        "name": location.title,
        "url": absolute(location.get_absolute_url()),
        "telephone": location.phone.as_e164,
        "faxNumber": location.fax.as_e164 if location.fax else "",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": ", ".join(filter(None, [location.street, location.unit])),
            "addressLocality": location.city,
            "addressRegion": location.state,
            "postalCode": location.zip_code,
            "addressCountry": "US",
        },
        "geo": {"@type": "GeoCoordinates", "latitude": location.latitude, "longitude": location.longitude},
        "openingHoursSpecification": [
            _hours(span, dayOfWeek=DAYS[weekday])
            for weekday, spans in sorted(schedule.weekly.items())
            for span in spans
        ],
        "specialOpeningHoursSpecification": _special_days(schedule, now),
        "availableService": [
            {"@type": "MedicalProcedure", "name": treatment.title} for treatment in location.treatments.all()
        ],
    }
    return {name: value for name, value in data.items() if value}


def _special_days(schedule: Schedule, now: datetime) -> list[dict]:
    today = now.astimezone(schedule.zone).date()
    days = [today + timedelta(days=offset) for offset in range(SPECIAL_DAYS_AHEAD)]
    found = []
    for day in days:
        spans = schedule.spans_on(day)
        if spans == tuple(sorted(schedule.weekly.get(day.weekday(), ()))):
            continue
        valid = {"validFrom": day.isoformat(), "validThrough": day.isoformat()}
        closed = {"@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00", **valid}
        found += [_hours(span, **valid) for span in spans] or [closed]
    return found


def _hours(span, **more) -> dict:
    return {
        "@type": "OpeningHoursSpecification",
        "opens": f"{span.opens:%H:%M}",
        "closes": f"{span.closes:%H:%M}",
        **more,
    }
