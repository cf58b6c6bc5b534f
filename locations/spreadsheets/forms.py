"""The form with which staff choose a CSV file; it converts the file into its text."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from locations.spreadsheets.csv_files import UnreadableFile, decoded


class ChooseFileForm(forms.Form):
    """`cleaned_data["file"]` is the name and the text of the file."""

    use_required_attribute = True

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("At most 5 MB and 200 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        allow_empty_file=True,  # said in our own words
        max_length=200,
        error_messages={
            "required": _("Choose a file first."),
            "max_length": _("The name of the file is too long. Give it a shorter one."),
        },
    )

    def clean_file(self) -> tuple[str, str]:
        file = self.cleaned_data["file"]
        try:
            return file.name, decoded(file.read())
        except UnreadableFile as reason:
            raise ValidationError(str(reason)) from None
