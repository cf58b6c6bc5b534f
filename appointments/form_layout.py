"""What forms are laid out with, beyond crispy's own: sections, choices with fields that depend on them.

A form's fields are declared in the order in which its layout shows them: the error summary follows the declaration.
`unmarked_fields` of a form names fields that are not required by themselves and yet not optional, such as those of a
`Part`. Crispy compiles the texts of its own Fieldset as templates; those here are only text.
"""

from crispy_forms.layout import Div, Fieldset, LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.forms import BoundField
from django.template.loader import render_to_string


class Section(Fieldset):
    """Fields under a heading, with a sentence below it where `hint` is given."""

    def __init__(self, legend, *fields, css_id: str, hint="", **kwargs):
        super().__init__(legend, *fields, css_id=css_id, **kwargs)
        self.hint = hint

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        fields = self.get_rendered_fields(form, context, template_pack, **kwargs)
        return render_to_string(
            self.get_template_name(template_pack), {"fieldset": self, "legend": self.legend, "fields": fields}
        )


class Choice(Div):
    """Radios, a list or a single box, followed by the parts that belong to its answers."""

    css_class = "form-choice"

    def __init__(self, chooser: str, *parts: "Part"):
        super().__init__(chooser, *parts)
        for part in parts:
            part.chooser = chooser


class Part(LayoutObject):
    """The fields to fill in when one of these values is chosen.

    The stylesheet hides a part while another answer is chosen, unless it holds an error. Where a browser cannot, the
    part is always there, so its legend should say whom it is for. What stands in a part that was not chosen is sent
    too; the form has to drop it.
    """

    template = "%s/layout/part.html"

    def __init__(self, values: tuple[str, ...], *fields, legend=""):
        self.values, self.fields, self.legend = values, list(fields), legend
        self.chooser = ""

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        positions = positions_of(self.values, form[self.chooser])
        return render_to_string(
            self.get_template_name(template_pack),
            {
                "part": self,
                "shown_when": " ".join(f"{self.chooser}={value}" for value in self.values),
                "positions": " ".join(map(str, positions)),
                "fields": self.get_rendered_fields(form, context, template_pack, **kwargs),
            },
        )


def positions_of(values: tuple[str, ...], chooser: BoundField) -> list[int]:
    """Where these values stand among the choices, from 1: a stylesheet can count, not compare."""
    if isinstance(chooser.field.widget, forms.CheckboxInput):
        return [1]
    listed = [str(value) for value, _label in chooser.field.choices]
    return [listed.index(value) + 1 for value in values]
