"""What marks a sending for a second look. Nothing here refuses: a person may always be behind it."""

import hashlib
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from appointments.form_tokens import LATEST, SOONEST, FormToken

WORK_BITS = 14  # a phone finds the number in well under a second

WORDS = {
    "unknown_form": _("The form was not opened on this site."),
    "too_quick": _("It was sent within three seconds."),
    "very_late": _("It was sent more than a day after the form was opened."),
    "trap": _("The field that people cannot see was filled in."),
    "no_work": _("Sent without JavaScript, or by a program."),
    "links": _("It holds web addresses."),
}


def suspicions(token: FormToken, *, trap: str, work: str, words: str, now: datetime) -> list[str]:
    """The marks of one sending: keys of WORDS, the plainest first."""
    age = token.age(now)
    found = {
        "trap": bool(trap),
        "unknown_form": age is None,
        "too_quick": age is not None and timedelta(0) <= age < SOONEST,  # less than nothing: the clock went back
        "links": "://" in words or "www." in words.lower(),
        "very_late": age is not None and age > LATEST,
        "no_work": not is_worked(token.key, work),
    }
    return [mark for mark, is_there in found.items() if is_there]


def is_worked(key: str, work: str) -> bool:
    """Whether somebody's machine searched for this number: the hash of `key:number` begins with WORK_BITS zero bits."""
    if not (work.isascii() and work.isdigit() and len(work) < 20):
        return False
    found = hashlib.sha256(f"{key}:{work}".encode()).digest()
    return int.from_bytes(found[:4], "big") >> (32 - WORK_BITS) == 0
