"""Gives every template what stands on each page: the practice, its phone lines and links, its notices."""

from django.utils.functional import SimpleLazyObject

from practice.models import Practice
from practice.notices.in_force import notices_in_force


def practice(request):
    """`practice` and `notices_in_force`, read from the database when a template first asks for them."""
    return {
        "practice": SimpleLazyObject(Practice.objects.current),
        "notices_in_force": SimpleLazyObject(notices_in_force),
    }
