"""Why each field of the public forms is asked for, who reads the answer, and how long it is kept."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from appointments.models import Status
from appointments.retention import MESSAGES, REQUESTS

FRONT_DESK = _("The front desk of your office, and the clinician you will see")
FRONT_DESK_ALONE = _("The front desk of your office")
BILLING = _("The front desk of your office, and the people who do our billing")
ANSWERING = _("The people who answer your topic")
NOBODY = _("Nobody. The site uses it by itself")


@dataclass(frozen=True)
class Purpose:
    """The reason for one field, or for several of one kind."""

    why: str
    who: str


EMERGENCY = Purpose(_("To tell you when you should not wait for us, and to call you first."), FRONT_DESK)
OFFICE = Purpose(_("To send your request to the right office."), FRONT_DESK_ALONE)
VISIT = Purpose(_("To plan enough time with the right person."), FRONT_DESK)
PERSON = Purpose(_("To know whom we are calling, and to find you if you call us."), FRONT_DESK)
REACH = Purpose(_("To reach you in the way and at the time you like."), FRONT_DESK_ALONE)
LANGUAGE = Purpose(_("To bring an interpreter. It costs you nothing."), FRONT_DESK)
PAYER = Purpose(_("To tell you before the visit what papers to bring."), BILLING)
EARLIER = Purpose(_("To offer you a visit that somebody else gave up."), FRONT_DESK_ALONE)
CONSENT = Purpose(_("To keep proof of what you agreed to and when, with the exact words."), FRONT_DESK_ALONE)
MACHINERY = Purpose(_("To keep a request from coming twice, and programs from sending any."), NOBODY)
TOPIC = Purpose(_("To send your message to the people who can answer it."), ANSWERING)
WRITER = Purpose(_("To know whom we are answering, and where."), ANSWERING)
MESSAGE = Purpose(_("To answer your question."), ANSWERING)

HIDDEN = dict.fromkeys(("token", "website", "work"), MACHINERY)
REQUEST = {
    "red_flags": EMERGENCY,
    "location": OFFICE,
    "zip_code": OFFICE,
    "treatment": VISIT,
    "reason": VISIT,
    "patient_type": VISIT,
    "quiz_summary": VISIT,
    "attach_quiz": VISIT,
    "name": PERSON,
    "phone": PERSON,
    "email": REACH,
    "contact_by": REACH,
    "may_leave_message": REACH,
    "best_times": REACH,
    "language": LANGUAGE,
    "needs_interpreter": LANGUAGE,
    "payer": PAYER,
    "plan": PAYER,
    "job_state": PAYER,
    "employer": PAYER,
    "claim_number": PAYER,
    "injured_on": PAYER,
    "adjuster_phone": PAYER,
    "accident_on": PAYER,
    "accident_state": PAYER,
    "attorney": PAYER,
    "attorney_phone": PAYER,
    "wants_estimate": PAYER,
    "wants_earlier_visit": EARLIER,
    "consent_request": CONSENT,
    "consent_text_messages": CONSENT,
    "consent_email": CONSENT,
    "acknowledged": EMERGENCY,
    **HIDDEN,
}
CONTACT = {
    "topic": TOPIC,
    "name": WRITER,
    "answer_by": WRITER,
    "phone": WRITER,
    "email": WRITER,
    "message": MESSAGE,
    **HIDDEN,
}
BY_FORM = {"request": REQUEST, "contact": CONTACT}


def purposes_of(form) -> dict[str, Purpose]:
    """By the name of the field."""
    return BY_FORM[form.kind]


def kept_words(form) -> str:
    """How long the answers are kept, as a sentence; the numbers are those the daily clean-up goes by."""
    days = (REQUESTS[Status.CLOSED] if form.kind == "request" else MESSAGES).days
    return ngettext(
        "We delete it %(days)d day after we have finished with it.",
        "We delete it %(days)d days after we have finished with it.",
        days,
    ) % {"days": days}
