"""What people type or let their device answer to sign in, in words of ours."""

from datetime import timedelta

from allauth.account.forms import LoginForm
from allauth.account.forms import ReauthenticateForm as PasswordAgainForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal.auth import parse_authentication_response
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from appointments.services.limits import Limit, spend
from clinic_site.sign_in.lockout import refuse_code_when_locked

ONE_USE = Limit("code of an app", most=1, per=timedelta(days=1))
MISSING = {
    "login": _("Enter your username."),
    "password": _("Enter your password."),
    "code": _("Enter the code."),
    "name": _("Enter a name for this passkey."),
    "credential": _("Your device did not answer. Try again."),
}
BROKEN_ANSWER = (AttributeError, IndexError, KeyError, TypeError, ValueError)


class PlainWords:
    """Labels stand above the fields, never inside them; a field that is empty says what to do."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in MISSING:
                field.error_messages["required"] = MISSING[name]


class SignInForm(PlainWords, LoginForm):
    """Username and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs.update({"autocapitalize": "none", "spellcheck": "false"})


class PasswordForm(PlainWords, PasswordAgainForm):
    """The password once more, before something that matters."""


class Code(PlainWords):
    """A code from an app or from the list of recovery codes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
        self.fields["code"].max_length = 20


class OneUseCode(Code):
    """A code that is asked for, counted when wrong, and good for one use, whichever process it reaches."""

    def clean_code(self):
        refuse_code_when_locked(context.request, self.user)
        code = super().clean_code()
        if not spend(ONE_USE, f"{self.user.pk} {code}"):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(OneUseCode, AuthenticateForm):
    """The second step of signing in."""


class CodeAgainForm(OneUseCode, ReauthenticateForm):
    """A code once more, before something that matters."""


class FirstCodeForm(Code, ActivateTOTPForm):
    """The first code of a new app, which shows that it was set up right."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Type the six digits that the app shows now")


class AnswerField(forms.JSONField):
    """What a device answered. It is never shown again: a challenge is good once."""

    widget = forms.HiddenInput

    def to_python(self, value):
        try:
            return super().to_python(value)
        except RecursionError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def bound_data(self, data, initial):
        return initial


class Answer(PlainWords):
    """What a device answers. Anything may be posted in its place, and libraries stumble over it in many ways."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credential"] = AnswerField(error_messages={"required": MISSING["credential"]})

    def _clean_fields(self):
        try:
            super()._clean_fields()
        except BROKEN_ANSWER:
            self.add_error("credential", get_adapter().error_messages["incorrect_code"])

    def _clean_form(self):
        try:
            super()._clean_form()
        except BROKEN_ANSWER:
            self.add_error("credential", get_adapter().error_messages["incorrect_code"])


class NewPasskeyForm(Answer, AddWebAuthnForm):
    """A new passkey or security key, with a name by which its owner knows it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
        self.fields["name"].max_length = 60
        self.fields["name"].help_text = _("So that you know later which one it is, such as: front desk computer.")
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].label = _("It asks for my fingerprint, my face or a PIN")
        self.fields["passwordless"].help_text = _(
            "Then you can sign in with it alone. Take the mark away for a plain security key."
        )


class PasskeyNameForm(PlainWords, EditWebAuthnForm):
    """Another name for a passkey."""


class PasskeyForm(Answer, AuthenticateWebAuthnForm):
    """A passkey as the second step, after the password."""


class PasskeyAgainForm(Answer, ReauthenticateWebAuthnForm):
    """A passkey once more, before something that matters."""


class PasskeyAloneForm(Answer, LoginWebAuthnForm):
    """A passkey in place of the password: it must have checked who holds it, or one thing alone would let people in."""

    def clean_credential(self):
        answer = parse_authentication_response(self.cleaned_data["credential"])
        authenticator = super().clean_credential()
        if not answer.response.authenticator_data.is_user_verified():
            raise get_adapter().validation_error("incorrect_code")
        return authenticator
