"""Gives every template what stands on each page: the practice, its phone lines and links, its notices."""

from functools import partial

from django.utils.functional import SimpleLazyObject

from practice.models import Practice
from practice.notices.in_force import notices_in_force
from publishing.remembered import read_once


def current_practice() -> Practice | None:
    """By this name it is remembered for the moments in which the database does not answer."""
    return Practice.objects.current()


def practice(request):
    """`practice` and `notices_in_force`: the database is asked only after content has changed."""
    return {
        "practice": SimpleLazyObject(partial(read_once, current_practice)),
        "notices_in_force": SimpleLazyObject(partial(read_once, notices_in_force)),
    }
