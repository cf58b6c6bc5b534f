"""Gives every template what stands on each page: the practice, its phone lines and links, its notices."""

from functools import partial

from django.utils.functional import SimpleLazyObject

from practice.models import Practice
from practice.notices.in_force import notices_in_force
from publishing.remembered import read_or_remembered


def current_practice() -> Practice | None:
    """By this name it is remembered for the moments in which the database does not answer."""
    return Practice.objects.current()


def practice(request):
    """`practice` and `notices_in_force`, read from the database when a template first asks for them."""
    return {
        "practice": SimpleLazyObject(partial(read_or_remembered, current_practice)),
        "notices_in_force": SimpleLazyObject(partial(read_or_remembered, notices_in_force)),
    }
