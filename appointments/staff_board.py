"""One row of the board: what is shown of a request before anybody opens it."""

from dataclasses import dataclass
from datetime import datetime

from appointments import staff_words
from appointments.encryption import CannotDecrypt, decrypt
from appointments.models import AppointmentRequest, ContactMessage


@dataclass(frozen=True)
class Row:
    """Of what the patient wrote, only the initials; the clock is empty once nothing is owed."""

    sending: AppointmentRequest | ContactMessage
    initials: str
    age: str
    clock: str = ""
    level: str = ""
    marks: tuple[str, ...] = ()


def request_row(request: AppointmentRequest, now: datetime) -> Row:
    """From a row of `with_board_row`."""
    clock, level = staff_words.standing(request, now)
    age = staff_words.age(request.created_at, now)
    return Row(request, _initials(request), age, clock, level, _marks(request))


def message_row(message: ContactMessage, now: datetime) -> Row:
    """From a row of `with_board_row`."""
    return Row(message, _initials(message), staff_words.age(message.created_at, now), marks=_marks(message))


def _marks(sending) -> tuple[str, ...]:
    return tuple(staff_words.marks(sending.suspicions))


def _initials(sending) -> str:
    """Empty when the key is gone: the other rows of the list can still be worked on."""
    try:
        return staff_words.initials(decrypt(sending.sealed_name, sending._meta.get_field("name").context))
    except CannotDecrypt:
        return ""
