"""Which of a notice's texts a reader asks for."""

from django import forms

from practice.models import State


class NoticeChoiceForm(forms.Form):
    """`?state=MD&lang=es`. A state that we do not serve is as if none was said."""

    state = forms.CharField(required=False)
    lang = forms.CharField(required=False)

    def clean_state(self) -> str:
        state = self.cleaned_data["state"].upper()
        return state if state in State.values else ""

    def choice(self) -> tuple[str, str]:
        """(state, language), empty where nothing sensible was said."""
        self.is_valid()
        return self.cleaned_data.get("state", ""), self.cleaned_data.get("lang", "")
