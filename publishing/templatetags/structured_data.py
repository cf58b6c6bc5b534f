"""Puts schema.org data into a page as JSON that cannot break out of its script element."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.safestring import mark_safe

from publishing.structured_data import breadcrumbs

register = template.Library()
BREAKING_OUT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def json_ld(data: dict) -> str:
    """A script element with the data; `<`, `>` and `&` are escaped."""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":")).translate(BREAKING_OUT)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # nosec B308 B703


@register.simple_tag
def breadcrumbs_json_ld(trail) -> str:
    """The same for a trail of (name, path) steps."""
    return json_ld(breadcrumbs(trail))
