"""Which of a notice's texts a reader asks for."""

from django import forms

from practice.languages import OWN_NAMES
from practice.models import State


class StateField(forms.ChoiceField):
    """One of our states, in capital or small letters."""

    def to_python(self, value) -> str:
        return super().to_python(value).upper()


class NoticeChoiceForm(forms.Form):
    """`?state=MD&lang=es`. What we do not know is as if nothing was said."""

    state = StateField(choices=State, required=False)
    lang = forms.ChoiceField(choices=OWN_NAMES.items(), required=False)

    def choice(self) -> tuple[str, str]:
        """(state, language), empty where nothing sensible was said."""
        self.is_valid()
        return self.cleaned_data.get("state", ""), self.cleaned_data.get("lang", "")
