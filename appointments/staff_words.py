"""How the inbox says what patients chose: the front desk's words for payers, marks, days, numbers and initials."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import phonenumbers
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from appointments.models import AppointmentRequest, ContactBy, PatientType, Payer, Status, TimeOfDay
from appointments.promise import days_left
from appointments.suspicions import WORDS
from practice.models import State

PAYERS = {
    Payer.INSURANCE: gettext_lazy("Health insurance"),
    Payer.WORKERS_COMPENSATION: gettext_lazy("Workers’ compensation"),
    Payer.PERSONAL_INJURY: gettext_lazy("Personal injury"),
    Payer.SELF_PAY: gettext_lazy("Self-pay"),
    Payer.UNSURE: gettext_lazy("Not sure"),
}
PATIENT_TYPES = {
    PatientType.NEW: gettext_lazy("New patient"),
    PatientType.RETURNING: gettext_lazy("Returning patient"),
}
PAYER_DETAILS = {
    "plan": gettext_lazy("Insurance plan"),
    "job_state": gettext_lazy("State of the job"),
    "employer": gettext_lazy("Employer"),
    "claim_number": gettext_lazy("Claim number"),
    "injured_on": gettext_lazy("Hurt on"),
    "adjuster_phone": gettext_lazy("Adjuster’s telephone"),
    "accident_on": gettext_lazy("Accident on"),
    "accident_state": gettext_lazy("State of the accident"),
    "attorney": gettext_lazy("Lawyer"),
    "attorney_phone": gettext_lazy("Lawyer’s telephone"),
    "wants_estimate": gettext_lazy("Wants a good-faith estimate"),
}
OUR_COUNTRY_CODE = 1
SOON = 3  # days; from then on the clock asks for attention


def age(received: datetime, now: datetime) -> str:
    """How long ago, in one unit."""
    seconds = max(0, (now - received).total_seconds())
    if seconds < 3600:
        minutes = int(seconds // 60)
        return ngettext("%(n)s minute ago", "%(n)s minutes ago", minutes) % {"n": minutes}
    if seconds < 86400:
        hours = int(seconds // 3600)
        return ngettext("%(n)s hour ago", "%(n)s hours ago", hours) % {"n": hours}
    days = int(seconds // 86400)
    return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}


def clock(promised: date, today: date) -> tuple[str, str]:
    """What the promise clock says, and how loudly: late, today, soon or fine."""
    left = days_left(promised, today)
    if left < 0:
        return ngettext("%(n)s day overdue", "%(n)s days overdue", -left) % {"n": -left}, "late"
    if left == 0:
        return _("Due today"), "today"
    return ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}, "soon" if left <= SOON else "fine"


def standing(request: AppointmentRequest, now: datetime) -> tuple[str, str]:
    """The clock of an open request; of a scheduled one, that its visit breaks the promise or has passed."""
    zone = ZoneInfo(request.location.time_zone)
    if request.is_open:
        return clock(request.promised_by, now.astimezone(zone).date())
    if request.status != Status.SCHEDULED:
        return "", ""
    if request.visit_at < now:
        return _("Visit has passed: seen?"), "today"
    if request.visit_at.astimezone(zone).date() > request.promised_by:
        return _("Visit after the promise"), "late"
    return "", ""


def initials(name: str) -> str:
    """First letters of the first and the last name: enough to tell two rows apart, not to know who it is."""
    words = name.split()
    return " ".join(f"{word[0].upper()}." for word in (words[:1] + words[1:][-1:]))


def marks(keys: list[str]) -> list[str]:
    """What made a sending look odd, in words."""
    return [str(WORDS.get(key, key)) for key in keys]


def payer(value: str) -> str:
    return str(PAYERS.get(value, value))


def patient_type(value: str) -> str:
    return str(PATIENT_TYPES.get(value, value))


def contact_by(value: str) -> str:
    return str(dict(ContactBy.choices).get(value, value))


def best_times(values: list[str]) -> str:
    known = dict(TimeOfDay.choices)
    return ", ".join(str(known.get(value, value)) for value in values)


def payer_details(details: dict) -> list[tuple[str, str]]:
    """Each detail with its label, in words."""
    return [(str(PAYER_DETAILS.get(name, name)), _in_words(name, value)) for name, value in details.items() if value]


def _in_words(name: str, value) -> str:
    if value is True:
        return _("yes")
    if name.endswith("_on"):
        return date_format(date.fromisoformat(value))
    if name.endswith("_phone"):
        return national(value)
    return dict(State.choices).get(value, str(value)) if name.endswith("_state") else str(value)


def national(phone: str) -> str:
    """(301) 555-0142 for +13015550142; a number abroad keeps its country; what is no number stays as it is."""
    try:
        number = phonenumbers.parse(phone, "US")
    except phonenumbers.NumberParseException:
        return phone
    formats = phonenumbers.PhoneNumberFormat
    style = formats.NATIONAL if number.country_code == OUR_COUNTRY_CODE else formats.INTERNATIONAL
    return phonenumbers.format_number(number, style)
