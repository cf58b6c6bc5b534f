"""Where allauth does as this site does: staff only, secrets encrypted, addresses known in one way."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from appointments.encryption import decrypt, encrypt
from clinic_site.sign_in.sessions import began_recently
from publishing.client_address import client_address

CONTEXT = "mfa.authenticator.data"


class StaffAccounts(DefaultAccountAdapter):
    """Accounts are made in the admin; here people only sign in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy(
            "That username and password do not go together. Check both and try again."
        ),
        "incorrect_password": gettext_lazy("That is not your password. Try again."),
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_client_ip(self, request) -> str:
        return client_address(request) or "unknown"

    def pre_login(self, request, user, **kwargs):
        """A passkey does not go through the backend, so who may sign in is asked here again."""
        if user.is_active and user.is_staff:
            return None
        clear_login(request)
        messages.error(request, _("This account cannot sign in. Ask the person who manages the website."))
        return redirect("account_login")

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        required = super().is_reauthentication_required(app=app, **kwargs)
        return required and not began_recently(context.request.session)


class StaffSecondFactors(DefaultMFAAdapter):
    """Apps, passkeys and recovery codes of staff."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("That did not work. Try again with a new code."),
    }

    def encrypt(self, text: str) -> str:
        return encrypt(text, CONTEXT)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text, CONTEXT)

    def _get_site_name(self) -> str:
        return settings.MFA_TOTP_ISSUER

    def _get_user_identifier(self, user) -> str:
        return user.get_username()

    def generate_authenticator_name(self, user, type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}
