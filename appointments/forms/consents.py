"""Boxes beside the exact words that somebody agrees to: a tick counts only while the words are those in force."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from appointments.models import ConsentWording, ContactBy

PURPOSES = ConsentWording.Purpose
CONSENTS = {
    "consent_request": (PURPOSES.REQUEST, _("Tick this box, so that we may use your request to answer you.")),
    "consent_text_messages": (PURPOSES.TEXT_MESSAGES, ""),
    "consent_email": (PURPOSES.EMAIL, ""),
}
NEEDED_FOR = {ContactBy.TEXT: "consent_text_messages", ContactBy.EMAIL: "consent_email"}
NOT_GIVEN = {
    ContactBy.TEXT: _("Tick this box if we may text you, or choose another way to reach you."),
    ContactBy.EMAIL: _("Tick this box if we may e-mail you, or choose another way to reach you."),
}


class ConsentBox(forms.CheckboxInput):
    """Sends the id of the wording beside it."""

    def __init__(self, wording):
        wanted = str(wording.pk)
        super().__init__({"value": wanted}, check_test=lambda value: value == wanted)

    def value_from_datadict(self, data, files, name):
        return data.get(name, "")

    def format_value(self, value):
        return None  # the attribute `value` says it


class ConsentField(forms.BooleanField):
    """`cleaned_data` has the wording that was agreed to, or None."""

    def __init__(self, wording: ConsentWording, required_words=""):
        self.wording = wording
        super().__init__(
            label=wording.text,
            required=bool(required_words),
            widget=ConsentBox(wording),
            error_messages={"required": required_words},
        )

    def to_python(self, value) -> ConsentWording | None:
        if not value:
            return None
        if value != str(self.wording.pk):
            raise ValidationError(_("The words beside this box have changed. Read them and tick it again."))
        return self.wording


class ConsentFields(forms.Form):
    """A box for each wording in force. What needs a wording that is missing is not offered."""

    def offer_consents(self) -> None:
        for name, (purpose, required_words) in CONSENTS.items():
            if purpose in self.options.wordings:
                self.fields[name] = ConsentField(self.options.wordings[purpose], required_words)
        unusable = [way for way, name in NEEDED_FOR.items() if name not in self.fields]
        self.fields["contact_by"].choices = [choice for choice in ContactBy.choices if choice[0] not in unusable]

    def clean_consents(self) -> None:
        """Text messages and e-mail go only to those who ticked the box for them, and e-mail only to an address."""
        way = self.cleaned_data.get("contact_by")
        if way in NEEDED_FOR and not self.cleaned_data.get(NEEDED_FOR[way]) and not self.has_error(NEEDED_FOR[way]):
            self.add_error(NEEDED_FOR[way], NOT_GIVEN[way])
        wants_email = way == ContactBy.EMAIL or self.cleaned_data.get("consent_email")
        if wants_email and not self.cleaned_data.get("email") and not self.has_error("email"):
            self.add_error("email", _("Enter the e-mail address we may write to."))

    def wordings(self) -> list[ConsentWording]:
        """The words that were agreed to."""
        return [self.cleaned_data[name] for name in CONSENTS if self.cleaned_data.get(name)]
