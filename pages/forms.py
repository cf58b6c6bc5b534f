"""What visitors type into the search field."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """`?q=…` becomes words to look for."""

    q = forms.CharField(
        label=_("Search treatments and conditions"),
        max_length=100,
        error_messages={
            "required": _("Type a word, such as “back pain” or “injection”."),
            "max_length": _("Use fewer words. One or two are enough."),
        },
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
