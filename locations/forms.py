"""What visitors ask the finder becomes a place and filters, or a sentence that tells them what to do."""

from django import forms
from django.utils.translation import gettext_lazy as _

from locations import outcomes
from locations.exact_addresses import with_exact_point
from locations.gazetteer import DatabaseGazetteer
from locations.geocoding import understand
from practice.models import State
from treatments.models import Treatment

SENTENCES = {
    outcomes.NOTHING_TYPED: _("Type an address, ZIP code or city, such as 21701 or Frederick, MD."),
    outcomes.NO_LETTERS: _("We cannot read that as a place. Type an address, ZIP code or city, such as 21701."),
    outcomes.ZIP_DIGITS: _("A ZIP code has five digits, such as 21701. Check the number, or type the city."),
    outcomes.TOO_LONG: _("That is longer than any address we know. Type a ZIP code or a city."),
    outcomes.NEAR_ME: _("Press “Use my location”, or type an address, ZIP code or city."),
    outcomes.POSITION: _("We could not read your position. Type an address, ZIP code or city."),
}


class FilterForm(forms.Form):
    """Which offices: the filters that stand in the address."""

    treatment = forms.ModelChoiceField(
        Treatment.objects.none(),
        to_field_name="slug",
        required=False,
        label=_("Treatment"),
        empty_label=_("Any treatment"),
    )
    state = forms.ChoiceField(choices=[("", _("All states")), *State.choices], required=False, label=_("State"))
    open_now = forms.BooleanField(required=False, label=_("Open now"))
    saturday = forms.BooleanField(required=False, label=_("Open on Saturday"))
    evening = forms.BooleanField(required=False, label=_("Open after 5 pm"))
    step_free = forms.BooleanField(required=False, label=_("Step-free"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["treatment"].queryset = Treatment.objects.published()

    def chosen(self) -> dict:
        """The filters that were understood; one that was not is left out and its sentence shown."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value and name in FILTERS}


FILTERS = tuple(FilterForm.base_fields)
FILTERS_IN_A_STATE = tuple(name for name in FILTERS if name != "state")


class LocationSearchForm(FilterForm):
    """`?q=…` with the filters. `outcome` says which place was meant; None when nothing was asked."""

    q = forms.CharField(
        label=_("Address, ZIP code or city"),
        required=False,
        strip=False,
        max_length=1000,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "spellcheck": "false"}),
    )
    field_order = ["q", *FILTERS]

    @property
    def is_asked(self) -> bool:
        return "q" in self.data

    def outcome(self):
        """What the text was understood as. Filters alone ask for every office that passes them."""
        if not self.is_asked or (self.chosen() and not self.data["q"].strip()):
            return None
        self.is_valid()
        if "q" in self.errors:
            return outcomes.Malformed(outcomes.TOO_LONG)
        outcome = understand(self.cleaned_data["q"], DatabaseGazetteer())
        chosen = self.chosen().get("state")
        if isinstance(outcome, outcomes.WholeState) and chosen not in (None, outcome.state):
            return outcomes.WhichState(outcome.state, chosen)
        return with_exact_point(self.cleaned_data["q"], outcome)


class NearMeForm(FilterForm):
    """A position that the visitor's own device rounded to about a mile. Posted, so that it stands in no address."""

    latitude = forms.FloatField(min_value=-90, max_value=90)
    longitude = forms.FloatField(min_value=-180, max_value=180)

    def outcome(self):
        """The position, rounded once more: to hundredths of a degree, under a mile."""
        self.is_valid()
        if not {"latitude", "longitude"} <= self.cleaned_data.keys():
            return outcomes.Malformed(outcomes.POSITION)
        return outcomes.NearMe((round(self.cleaned_data["latitude"], 2), round(self.cleaned_data["longitude"], 2)))
