"""The pages for what the site does not take: what it cannot read, what is not allowed, a form that is out of date."""

from django.shortcuts import render

from practice.context_processors import current_practice
from publishing.remembered import last_read


def bad_request(request, exception):
    """400: a form torn on the way or much too long, a host that is not ours."""
    return refused(request, "400.html", 400)


def permission_denied(request, exception):
    """403: somebody on the staff whose role does not allow it."""
    return refused(request, "403.html", 403)


def form_out_of_date(request, reason=""):
    """403: a form of the staff whose token belongs to another session, or to none."""
    return refused(request, "form_out_of_date.html", 403)


def refused(request, template: str, status: int):
    """Asks no database: programs cause most of these. Says nothing of the request: its host may be anybody's words."""
    response = render(request, template, {"practice": last_read(current_practice)}, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"  # the address may be somebody's private link
    return response
