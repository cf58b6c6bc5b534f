"""Formsets of the admin: rows in order, rows without which a page may not be public."""

from adminsortable2.admin import CustomInlineFormSet
from django import forms
from django.core.exceptions import ValidationError


class OrderedRowsFormSet(CustomInlineFormSet):
    """Rows in order. The order can be typed as a number too, because dragging needs a steady hand (WCAG 2.5.7)."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        position = form.fields.get(self.default_order_field)
        if position:
            position.widget = forms.NumberInput(attrs={"class": "_reorder_ order-number", "min": 0})
            position.is_hidden = False
        for field in form.fields.values():
            field.widget.attrs.setdefault("aria-label", str(field.label or ""))


class RequiredToPublishFormSet(OrderedRowsFormSet):
    """Rows of which a public page needs at least one. `required_sentence` says so to staff."""

    required_sentence = ""

    def clean(self):
        super().clean()
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        kept = [form for form in kept if not (self.can_delete and self._should_delete_form(form))]
        if self.instance.publish_from and not kept:
            raise ValidationError(self.required_sentence, code="required_to_publish")
