"""What is kept about sign-ins, and for how long."""

from datetime import timedelta

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

KEPT_FOR = timedelta(days=30)


def purge_sign_in_records() -> int:
    """Deletes names, addresses and browsers of sign-ins, failed ones too, older than 30 days, and sessions that ended.

    Returns how many records of sign-ins went.
    """
    SessionStore.clear_expired()
    past = timezone.now() - KEPT_FOR
    return sum(
        model.objects.filter(attempt_time__lt=past).delete()[0]
        for model in (AccessAttempt, AccessFailureLog, AccessLog)
    )
