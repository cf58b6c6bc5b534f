"""Query strings of the practice's pages become what they mean, or a sentence that helps."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from practice.models import State


@dataclass(frozen=True)
class Chosen:
    """Which plans to show: of which state (its two letters, empty for all), and with which words in the name."""

    state: str = ""
    words: str = ""


class InsuranceForm(forms.Form):
    """`?state=MD&q=…` becomes a state and the words of a plan's name."""

    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("All our states")), *State.choices],
        required=False,
        error_messages={
            "invalid_choice": _("Choose one of our states from the list. Plans of all our states are shown.")
        },
    )
    q = forms.CharField(
        label=_("Name of your plan"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": _("Use fewer words. One or two from your card are enough.")},
    )

    def chosen(self) -> Chosen:
        """What was understood; what was not is left out."""
        self.is_valid()
        return Chosen(self.cleaned_data.get("state", ""), self.cleaned_data.get("q", ""))
