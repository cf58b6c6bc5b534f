"""Picks rows of one kind out of a list that is already read, so that a page needs no query for each list."""

from django import template

from treatments.models import QuickFact

register = template.Library()


@register.filter
def of_kind(rows, kind: str) -> list:
    """Rows such as the “do” lines of all advice."""
    return [row for row in rows if row.kind == kind]


@register.filter
def at(advice, when: str) -> list:
    """Advice for before or for after the treatment."""
    return [row for row in advice if row.when == when]


@register.filter
def of_frequency(risks, frequency: str) -> list:
    """Risks that are common, or rare."""
    return [risk for risk in risks if risk.frequency == frequency]


@register.filter
def red_flags(symptoms, wanted: bool) -> list:
    """Symptoms that need care at once, or all the others."""
    return [symptom for symptom in symptoms if symptom.is_red_flag == wanted]


@register.filter
def members(groups) -> list:
    """The treatments of all (group, treatments) pairs in one list."""
    return [treatment for _, treatments in groups for treatment in treatments]


@register.simple_tag
def fact_kinds() -> list[tuple[str, str]]:
    """(kind, name) of every quick fact, in the order of a treatment page."""
    return QuickFact.Kind.choices
