"""Who has a second step, and who has to have one."""

from allauth.mfa.models import Authenticator
from django.conf import settings

DEMO_STAFF = "staff"  # the name that `make run` prints
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(user) -> bool:
    """Whether an app or a passkey is set up. Recovery codes alone are none: they only stand in for a lost one."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=SECOND_FACTORS).exists()


def is_excused(user) -> bool:
    """Only the printed sign-in of a demonstration does without; nobody does on a real site."""
    return settings.DEMO and user.get_username() == DEMO_STAFF
