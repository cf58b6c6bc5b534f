"""What the drawing of the body needs beyond its page's context: the further spots of a place."""

from django import template

from quiz.regions import FURTHER_SPOTS

register = template.Library()


@register.filter
def further_spots(region: str) -> tuple[str, ...]:
    """Where else on the drawing that place can be pressed."""
    return FURTHER_SPOTS.get(region, ())
