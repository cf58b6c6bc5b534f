"""Whether an address asks for one of our own choices. Only such pages are kept: others could be made up without end."""

from django import forms
from django.http import QueryDict

TICKED = "on"  # what browsers send for a checkbox without a value


def asks_only_for_what_we_offer(query: QueryDict, form: forms.Form) -> bool:
    """Each parameter once, with a value from its list or none; several at once only where several can be chosen.

    `form` was made from the query. Free text is never from a list.
    """
    given = {name: query.getlist(name) for name in form.fields if name in query}
    return not given or (form.is_valid() and all(_is_offered(form.fields[name], given[name]) for name in given))


def _is_offered(field: forms.Field, values: list[str]) -> bool:
    """What the field has accepted may still be a spelling that its own page never sends."""
    if isinstance(field, (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)):
        return len(values) == len(set(values))
    if len(values) != 1:
        return False
    if isinstance(field, forms.BooleanField):
        return values[0] in ("", TICKED)
    return not values[0] or isinstance(field, forms.ChoiceField)
