"""Sends the outbox: lease, send, then mark as sent.

A mail may be sent twice when a process dies between the last two; it is never lost. What the mail server answered is
written down however long the database is away meanwhile. Leases go by the database's clock, which all workers share.
"""

import logging
import secrets
import smtplib
import time
from datetime import datetime, timedelta
from email.utils import make_msgid

from django.conf import settings
from django.core import mail
from django.db import Error as AnyDatabaseError
from django.db import close_old_connections, connection
from django.db.models import F
from django.utils import timezone

from appointments.encryption import CannotDecrypt
from appointments.models import OutgoingMail
from appointments.querysets import MAIL_LEASE, MAIL_PAUSES
from appointments.services.shared_clock import shared_now
from publishing.remembered import is_database_away

logger = logging.getLogger(__name__)

SECONDS_A_TURN = 10  # no mail is begun later than that: the worker has other jobs, and a server that hangs takes long
SECONDS_TO_WRITE_DOWN = 600  # how long the database may be away after a mail was sent
GIVE_UP_AFTER = timedelta(hours=48)
FEWEST_TRIES = len(MAIL_PAUSES) + 1  # however old it is: perhaps there was no worker for a long weekend
REFUSED = range(500, 600)  # what a mail server will not take later either
NO_ANSWER_TO_A_MAIL = (smtplib.SMTPAuthenticationError, smtplib.SMTPConnectError, smtplib.SMTPHeloError)
UNEXPECTED = (OSError, smtplib.SMTPException, ValueError, CannotDecrypt)


def queue_mail(about: str, recipient: str, subject: str, body: str) -> OutgoingMail | None:
    """Writes one mail into the outbox, in the caller's transaction; nothing for an empty recipient."""
    if not recipient:
        return None
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    return OutgoingMail.objects.create(
        about=about, recipient=recipient, subject=subject, body=body, message_id=make_msgid(domain=domain)
    )


def send_due(most: int = 50) -> int:
    """Tries up to so many due mails, one after the other. Returns how many were sent; none without a mail server."""
    sent, until = 0, time.monotonic() + SECONDS_A_TURN
    if not settings.EMAIL_URL:
        return sent
    for _attempt in range(most):
        due = _lease_one(shared_now()) if time.monotonic() < until else None
        if due is None:
            break
        sent += _try(due)
    return sent


def send_again(mail_row: OutgoingMail) -> bool:
    """Makes a failed or waiting mail due at once. Returns whether there was anything to do."""
    now = shared_now()
    waiting = OutgoingMail.objects.filter(pk=mail_row.pk).exclude(state=OutgoingMail.State.SENT)
    return bool(
        waiting.update(state=OutgoingMail.State.WAITING, next_attempt_at=now, created_at=now, attempts=0, last_error="")
    )


def _lease_one(now: datetime) -> OutgoingMail | None:
    """Takes one due mail in hand, so that no other worker has it too; None when nothing is due."""
    while (candidate := OutgoingMail.objects.due(now).values_list("pk", flat=True).first()) is not None:
        lease = secrets.token_hex(8)
        taken = OutgoingMail.objects.due(now).order_by().filter(pk=candidate)
        held = {"lease": lease, "leased_until": now + MAIL_LEASE, "next_attempt_at": now}
        if taken.update(**held, attempts=F("attempts") + 1):
            return OutgoingMail.objects.without_words().get(pk=candidate, lease=lease)
    return None


def _try(row: OutgoingMail) -> bool:
    """Sends one leased mail and writes down what happened."""
    try:
        _message(row).send()
    except UNEXPECTED as error:
        _postpone(row, error)
        return False
    return _finish(row, state=OutgoingMail.State.SENT, sent_at=timezone.now(), last_error="", body="", recipient="")


def _message(row: OutgoingMail) -> mail.EmailMessage:
    headers = {"Message-ID": row.message_id, "Auto-Submitted": "auto-generated"}
    return mail.EmailMessage(row.subject, row.body, None, [row.recipient], headers=headers)


def _postpone(row: OutgoingMail, error: Exception):
    """Plans the next try, or gives up: at once when the server refused for good, else after two days of tries."""
    now = shared_now()
    code = getattr(error, "smtp_code", None) or next(iter(_codes(error)), None)
    logger.warning("Mail %s: try %s failed (%s %s).", row.about, row.attempts, type(error).__name__, code or "")
    last_error = f"{type(error).__name__} {code or ''}".strip()  # its text may hold the recipient
    is_refused = code in REFUSED and not isinstance(error, NO_ANSWER_TO_A_MAIL)
    is_tried_enough = now - row.created_at > GIVE_UP_AFTER and row.attempts >= FEWEST_TRIES
    if is_refused or is_tried_enough:
        _finish(row, state=OutgoingMail.State.FAILED, last_error=last_error)
    else:
        pause = MAIL_PAUSES[min(row.attempts, len(MAIL_PAUSES)) - 1]
        _finish(row, next_attempt_at=now + pause, last_error=last_error)


def _codes(error: Exception) -> list[int]:
    """The answers of a mail server that refused every recipient."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _text in error.recipients.values()]
    return []


def _finish(row: OutgoingMail, **changes) -> bool:
    """Gives the lease back with what changed, unless somebody else took it over meanwhile.

    Without an answer of the database it asks again: a mail that is not marked as sent would be sent a second time.
    """
    until = time.monotonic() + SECONDS_TO_WRITE_DOWN
    while True:
        try:
            held = OutgoingMail.objects.filter(pk=row.pk, lease=row.lease)
            return bool(held.update(lease="", leased_until=None, **changes))
        except AnyDatabaseError as error:
            if not is_database_away(error) or connection.in_atomic_block or time.monotonic() > until:
                raise
            logger.warning("Mail %s: what became of it is not written down yet (%s).", row.about, type(error).__name__)
            close_old_connections()
            time.sleep(1)
