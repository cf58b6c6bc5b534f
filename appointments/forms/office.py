"""Which office: chosen from the list, or the nearest to a ZIP code."""

from django import forms
from django.utils.translation import gettext_lazy as _

from appointments.widgets import DigitsInput
from locations.models import Location, Place

NO_OFFICE = _("Choose an office, or enter your ZIP code so that we can take the nearest one.")
UNKNOWN_ZIP = _("We do not know this ZIP code. Check it, or choose an office from the list.")


class OfficeFields(forms.Form):
    """`cleaned_data["office"]` is a Location."""

    location = forms.ChoiceField(
        label=_("Office"),
        required=False,
        error_messages={"invalid_choice": _("This office is no longer in the list. Choose another one.")},
    )
    zip_code = forms.RegexField(
        r"^[0-9]{5}(?:[- ]?[0-9]{4})?\Z",
        label=_("Or your ZIP code"),
        required=False,
        help_text=_("Choose no office, and we take the one nearest to you."),
        widget=DigitsInput(length=10, autocomplete="postal-code"),
        error_messages={"invalid": _("Enter a ZIP code of five digits, such as 21701.")},
    )

    def clean_office(self) -> None:
        """Finds the office, and shows it as chosen should the form come back."""
        if self.has_error("location") or self.has_error("zip_code"):
            return
        slug, code = self.cleaned_data["location"], self.cleaned_data["zip_code"]
        if slug:
            self.cleaned_data["office"] = self.options.offices[slug]
        elif not code:
            self.add_error("location", NO_OFFICE)
        else:
            self._take_nearest(code)

    def _take_nearest(self, code: str) -> None:
        place = Place.objects.zip(code[:5])
        if place is None:
            self.add_error("zip_code", UNKNOWN_ZIP)
            return
        for office in Location.objects.published().nearest_to(place.latitude, place.longitude, 1):
            self.cleaned_data["office"] = office
            self.data["location"] = office.slug
        if "office" not in self.cleaned_data:
            self.add_error("location", NO_OFFICE)
