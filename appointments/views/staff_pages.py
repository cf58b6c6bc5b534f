"""How every page of the inbox is rendered: in the frame of the admin."""

from django.contrib import admin
from django.shortcuts import render


def desk_page(request, template: str, *, status: int = 200, **context):
    """The admin's header and footer around a page of ours."""
    return render(request, template, {**admin.site.each_context(request), **context}, status=status)
