"""Numbers that are called for help, as links wherever a text names them."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

register = template.Library()
HELP_LINES = re.compile(r"(?<![\w.,-])(911|988)(?![\w-]|[.,]\d)")


@register.filter
def calling(text: str):
    """The text, escaped, in which 911 and 988 can be called by touching them."""
    return mark_safe(HELP_LINES.sub(r'<a href="tel:\1">\1</a>', conditional_escape(text)))  # nosec B308 B703, escaped
