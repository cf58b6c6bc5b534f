"""Writes the secrets of second factors again with the newest key."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from appointments.encryption import decrypt, encrypt, is_current
from clinic_site.sign_in.adapters import CONTEXT

ENCRYPTED = ("secret", "seed")  # of an app, of recovery codes; passkeys have none


def encrypt_again() -> int:
    """Encrypts what older keys wrote. Returns how many factors; safe to run again."""
    written = 0
    for key in Authenticator.objects.values_list("pk", flat=True):
        with transaction.atomic():
            factor = Authenticator.objects.select_for_update().get(pk=key)
            stale = [name for name in ENCRYPTED if name in factor.data and not is_current(factor.data[name])]
            if stale:
                renewed = {name: encrypt(decrypt(factor.data[name], CONTEXT), CONTEXT) for name in stale}
                factor.data = {**factor.data, **renewed}
                factor.save(update_fields=["data"])
                written += 1
    return written
