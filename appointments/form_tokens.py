"""What a public form carries hidden: a key that makes sending twice one sending, and when the form was opened.

It needs no cookie. It is signed, so that nobody makes one up; an odd one marks the request and never refuses it.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer

SOONEST = timedelta(seconds=3)
LATEST = timedelta(hours=24)
_signer = Signer(salt="appointments.form", sep=".")


@dataclass(frozen=True)
class FormToken:
    """The random key of one opened form, and when it was opened; without a moment the token is not ours."""

    key: str
    opened_at: datetime | None

    @property
    def text(self) -> str:
        """What stands in the form."""
        opened = int(self.opened_at.timestamp()) if self.opened_at else 0
        return _signer.sign(f"{self.key}.{opened}")

    def age(self, now: datetime) -> timedelta | None:
        return now - self.opened_at if self.opened_at else None


def new_token(now: datetime) -> FormToken:
    return FormToken(secrets.token_urlsafe(24), now)


def read_token(text: str) -> FormToken:
    """The token of a form that came back. Of anything that is not ours only a key is made, the same each time."""
    try:
        key, _, opened = _signer.unsign(text).rpartition(".")
    except BadSignature:
        key = hashlib.sha256(text.encode()).hexdigest()[:32] if text else secrets.token_urlsafe(24)
        return FormToken(key, None)
    return FormToken(key, datetime.fromtimestamp(int(opened), UTC) if int(opened) else None)
