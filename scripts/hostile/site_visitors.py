"""`python -m scripts.hostile.site_visitors`: signs one person of each role in and prints their cookies as JSON."""

import json

import django

django.setup()

from allauth.mfa.models import Authenticator  # noqa: E402 - Django has to know its settings first
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.models import Group  # noqa: E402
from django.test import Client  # noqa: E402

from clinic_site.roles import CONTENT_EDITOR, MANAGER  # noqa: E402

ROLES = {"manager": MANAGER, "editor": CONTENT_EDITOR, "admin": None}  # None: may do everything


def cookie_of(role: str, group: str | None) -> str:
    """The session of a person of that role who gave both steps; whatever was done to the account is undone."""
    user, _made = get_user_model().objects.get_or_create(username=f"hostile {role}")
    user.is_active = user.is_staff = True
    user.is_superuser = group is None
    user.save()
    user.groups.set(Group.objects.filter(name=group))
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


if __name__ == "__main__":
    print(json.dumps({role: cookie_of(role, group) for role, group in ROLES.items()}))
