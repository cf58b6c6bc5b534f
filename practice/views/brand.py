"""The practice's colours as a stylesheet."""

from django.http import Http404
from django.shortcuts import render

from practice.colors import brand_tokens
from practice.models import Practice
from publishing.page_cache import public_page


@public_page()
def brand_stylesheet(request):
    """Overrides of the colour tokens; base.html links it only when the practice chose colours of its own."""
    practice = Practice.objects.current()
    if practice is None:
        raise Http404
    tokens = brand_tokens(practice.brand_color, practice.accent_color)
    return render(request, "practice/brand.css", {"tokens": tokens}, content_type="text/css; charset=utf-8")
