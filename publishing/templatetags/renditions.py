"""Small versions of uploaded pictures."""

from django import template

register = template.Library()


@register.filter
def smallest(picture) -> str:
    """The address of the smallest WebP of a picture; of the picture itself when it is smaller than that."""
    versions = picture.aspect_ratios[None]["WEBP"]
    return versions[min(versions)].url if versions else picture.url
