"""An office in schema.org's words. Only what its page shows."""

from datetime import date, datetime, time, timedelta

from locations.hours_words import DAYS_ANNOUNCED
from locations.opening_hours import Schedule
from publishing.addresses import absolute

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ALL_DAY = time(0), time(23, 59)  # from midnight to midnight would mean closed


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
    days = [today + timedelta(days=offset) for offset in range(DAYS_ANNOUNCED)]
    found = []
    for day in days:
        spans = schedule.spans_on(day)
        if not schedule.closure_on(day) and spans == tuple(sorted(schedule.weekly.get(day.weekday(), ()))):
            continue
        if not spans and found and found[-1] == _closed(found[-1]["validFrom"], day - timedelta(days=1)):
            found[-1] = _closed(found[-1]["validFrom"], day)
            continue
        valid = {"validFrom": day.isoformat(), "validThrough": day.isoformat()}
        found += [_hours(span, **valid) for span in spans] or [_closed(day.isoformat(), day)]
    return found


def _closed(first: str, last: date) -> dict:
    hours = {"opens": "00:00", "closes": "00:00"}
    return {"@type": "OpeningHoursSpecification", **hours, "validFrom": first, "validThrough": last.isoformat()}


def _hours(span, **more) -> dict:
    opens, closes = ALL_DAY if span.opens == span.closes else (span.opens, span.closes)
    return {"@type": "OpeningHoursSpecification", "opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}", **more}
