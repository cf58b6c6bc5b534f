"""The guide's parameters become a scope, or a sentence that says what is shown instead."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.guide.scope import Scope
from practice.models import State
from treatments.models import Treatment


class GuideForm(forms.Form):
    """`?state=MD&treatment=kyphoplasty`."""

    state = forms.ChoiceField(
        choices=State,
        required=False,
        error_messages={
            "invalid_choice": _("We do not have offices in that state. This is the guide for all of our states.")
        },
    )
    treatment = forms.ModelChoiceField(
        Treatment.objects.none(),
        to_field_name="slug",
        required=False,
        error_messages={"invalid_choice": _("We do not know that treatment. This is the whole guide.")},
    )

    def __init__(self, data):
        super().__init__(
            {name: data.get(name, "") for name in self.base_fields} | {"state": data.get("state", "").upper()}
        )
        self.fields["treatment"].queryset = Treatment.objects.published()

    def scope(self) -> Scope:
        """What was asked for; of what we do not know, everything."""
        self.is_valid()
        state, treatment = self.cleaned_data.get("state"), self.cleaned_data.get("treatment")
        return Scope(state or "", treatment.slug if treatment else "")
