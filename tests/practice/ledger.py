"""Makes claims for tests that are complete, proven and in force in every state; every field can be changed by name."""

from datetime import date, timedelta

from django.utils import timezone

from practice.models import Claim
from tests.factories import numbers

BOARD = {"kind": "board", "text": "Board certified by the Board of Samples", "board_name": "Board of Samples"}
WAIT = {"kind": "measured", "text": "Seen within two weeks", "promised_days": 14}


def make_claim(**changes) -> Claim:
    """A proven claim, from a month ago to two months from now."""
    number, today = next(numbers), timezone.localdate()
    fields = {
        "text": f"Claim {number}",
        "evidence": "Our own records, kept by the manager.",
        "owner": "Sample Manager",
        "verified_on": today - timedelta(days=30),
        "in_force_from": today - timedelta(days=30),
        "in_force_until": today + timedelta(days=60),
        "position": number,
    }
    return Claim.objects.create(**{**fields, **changes})


def only_in(*states: str) -> dict[str, bool]:
    """The fields of a claim that may be shown in these states alone."""
    return {Claim.field_of(state): state in states for state in ("MD", "PA", "VA")}


def a_year_ago(*, ends: date) -> dict[str, date]:
    """The days of a claim that was verified long ago and ends on that day."""
    begins = ends - timedelta(days=200)
    return {"verified_on": begins, "in_force_from": begins, "in_force_until": ends}
