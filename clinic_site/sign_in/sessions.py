"""How long staff stay signed in, and what a session knows about how it began."""

from datetime import timedelta
from enum import Enum

from allauth.mfa.signals import authenticator_added
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils import timezone

from clinic_site.sign_in.second_factor import SECOND_FACTORS, has_second_factor, is_excused

IDLE = timedelta(minutes=15)
TOTAL = timedelta(hours=12)
CLOCKS_DIFFER = timedelta(minutes=1)  # between two web machines; beyond that the clock was set back
WRITTEN_EVERY = timedelta(minutes=1)  # at most one write a minute, not one a request
RECENTLY = timedelta(minutes=5)  # no second password for what needs one, right after signing in

BEGAN, SEEN, SECOND_FACTOR = "signed_in_at", "seen_at", "second_factor"


class Standing(Enum):
    """What a session is good for."""

    GOOD = "good"
    IDLE_TOO_LONG = "idle"
    OVER = "over"
    NEEDS_SECOND_FACTOR = "second factor"


@receiver(user_logged_in, dispatch_uid="clinic_site.sign_in.begin")
def begin(request, user, **kwargs):
    """Notes when the session began, and whether the person has a second step, which then was asked for."""
    now = timezone.now().timestamp()
    request.session.update({BEGAN: now, SEEN: now, SECOND_FACTOR: has_second_factor(user)})


@receiver(authenticator_added, dispatch_uid="clinic_site.sign_in.second_factor_added")
def second_factor_added(request, authenticator, **kwargs):
    """The session that sets one up has shown it; other sessions of the same person have not, and end."""
    if authenticator.type in SECOND_FACTORS:
        request.session[SECOND_FACTOR] = True


def standing(session, user) -> Standing:
    """What the session of this signed-in user is good for now."""
    now = timezone.now().timestamp()
    since, idle = now - session.get(BEGAN, 0), now - session.get(SEEN, 0)
    if since >= TOTAL.total_seconds() or min(since, idle) < -CLOCKS_DIFFER.total_seconds():
        return Standing.OVER
    if idle >= IDLE.total_seconds():
        return Standing.IDLE_TOO_LONG
    if is_excused(user):
        return Standing.GOOD
    if not has_second_factor(user):
        return Standing.NEEDS_SECOND_FACTOR
    return Standing.GOOD if session.get(SECOND_FACTOR) else Standing.OVER


def keep_awake(session):
    """Notes that somebody is there."""
    now = timezone.now().timestamp()
    if now - session.get(SEEN, 0) >= WRITTEN_EVERY.total_seconds():
        session[SEEN] = now


def began_recently(session) -> bool:
    """Whether the person signed in a moment ago."""
    return timezone.now().timestamp() - session.get(BEGAN, 0) < RECENTLY.total_seconds()
