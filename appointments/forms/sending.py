"""What every public form carries hidden, and how it comes back: its token, a trap for programs, proof of some work."""

from datetime import datetime

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from appointments.form_tokens import FormToken
from appointments.plain_text import plain, plain_values
from appointments.suspicions import WORK_BITS, is_worked, suspicions


class SendingForm(forms.Form):
    """A form that anybody may send. `options` is what it offers; `words` names the fields that hold free text.

    Its values are taken without the characters that nobody can see. The hidden fields stand in no layout: the page
    writes them (appointments/includes/form.html), because their values may change when the rest is kept.
    """

    kind = ""
    words: tuple[str, ...] = ()
    begun_with: tuple[str, ...] = ()
    addressed_with: tuple[str, ...] = ()

    use_required_attribute = False  # a screen reader would call a field wrong before anything was typed
    work_bits = WORK_BITS
    token = forms.CharField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(
        required=False,
        label=_("Website (leave this empty)"),
        widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
    )
    work = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, options, data=None, **kwargs):
        super().__init__(plain_values(data) if data is not None else None, **kwargs)
        self.options = options
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    @property
    def needs_another_look(self) -> bool:
        """Whether there is something the patient has to see before a valid form is stored."""
        return False

    @classmethod
    def begun(cls, options, values):
        """The form with what another page's button brought along."""
        return cls(options, initial={name: plain(values.get(name, "")) for name in cls.begun_with})

    @classmethod
    def addressed(cls, options, values):
        """The form with what the address of the page chooses; no words, which anybody could put there."""
        return cls(options, initial={name: plain(values.get(name, "")) for name in cls.addressed_with})

    def is_worked(self, token: FormToken) -> bool:
        """Whether the patient's browser searched for the number that the form asks for."""
        return is_worked(token.key, self.cleaned_data["work"])

    def marks(self, token: FormToken, now: datetime) -> list[str]:
        """What is odd about this sending (see suspicions.py)."""
        words = " ".join(str(self.cleaned_data.get(name) or "") for name in self.words)
        hidden = {"trap": self.cleaned_data["website"], "work": self.cleaned_data["work"]}
        return suspicions(token, **hidden, words=words, now=now)
