"""How papers and links stand on their pages: forms by language, resources by what a reader needs."""

from collections.abc import Iterable

from practice.languages import PLACES, direction_of
from practice.models import PatientForm, Resource, ResourceGroup


def by_language(forms: Iterable[PatientForm]) -> list[dict]:
    """The forms of each language under its own name, English first; within a language in the order given."""
    found: dict[str, list] = {}
    for form in sorted(forms, key=lambda form: PLACES[form.language]):
        found.setdefault(form.language, []).append(form)
    return [
        {"code": code, "name": forms[0].get_language_display(), "direction": direction_of(code), "forms": forms}
        for code, forms in found.items()
    ]


def by_group(resources: Iterable[Resource]) -> list[tuple[ResourceGroup, list[Resource]]]:
    """The resources of each group that has any, the most urgent group first."""
    listed = list(resources)
    groups = [(group, [item for item in listed if item.group == group]) for group in ResourceGroup]
    return [(group, items) for group, items in groups if items]
