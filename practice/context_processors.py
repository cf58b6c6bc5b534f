"""Gives every template the practice: its name, phone lines and links stand on each page."""

from functools import partial

from django.utils.functional import SimpleLazyObject

from practice.models import Practice
from publishing.remembered import read_or_remembered


def current_practice() -> Practice | None:
    """By this name it is remembered for the moments in which the database does not answer."""
    return Practice.objects.current()


def practice(request):
    """`practice`, read from the database when a template first asks for it."""
    return {"practice": SimpleLazyObject(partial(read_or_remembered, current_practice))}
