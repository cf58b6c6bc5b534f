"""How a page with personal content leaves: kept by nobody, its values in no error report."""

import logging
from functools import wraps

from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from appointments.encryption import CannotDecrypt

logger = logging.getLogger(__name__)


def personal_page(view):
    """Marks a view whose answers belong to one person; it sets no cookie, and what it says of keeping holds."""

    @wraps(view)
    def not_kept(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)  # Django would put a new one in the place of a broken one
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return sensitive_post_parameters()(not_kept)


def opened_by_its_address(view):
    """Marks a personal view whose address is the permission: the pages it links to do not learn that address.

    503 when the key is gone with which the patient's words were written.
    """

    @wraps(view)
    def untold(request, *args, **kwargs):
        try:
            response = view(request, *args, **kwargs)
        except CannotDecrypt as error:
            logger.error("A patient's page cannot be read: %s", error)
            response = render(request, "500.html", status=503)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return personal_page(untold)
