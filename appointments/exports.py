"""Requests as a table for a spreadsheet (CSV), row by row, so that a long list takes no memory."""

import csv
from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from appointments import staff_words
from appointments.encryption import CannotDecrypt
from appointments.models import AppointmentRequest
from appointments.staff_people import name_of
from publishing.formulas import defused

BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as something else
BATCH = 100
COLUMNS = {
    gettext_lazy("Reference"): lambda request: request.spoken_reference,
    gettext_lazy("Received"): lambda request: _moment(request.created_at),
    gettext_lazy("Office"): lambda request: request.location.title,
    gettext_lazy("Status"): lambda request: request.get_status_display(),
    gettext_lazy("Status since"): lambda request: _moment(request.status_changed_at),
    gettext_lazy("Urgent"): lambda request: _yes(request.is_urgent),
    gettext_lazy("Promised by"): lambda request: request.promised_by.isoformat(),
    gettext_lazy("Visit"): lambda request: _moment(request.visit_at),
    gettext_lazy("Would come earlier"): lambda request: _yes(request.wants_earlier_visit),
    gettext_lazy("Taken care of by"): lambda request: name_of(request.assigned_to) if request.assigned_to else "",
    gettext_lazy("Name"): lambda request: request.name,
    gettext_lazy("Telephone"): lambda request: staff_words.national(request.phone),
    gettext_lazy("E-mail"): lambda request: request.email,
    gettext_lazy("Reach by"): lambda request: staff_words.contact_by(request.contact_by),
    gettext_lazy("Message may be left"): lambda request: _yes(request.may_leave_message),
    gettext_lazy("Best times"): lambda request: staff_words.best_times(request.best_times),
    gettext_lazy("Language"): lambda request: request.language,
    gettext_lazy("Interpreter"): lambda request: _yes(request.needs_interpreter),
    gettext_lazy("Patient"): lambda request: staff_words.patient_type(request.patient_type),
    gettext_lazy("Treatment"): lambda request: request.treatment,
    gettext_lazy("What it is about"): lambda request: request.reason,
    gettext_lazy("Red flags"): lambda request: "; ".join(map(str, request.red_flags)),
    gettext_lazy("Who pays"): lambda request: staff_words.payer(request.payer),
    gettext_lazy("About the payer"): lambda request: _details(request.payer_details),
    gettext_lazy("ZIP code"): lambda request: request.zip_code,
    gettext_lazy("Marks"): lambda request: "; ".join(staff_words.marks(request.suspicions)),
}


class Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def table_of(keys: list[int]) -> Iterator[str]:
    """The lines of the file, for the requests with these primary keys, in this order."""
    writer = csv.writer(Echo(), quoting=csv.QUOTE_ALL)
    yield BYTE_ORDER_MARK + writer.writerow([str(title) for title in COLUMNS])
    for start in range(0, len(keys), BATCH):
        for row in _rows(keys[start : start + BATCH]):
            yield writer.writerow([defused(str(cell)) for cell in row])


def _rows(keys: list[int]) -> Iterable[list]:
    requests = AppointmentRequest.objects.with_office()
    try:
        found = requests.in_bulk(keys)
    except CannotDecrypt:
        yield from filter(None, (_row_alone(key) for key in keys))
        return
    yield from (_row(found[key]) for key in keys if key in found)


def _row(request: AppointmentRequest) -> list:
    return [cell(request) for cell in COLUMNS.values()]


def _row_alone(key: int) -> list | None:
    """One that cannot be read is still a line, so that the numbers agree."""
    requests = AppointmentRequest.objects
    try:
        return _row(requests.with_office().get(pk=key))
    except CannotDecrypt:
        return [requests.with_board_row().get(pk=key).spoken_reference, _("This cannot be read.")]
    except AppointmentRequest.DoesNotExist:
        return None


def _moment(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""


def _yes(truth) -> str:
    return _("yes") if truth else _("no")


def _details(details: dict) -> str:
    return "; ".join(f"{label}: {value}" for label, value in staff_words.payer_details(details))
