"""The query string of the list becomes an office, a treatment, a language, a state and a kind of provider."""

from django import forms
from django.utils.translation import gettext_lazy as _

from practice.models import State
from providers.models import Kind


def _one_of_ours(label, anything, key: str) -> forms.ModelChoiceField:
    """A choice among what the public providers have; the form fills it in."""
    return forms.ModelChoiceField(None, to_field_name=key, required=False, label=label, empty_label=anything)


class ProviderFilterForm(forms.Form):
    """`?location=frederick&treatment=…&language=es&state=MD&kind=physician`, each of them optional."""

    location = _one_of_ours(_("Office"), _("Any office"), "slug")
    treatment = _one_of_ours(_("Treatment"), _("Any treatment"), "slug")
    language = _one_of_ours(_("Language"), _("Any language"), "code")
    state = forms.ChoiceField(choices=[("", _("All states")), *State.choices], required=False, label=_("State"))
    kind = forms.ChoiceField(choices=[("", _("Either")), *Kind.choices], required=False, label=_("Kind of provider"))

    def __init__(self, data, providers):
        super().__init__(data)
        self.fields["location"].queryset = providers.their("locations").by_state()
        self.fields["treatment"].queryset = providers.their("treatments").order_by("short_title")
        self.fields["language"].queryset = providers.their("languages")

    def chosen(self) -> dict:
        """The filters that were understood; one that was not is left out and its sentence shown."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


FILTERS = tuple(ProviderFilterForm.base_fields)
