"""What visitors type into the search field."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.search_kinds import KINDS


class SearchForm(forms.Form):
    """`?q=…` becomes words to look for, `&kind=…` the only kind of page wanted, or \"\" for all."""

    q = forms.CharField(
        label=_("Search this site"),
        max_length=100,
        error_messages={
            "required": _("Type a word, such as “back pain” or “injection”."),
            "max_length": _("Use fewer words. One or two are enough."),
        },
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    kind = forms.CharField(required=False)

    def clean_kind(self) -> str:
        """A kind that is none asks for all."""
        return self.cleaned_data["kind"] if self.cleaned_data["kind"] in {kind.key for kind in KINDS} else ""
