"""The text of a private link: an id from the database and our signature. Neither alone opens anything."""

from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer, TimestampSigner

VALID_FOR = timedelta(days=60)
RECEIPT_VALID_FOR = timedelta(hours=1)
_signer = Signer(salt="appointments.manage", sep=".")
_receipts = TimestampSigner(salt="appointments.receipt", sep=".")


def token_of(public_id: str) -> str:
    """What stands in the address of the link."""
    return _signer.sign(public_id)


def public_id_of(token: str) -> str | None:
    """The id, when the signature is ours."""
    try:
        return _signer.unsign(token)
    except BadSignature:
        return None


def receipt_of(kind: str, reference: str) -> str:
    """What the confirmation page gets in its address: it shows the reference for an hour."""
    return _receipts.sign(f"{kind}.{reference}")


def reference_of(kind: str, receipt: str) -> str | None:
    """The reference, while the receipt is ours, of this kind, and young enough."""
    try:
        found_kind, _, reference = _receipts.unsign(receipt, max_age=RECEIPT_VALID_FOR).partition(".")
    except BadSignature:
        return None
    return reference if found_kind == kind else None


def is_usable(link, now: datetime) -> bool:
    """Whether a ManageLink still works."""
    return link.revoked_at is None and link.expires_at > now
