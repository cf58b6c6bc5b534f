"""Gives every template the practice: its name, phone lines and links stand on each page."""

from django.utils.functional import SimpleLazyObject

from practice.models import Practice


def practice(request):
    """`practice`, read from the database when a template first asks for it."""
    return {"practice": SimpleLazyObject(Practice.objects.current)}
