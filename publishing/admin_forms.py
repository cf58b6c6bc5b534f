"""Forms of the admin: rows with names, rows in order, rows that a public page needs, forms that ask only a part."""

from adminsortable2.admin import CustomInlineFormSet
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _


class GoneRowsFormSet(forms.BaseInlineFormSet):
    """Rows of which one may be gone since the page was shown: Django's own words for that stand out of sight."""

    def clean(self):
        super().clean()
        kept = [form for form in self.initial_forms if not (self.can_delete and self._should_delete_form(form))]
        gone = [words_of(form) for form in kept if form.instance.pk is None and self._pk_field.name in form.errors]
        if gone:
            text = _("%(rows)s was deleted meanwhile by somebody else. Copy your words, open the page again.")
            raise ValidationError(text % {"rows": ", ".join(f"“{words}”" for words in gone)}, code="deleted_meanwhile")


def words_of(form: forms.ModelForm) -> str:
    """What a row is known by to whoever typed it: its longest text."""
    texts = [form[name].value() for name, field in form.fields.items() if isinstance(field, forms.CharField)]
    return max((text for text in texts if text), key=len, default=str(form.instance._meta.verbose_name))


class NamedFieldsFormSet(GoneRowsFormSet):
    """Rows of a table whose fields have their column's name for those who cannot see the table."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs.setdefault("aria-label", str(field.label or ""))


class OrderedRowsFormSet(NamedFieldsFormSet, CustomInlineFormSet):
    """Rows in order. The order can be typed as a number too, because dragging needs a steady hand (WCAG 2.5.7)."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        position = form.fields.get(self.default_order_field)
        if position:
            own = {"class": "_reorder_ order-number", "min": 0}
            position.widget = forms.NumberInput(attrs={**position.widget.attrs, **own})
            position.is_hidden = False

    def clean(self):
        """A row whose order was emptied keeps the one it had; a new one comes last."""
        super().clean()
        name = self.default_order_field
        for form in self.initial_forms:
            if name in form.fields and getattr(form.instance, name) is None:
                setattr(form.instance, name, form.initial[name])


class RequiredToPublishFormSet(OrderedRowsFormSet):
    """Rows of which a public page needs at least one. `required_sentence` says so to staff."""

    required_sentence = ""

    def clean(self):
        super().clean()
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        kept = [form for form in kept if not (self.can_delete and self._should_delete_form(form))]
        if self.instance.publish_from and not kept:
            raise ValidationError(self.required_sentence, code="required_to_publish")


class PartialForm(forms.ModelForm):
    """A form that does not ask for all fields: what the model says about one that is not there stands above the rest.

    Django takes such a sentence for a mistake in the code. It can be one of whoever sends fields that were not asked.
    """

    def add_error(self, field, error):
        named = getattr(error, "error_dict", {})
        absent = [name for name in named if name not in self.fields and name != NON_FIELD_ERRORS]
        if absent:
            sentences = [sentence for name in absent for sentence in named.pop(name)]
            named.setdefault(NON_FIELD_ERRORS, []).extend(sentences)
        super().add_error(field, error)
