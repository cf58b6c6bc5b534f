"""Rows chosen on the board, and what is to be done with all of them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from appointments.references import LENGTH, LETTERS

MOST = 100


class ChosenForm(forms.Form):
    """An action and references; whatever is not a reference is left out."""

    ASSIGN, CLOSE = "assign", "close"

    action = forms.ChoiceField(
        choices=[(ASSIGN, _("I take care of them")), (CLOSE, _("Close them"))],
        error_messages={"required": _("Choose what to do."), "invalid_choice": _("Choose what to do.")},
    )
    is_confirmed = forms.BooleanField(required=False)

    def references(self) -> list[str]:
        """Each once, in the order of the board."""
        sent = self.data.getlist("row")[:MOST]
        return [text for text in dict.fromkeys(sent) if len(text) == LENGTH and set(text) <= set(LETTERS)]

    def clean(self):
        if not self.references():
            raise forms.ValidationError(_("Tick at least one request first."))
