"""The schema of requests, messages, and what surrounds them."""

from appointments.models.access import AccessRecord
from appointments.models.desks import Desk, DeskMembership, OfficeMembership, Reception, Topic
from appointments.models.limits import Allowance
from appointments.models.links import ManageLink
from appointments.models.mail import OutgoingMail
from appointments.models.messages import ContactMessage
from appointments.models.numbers import DailyCount, MeasuredWait
from appointments.models.requests import (
    AppointmentRequest,
    Call,
    Consent,
    ConsentWording,
    ContactBy,
    Note,
    PatientType,
    Payer,
    Status,
    StatusChange,
    TimeOfDay,
)

__all__ = [
    "AccessRecord",
    "Allowance",
    "AppointmentRequest",
    "Call",
    "Consent",
    "ConsentWording",
    "ContactBy",
    "ContactMessage",
    "DailyCount",
    "Desk",
    "DeskMembership",
    "ManageLink",
    "MeasuredWait",
    "Note",
    "OfficeMembership",
    "OutgoingMail",
    "PatientType",
    "Payer",
    "Reception",
    "Status",
    "StatusChange",
    "TimeOfDay",
    "Topic",
]
