"""What staff can put on a page besides plain words: one kind of rich text, of picture, of outside address."""

from django import forms
from django.db import models
from django_prose_editor.fields import ProseEditorField, ProseEditorFormField
from pictures.models import PictureField, PictureFieldFile

from publishing.pictures import reencoded

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto", "tel"]},
    "HardBreak": True,
}


class OneLineEnd:
    """A form field that takes a browser's line ends as the stored ones, so that an untouched text is unchanged."""

    def to_python(self, value):
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class RichTextFormField(OneLineEnd, ProseEditorFormField):
    pass


class LongTextFormField(OneLineEnd, forms.CharField):
    pass


class LongTextField(models.TextField):
    """Plain text of several lines."""

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": LongTextFormField, **kwargs})


class RichTextField(ProseEditorField):
    """Paragraphs, lists, one level of sub-heading, strong, emphasis and links; anything else is removed.

    The editor cleans in full_clean() only. This field cleans whatever way the text takes into the database.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": RichTextFormField, **kwargs})

    def get_db_prep_save(self, value, connection):
        if isinstance(value, str):
            value = self.sanitize(value)
        return super().get_db_prep_save(value, connection)


class PictureFormField(forms.FileField):
    """A file chooser that hands on a checked and re-encoded picture, or says what is wrong with the chosen file."""

    widget = forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        return reencoded(file) if data and file is data else file


class UploadedPictureFile(PictureFieldFile):
    """An uploaded picture: all its sizes are stored, or none."""

    def save(self, name, content, save=True):
        try:
            super().save(name, content, save)
        except OSError:
            if self._committed:  # the upload itself is there, and perhaps some of its sizes
                self.delete(save=False)
            raise


class UploadedPictureField(PictureField):
    """A picture in responsive sizes whose upload never reaches Django's own, laxer, image check."""

    attr_class = UploadedPictureFile

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PictureFormField, **kwargs})


class SecureUrlField(models.URLField):
    """An address on another site; one typed without its beginning is taken as https."""

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https", **kwargs})
