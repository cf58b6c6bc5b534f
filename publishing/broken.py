"""A page that says something is broken: nobody keeps it, and it gives nobody its address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def broken_page(
    request: HttpRequest, template: str, context: dict, *, status: int, try_again_after: int | None = None
) -> HttpResponse:
    """Asks nothing of the database. `try_again_after`: in how many seconds it may be whole again."""
    response = render(request, template, context, status=status)
    if try_again_after is not None:
        response.headers["Retry-After"] = str(try_again_after)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"  # the address may be somebody's private link
    return response
