"""What stands between the fields of a form: a template with values of its own."""

from crispy_forms.layout import LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django.template.loader import render_to_string

from appointments.purposes import kept_words, purposes_of


class Piece(LayoutObject):
    """A template. A value that is a function is asked when the form is shown, with the form."""

    def __init__(self, template: str, **values):
        self.template, self.values, self.fields = template, values, []

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        values = {name: value(form) if callable(value) else value for name, value in self.values.items()}
        return render_to_string(self.template, values)


def why_we_ask(*names: str) -> Piece:
    """The folded-up answer to “why do you ask this?” for these fields."""
    return Piece("appointments/includes/why_we_ask.html", rows=lambda form: rows_of(form, names), kept=kept_words)


def rows_of(form, names) -> list[tuple]:
    """(labels of the fields, purpose): fields with the same purpose share a row."""
    rows = {}
    for name in names:
        if name in form.fields:
            rows.setdefault(purposes_of(form)[name], []).append(form.fields[name].label)
    return [(labels, purpose) for purpose, labels in rows.items()]
